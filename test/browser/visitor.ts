import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type CDPSession,
  chromium,
  type Page,
} from 'playwright-core'
import { afterAll, expect, inject } from 'vitest'

export const running = inject('running')

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1440, height: 900 }

const quiet = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
]
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = 'build/screens'
let browser: Browser | undefined

afterAll(async () => {
  await browser?.close()
  browser = undefined
})

/** Pages change without a transition, so that no picture is taken half-way. */
const still = { viewport: phone, locale: 'zh-CN', reducedMotion: 'reduce' } as const

/** Somebody with a browser of their own: no cookies, no history. Errors in their console fail the test. */
export async function visitor(options: BrowserContextOptions = {}) {
  browser ??= await chromium.launch({ executablePath: running.chromium, args: quiet })
  const context: BrowserContext = await browser.newContext({ ...still, ...options })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  return {
    page,
    context,
    /** Nothing went wrong in the browser since it was opened. */
    expectQuiet: () => expect(complaints).toEqual([]),
    leave: () => context.close(),
  }
}

/** The page as it is: no violation that axe can find, nothing wider than the screen; a picture of it is kept. */
export async function look(page: Page, name: string) {
  expect(await troublesOf(page, name)).toEqual([])
}

/** What is wrong with a page, in words; `rules` where not all of axe's are asked for. */
export async function troublesOf(page: Page, name: string, rules?: string[]): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const tell = async (expression: string) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      ...{ expression, awaitPromise: true, returnByValue: true, allowUnsafeEvalBlockedByCSP: true },
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
  await picture(session, name)
  const overflow: number = await tell('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  if (!(await tell('"axe" in window'))) await tell(`${axe}; 0`)
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) })
  const found: string[] = await tell(`axe.run(document, ${options}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`)
  await session.detach()
  return [...(overflow > 0 ? [`${overflow} px too wide`] : []), ...found].map((trouble) => `${name}: ${trouble}`)
}

/** A picture alone: axe waits for timers, which do not run where scripts are switched off. */
export async function snap(page: Page, name: string) {
  const session = await page.context().newCDPSession(page)
  await picture(session, name)
  await session.detach()
}

/** The whole page, packed fast rather than small. */
async function picture(session: CDPSession, name: string) {
  const { cssContentSize } = await session.send('Page.getLayoutMetrics')
  const { data } = await session.send('Page.captureScreenshot', {
    clip: { ...cssContentSize, x: 0, y: 0, scale: 1 },
    captureBeyondViewport: true,
    optimizeForSpeed: true,
  })
  mkdirSync(pictures, { recursive: true })
  writeFileSync(`${pictures}/${name}.png`, Buffer.from(data, 'base64'))
}

/** A page in both languages and on both screens. */
export async function lookAround(page: Page, name: string) {
  for (const [size, viewport] of Object.entries({ phone, desktop })) {
    await page.setViewportSize(viewport)
    await look(page, `${name}-${await page.evaluate<string>('document.documentElement.lang')}-${size}`)
  }
}

/** The newest mail to somebody that holds such a text, once it has arrived. */
export async function mailTo(address: string, text = ''): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const list = await (await fetch(`${running.mailbox}/`)).text()
    const found = [...list.matchAll(/href="(\/mails\/[^"/]+)"/g)].map(([, path]) => path!)
    for (const path of found) {
      const raw = await (await fetch(`${running.mailbox}${path}/raw`)).text()
      const isTheirs = new RegExp(`^to:.*${address}`, 'im').test(raw)
      if (isTheirs && raw.replace(/=\r?\n/g, '').includes(text)) return raw
    }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`no mail came to ${address}`)
}
