import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { expect, test } from 'vitest'

/** Every floor, and the floors it may stand on. */
const floors: Record<string, readonly string[]> = {
  rules: [],
  schema: ['rules'],
  tenants: ['schema', 'rules'],
  'tenants/local': ['tenants', 'schema', 'rules'],
  web: ['rules', 'schema'],
  'web/islands': ['rules', 'web/words', 'web/paths.ts', 'web/ui'],
  'worker/platform': ['tenants', 'schema', 'rules'],
  'worker/queries': ['tenants', 'schema', 'rules'],
  'worker/operations': ['worker/queries', 'worker/platform', 'tenants', 'schema', 'rules'],
  'worker/middleware': [
    'worker/queries',
    'worker/platform',
    'web/paths.ts',
    'web/frame.ts',
    'tenants',
    'schema',
    'rules',
  ],
  'worker/jobs': ['worker/operations', 'worker/queries', 'worker/platform', 'web', 'tenants', 'schema', 'rules'],
  'worker/routes': [
    'worker/operations',
    'worker/queries',
    'worker/middleware',
    'worker/platform',
    'web',
    'tenants',
    'schema',
    'rules',
  ],
  /** What runs the product on one machine: Node, outside the bundle. */
  'worker/local': [
    'worker',
    'worker/platform',
    'worker/operations',
    'tenants',
    'tenants/local',
    'web',
    'schema',
    'rules',
  ],
  worker: ['worker/routes', 'worker/jobs', 'worker/middleware', 'worker/platform', 'web', 'tenants', 'rules'],
}

const floorOf = (file: string) => {
  const [top, second] = file.split('/') as [string, string]
  return `${top}/${second}` in floors ? `${top}/${second}` : top
}
const stands = (own: string, to: string) =>
  floorOf(to) === own || (floors[own] ?? []).some((floor) => floorOf(to) === floor || to.startsWith(floor))

const sources = ['rules', 'schema', 'tenants', 'web', 'worker'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\.tsx?$/.test(file)),
)
const text = (file: string) => readFileSync(file, 'utf8')
const imports = (file: string) => [
  ...text(file).matchAll(/^(import|export) [^'"]*?from '([^']+)'|^import '([^']+)'/gms),
]
const importsOf = (file: string) =>
  imports(file)
    .map(([, , from, bare]) => (from ?? bare)!)
    .filter((to) => to.startsWith('.') || to.startsWith('#'))
    .map((to) => (to.startsWith('#') ? to.slice(1) : posix.join(posix.dirname(file), to)))
    .filter((to) => !to.startsWith('build/'))

test('imports only point downward', () => {
  const upward = sources.flatMap((file) =>
    importsOf(file)
      .filter((to) => !stands(floorOf(file), to))
      .map((to) => `${file} → ${to}`),
  )
  expect(upward).toEqual([])
})

test('rules read no clock, no chance, no network and no package but two', () => {
  const impure = /Date\.now|Temporal\.Now|new Date\(\)|Math\.random|crypto\.|fetch\(|\bawait\b/
  const foreign = /from '(?!valibot'|temporal-polyfill')[^.#]/
  const impureFiles = sources.filter(
    (file) => file.startsWith('rules/') && (impure.test(text(file)) || foreign.test(text(file))),
  )
  expect(impureFiles).toEqual([])
})

test('pages know the schema by type only', () => {
  const loads = ([statement, , from]: RegExpMatchArray) =>
    from?.startsWith('#schema') && !/^import type/.test(statement!)
  expect(sources.filter((file) => file.startsWith('web/') && imports(file).some(loads))).toEqual([])
})

test('only tenants/open.ts makes database clients for the Worker', () => {
  const makers = sources.filter((file) => !file.startsWith('worker/local/') && /\bcreateClient\(/.test(text(file)))
  expect(makers).toEqual(['tenants/open.ts'])
})

test('only tenants/turso.ts and the local server know the Platform API', () => {
  const knowing = sources.filter((file) => text(file).includes('/v1/organizations'))
  expect(knowing.filter((file) => !file.startsWith('tenants/local/'))).toEqual(['tenants/turso.ts'])
})

test('nothing is named after no noun', () => {
  const nameless = /\/(utils?|helpers?|lib|shared|common|misc|index)(\.tsx?|\/)/
  const allowed = /migrations\/[\w-]+\/index\.ts$|^worker\/index\.ts$|^worker\/jobs\/index\.ts$/
  expect(sources.filter((file) => nameless.test(file) && !allowed.test(file))).toEqual([])
})

test('no file is longer than 250 lines', () => {
  const long = sources.filter((file) => text(file).split('\n').length > 251)
  expect(long).toEqual([])
})

test('only the layout and the icons write raw HTML', () => {
  const known = ['web/ui/document.tsx', 'web/ui/icon.tsx', 'worker/local/mailbox-page.ts']
  const raw = sources.filter((file) => /hono\/html'/.test(text(file)))
  expect(raw.filter((file) => !known.includes(file))).toEqual([])
})

test('no default exports but the one that a Worker needs', () => {
  const defaults = sources.filter((file) => /^export default /m.test(text(file)))
  expect(defaults.filter((file) => !/sql\.d\.ts$/.test(file))).toEqual(['worker/index.ts'])
})
