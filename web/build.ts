/** Compiles styles and islands into build/public/assets and names them in build/assets.json. Node runs this file as it is. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build as bundle } from 'esbuild'

type Asset = { url: string; gz: number }

const root = join(import.meta.dirname, '..')
const styles = join(root, 'web/styles')
const islands = join(root, 'web/islands')
const out = join(root, 'build/public/assets')

const headers = `/assets/*
  Cache-Control: public, max-age=31536000, immutable
  X-Content-Type-Options: nosniff
`

await build()

async function build() {
  await mkdir(out, { recursive: true })
  const files = (
    await Promise.all([compileStyle('public.css'), compileStyle('console.css'), bundleIslands(), icons()])
  ).flat()
  const assets: Record<string, Asset> = {}
  for (const { name, content } of files.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    assets[name] = await publish(name, content)
  }
  await removeOthers(Object.values(assets).map((asset) => basename(asset.url)))
  await writeIfChanged(join(root, 'build/public/_headers'), headers)
  await writeIfChanged(join(root, 'build/assets.json'), `${JSON.stringify(assets, null, 2)}\n`)
  for (const [name, { gz }] of Object.entries(assets)) console.log(`${name.padEnd(24)} ${gz} B gz`)
}

type File = { name: string; content: Buffer }

async function compileStyle(name: string): Promise<File[]> {
  const cli = createRequire(import.meta.url).resolve('@tailwindcss/cli/package.json')
  const folder = await mkdtemp(join(tmpdir(), 'aftercare-css-'))
  const target = join(folder, name)
  try {
    await run([join(dirname(cli), 'dist/index.mjs'), '-i', join(styles, name), '-o', target, '--minify'])
    return [{ name, content: await readFile(target) }]
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function bundleIslands(): Promise<File[]> {
  const entryPoints = (await readdir(islands)).filter((name) => /^[a-z-]+\.tsx?$/.test(name))
  if (entryPoints.length === 0) return []
  const { outputFiles } = await bundle({
    entryPoints: entryPoints.map((name) => join(islands, name)),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    write: false,
    outdir: out,
    tsconfig: join(islands, 'tsconfig.json'),
    legalComments: 'none',
  })
  return outputFiles.map((file) => ({ name: basename(file.path), content: Buffer.from(file.contents) }))
}

async function icons(): Promise<File[]> {
  return [{ name: 'favicon.svg', content: await readFile(join(styles, 'favicon.svg')) }]
}

async function publish(name: string, content: Buffer): Promise<Asset> {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const file = `${basename(name, extname(name))}.${hash}${extname(name)}`
  await writeIfChanged(join(out, file), content)
  return { url: `/assets/${file}`, gz: gzipSync(content, { level: 9 }).length }
}

async function removeOthers(wanted: string[]) {
  for (const name of await readdir(out)) if (!wanted.includes(name)) await rm(join(out, name))
}

/** Leaves an unchanged file alone, so that a watcher does not start over. */
async function writeIfChanged(path: string, content: string | Buffer) {
  const before = await readFile(path).catch(() => null)
  if (!before?.equals(Buffer.from(content))) await writeFile(path, content)
}

function run(args: string[]) {
  return new Promise<void>((resolve, reject) => {
    let said = ''
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 && !said.includes('Error') ? resolve() : reject(new Error(said))))
  })
}
