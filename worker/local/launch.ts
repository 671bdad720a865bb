import './sql-text.ts'
import type { LogEntry } from '../platform/platform.ts'
import { type Demo, ensureDemo } from './demo.ts'
import { type Folder, openFolder } from './folder.ts'
import { type Product, startProduct } from './product.ts'
import { quietWrangler } from './quiet.ts'
import { runProgram, Trouble } from './trouble.ts'

async function launch() {
  Object.assign(process.env, quietWrangler)
  const publicPort = portOf('PORT', 8787)
  const folder = openFolder()
  await folder.claim()
  const started = performance.now()
  const product = await startProduct(folder, {
    public: publicPort,
    mailbox: portOf('MAILBOX_PORT', publicPort === 0 ? 0 : publicPort + 1),
  }).catch((error: unknown) => {
    folder.release()
    throw error
  })
  stopWhenTold(async () => {
    await product.close()
    folder.release()
  })
  const { url, databaseUrl, mailboxUrl } = product
  folder.announce({ pid: process.pid, url, databaseUrl, mailboxUrl })
  const wanted = process.env.AFTERCARE_DEMO !== 'none'
  const made = wanted ? await ensureDemo(folder, () => platformOf(product), product.secrets) : undefined
  console.log(greeting(product, made, folder, Math.round((performance.now() - started) / 100) / 10))
}

function portOf(setting: string, otherwise: number): number {
  const text = process.env[setting] ?? String(otherwise)
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new Trouble(`${setting}=${text} is not a port: a number up to 65535.`)
  return port
}

/** By a key, by another program, or by the end of whoever started us: everything stops once, in order. */
function stopWhenTold(stop: () => Promise<void>) {
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    const patience = setTimeout(() => process.exit(1), 10_000)
    stop().then(
      () => {
        clearTimeout(patience)
        process.exit(0)
      },
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
    // The simulator would end the process at once, before the databases are closed.
    process.removeAllListeners(signal)
    process.on(signal, end)
  }
}

type MadeDemo = { demo: Demo; fresh: boolean } | undefined

/** Loaded only for the first start: the Worker itself runs elsewhere. */
async function platformOf(product: Product) {
  const { productionPlatform } = await import('../platform/production.ts')
  console.log('Making the demo companies. This happens once …')
  const platform = productionPlatform(await product.env())
  return { ...platform, log: (entry: LogEntry) => entry.level === 'info' || platform.log(entry) }
}

function greeting({ url, mailboxUrl, secrets }: Product, made: MadeDemo, folder: Folder, seconds: number): string {
  const demoUrl = made && `http://${made.demo.slug}.${new URL(url).host}`
  const password = made?.fresh ? secrets.demoPassword : `the demo password in ${folder.secrets}`
  const rows = [
    ['Landing page', `${url}/`],
    ...(demoUrl
      ? [
          ['Demo console', `${demoUrl}/console`],
          ['Demo public form', `${demoUrl}/report`],
        ]
      : []),
    ['Mailbox', `${mailboxUrl}/`],
    ...(made?.demo.logIns ?? []).map(({ role, email }) => [`Log in as ${role}`, email]),
    ...(made ? [['with', password]] : []),
  ]
  const width = Math.max(...rows.map(([label = '']) => label.length))
  const lines = rows.map(([label = '', text = '']) => `  ${label.padEnd(width)}  ${text}`)
  return ['', `Aftercare is running (${seconds} s). Ctrl-C stops it; its data stays.`, '', ...lines, ''].join('\n')
}

await runProgram(launch)
