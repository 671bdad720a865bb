/** Renders the gallery, photographs it and asks axe about it: `node test/web/look.ts [screen …]` after `node web/build.ts`. */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type Browser, chromium } from 'playwright-core'

type Gallery = {
  screens: Record<string, unknown>
  render: (name: string, look: { lang: string; theme: string; nonce: string }) => Promise<string>
}

const root = join(import.meta.dirname, '../..')
const out = join(root, 'build/gallery')
const nonce = 'gallery'
const csp = [
  "default-src 'none'",
  `script-src 'nonce-${nonce}' 'strict-dynamic'`,
  `style-src 'self' 'nonce-${nonce}'`,
  "img-src 'self' data:",
  "form-action 'self'",
].join('; ')
const types: Record<string, string> = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }

const gallery = await bundleGallery()
const wanted = process.argv.slice(2)
const names = wanted.length > 0 ? wanted : Object.keys(gallery.screens)
const { port, close } = await serve()
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
let troubles = 0
for (const name of names)
  for (const lang of ['zh-CN', 'en'])
    for (const theme of ['light', 'dark'])
      for (const width of [390, 1440]) troubles += await photograph(browser, { name, lang, theme, width })
await browser.close()
close()
console.log(troubles === 0 ? 'no violations' : `${troubles} troubles`)
process.exitCode = troubles === 0 ? 0 : 1

async function bundleGallery(): Promise<Gallery> {
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  const outfile = join(out, 'gallery.mjs')
  await build({
    entryPoints: [join(root, 'test/web/gallery.tsx')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
  })
  return import(outfile)
}

async function serve() {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname.startsWith('/assets/')) {
      const type = types[url.pathname.split('.').at(-1) ?? ''] ?? 'text/plain'
      response.writeHead(200, { 'content-type': type }).end(await readFile(join(root, 'build/public', url.pathname)))
      return
    }
    const look = { lang: url.searchParams.get('lang') ?? 'en', theme: url.searchParams.get('theme') ?? 'light', nonce }
    const page = await gallery.render(url.pathname.slice(1), look)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': csp }).end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('no address')
  return { port: address.port, close: () => server.close() }
}

type Shot = { name: string; lang: string; theme: string; width: number }

async function photograph(browser: Browser, { name, lang, theme, width }: Shot): Promise<number> {
  const page = await browser.newPage({ viewport: { width, height: width === 390 ? 844 : 900 }, bypassCSP: false })
  const said: string[] = []
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
  page.on('pageerror', (error) => said.push(error.message))
  const url = `http://127.0.0.1:${port}/${name}?lang=${lang}&theme=${theme}`
  await page.goto(url)
  const file = `${name}-${lang}-${theme}-${width}`
  await page.screenshot({ path: join(out, `${file}.png`), fullPage: true })
  const menu = page.locator('.menu > summary')
  if (width === 390 && (await menu.count()) > 0) {
    await menu.click()
    await page.screenshot({ path: join(out, `${file}-menu.png`) })
  }
  if (width === 1440 && theme === 'dark') {
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 672, height: 900 })
    await page.screenshot({ path: join(out, `${name}-${lang}-print.png`), fullPage: true })
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize({ width, height: 900 })
  }
  const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  if (Number(wide) > 0) said.push(`scrolls sideways by ${wide} px`)
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const found = (await page.evaluate('axe.run()')) as {
    violations: { id: string; nodes: { html: string; any: { message: string }[] }[] }[]
  }
  for (const { id, nodes } of found.violations)
    for (const node of nodes) said.push(`${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`)
  if (lang === 'en' && theme === 'light' && width === 390) {
    console.log(`${name}: ${gzipSync(await gallery.render(name, { lang, theme, nonce })).length} B gz of HTML`)
  }
  for (const line of said) console.log(`${file}: ${line}`)
  await page.close()
  return said.length
}
