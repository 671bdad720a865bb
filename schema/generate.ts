import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** `npm run schema -- NAME`: writes the next migration of each database from the tables, made STRICT, and their index. */
const databases = [
  { folder: 'tenant', tables: ['./schema/tenant/*.ts', './schema/attempt.ts', './schema/notice.ts'] },
  { folder: 'control-plane', tables: ['./schema/control-plane/*.ts', './schema/attempt.ts', './schema/notice.ts'] },
]

for (const { folder, tables } of databases) {
  const out = `schema/migrations/${folder}`
  const before = new Set(sqlFiles(out))
  const config = `build/drizzle-${folder}.config.json`
  mkdirSync('build', { recursive: true })
  writeFileSync(
    config,
    JSON.stringify({ dialect: 'turso', schema: tables, out: `./${out}`, dbCredentials: { url: '' } }),
  )
  execFileSync('node_modules/.bin/drizzle-kit', [
    'generate',
    `--config=${config}`,
    `--name=${process.argv[2] ?? 'change'}`,
  ])
  for (const file of sqlFiles(out)) if (!before.has(file)) makeStrict(`${out}/${file}`)
  writeFileSync(`${out}/index.ts`, indexOf(sqlFiles(out)))
}

function sqlFiles(folder: string) {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .sort()
  } catch {
    return []
  }
}

/** Numbers travel as floats: a STRICT table refuses them where a text is expected. */
function makeStrict(path: string) {
  writeFileSync(
    path,
    readFileSync(path, 'utf8')
      .replace(/^\);$/gm, ') STRICT;')
      .replace(/^\);(?=-->)/gm, ') STRICT;'),
  )
}

function indexOf(files: string[]) {
  const names = files.map((file) => file.replace('.sql', ''))
  const imported = (name: string) => `m${name.replaceAll('-', '_')}`
  const imports = names.map((name) => `import ${imported(name)} from './${name}.sql'`).join('\n')
  const rows = names.map((name) => `  { name: '${name}', sql: ${imported(name)} },`).join('\n')
  return `${imports}

/** Oldest first. Each \`.sql\` file is bundled as text, so a Worker can migrate without a disk. */
export const migrations: readonly { name: string; sql: string }[] = [
${rows}
]
`
}
