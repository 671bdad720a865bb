import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Lets Node import `.sql` as text, exactly as the bundle does. Import this before anything that imports migrations. */
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.sql')) return next(url, context)
    const text = readFileSync(fileURLToPath(url), 'utf8')
    return { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(text)}` }
  },
})
