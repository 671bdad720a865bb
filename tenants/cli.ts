import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** `npm run tenants -- …`: the operator's side of the product. There is no web log-in for it. */
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.sql')) return next(url, context)
    const text = readFileSync(fileURLToPath(url), 'utf8')
    return { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(text)}` }
  },
})

const { openOperatorGround } = await import('./cli-ground.ts')
const { CliTrouble } = await import('./cli-trouble.ts')
const { commands, usage } = await import('./cli-command.ts')

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  console.log(usage)
  process.exit(name === '' || name === 'help' ? 0 : 2)
}

try {
  const ground = await openOperatorGround()
  try {
    process.exitCode = (await command(ground, args, (line) => console.log(line))) ? 0 : 1
  } finally {
    await ground.close()
  }
} catch (error) {
  const plain = error instanceof CliTrouble || (error instanceof Error && error.message !== '')
  console.error(plain ? (error as Error).message : 'It did not work, and nothing says why.')
  process.exitCode = 1
}
