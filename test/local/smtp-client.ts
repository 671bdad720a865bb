import { smtpSender } from '#worker/platform/channel/smtp.ts'

/** Sends one mail as a company's own server would get it, and says what came of it: a process of its own, for what it trusts. */
const { settings, password, message } = JSON.parse(process.argv[2] ?? '{}')
const sender = smtpSender(
  {
    outside: { fetch, resolve: async () => [], allowsLoopback: true },
    now: () => new Date('2026-05-01T04:00:00Z'),
    ownHosts: ['aftercare.example'],
    timeoutMs: 2_000,
  },
  settings,
  password ? { password } : {},
)
process.stdout.write(JSON.stringify(await sender.send(message)))
