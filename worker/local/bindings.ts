import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unstable_getMiniflareWorkerOptions as workerOptionsOf } from 'wrangler'
import { workerBundle } from './build.ts'
import { projectRoot } from './folder.ts'

/** wrangler.toml in the simulator's words. A program of its own: wrangler takes 400 MB that a running product should not. */
const { modulesRules: _, ...options } = workerOptionsOf(join(projectRoot, 'wrangler.toml')).workerOptions
writeFileSync(workerBundle.bindings, JSON.stringify(options))
