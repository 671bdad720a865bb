import './sql-text.ts'
import type { LogEntry } from '../platform/platform.ts'
import { demos, ensureDemo } from './demo.ts'
import { openFolder } from './folder.ts'
import { greeting } from './greeting.ts'
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
  const { url, databaseUrl, mailboxUrl, smtpPort } = product
  folder.announce({ pid: process.pid, url, databaseUrl, mailboxUrl, smtpPort })
  const wanted = process.env.AFTERCARE_DEMO !== 'none'
  const isFresh = wanted && (await ensureDemo(folder, () => platformOf(product), product.secrets))
  const seconds = Math.round((performance.now() - started) / 100) / 10
  const password = isFresh ? product.secrets.demoPassword : `the demo password in ${folder.secrets}`
  console.log(greeting({ url, mailboxUrl, seconds, demos: wanted ? demos : [], password }))
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

/** Loaded only for the first start: the Worker itself runs elsewhere. */
async function platformOf(product: Product) {
  const { productionPlatform } = await import('../platform/production.ts')
  console.log('Making the demo companies. This happens once …')
  const platform = productionPlatform(await product.env())
  return { ...platform, log: (entry: LogEntry) => entry.level === 'info' || platform.log(entry) }
}

await runProgram(launch)
