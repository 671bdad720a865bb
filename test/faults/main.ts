import { spawn } from 'node:child_process'

/**
 * Breaks every call of every form with every fault, and every two of them: an hour. `npm test` breaks them one by one.
 * Arguments go on to vitest, such as `-t /report`.
 */
const asked = ['run', '--project=worker', 'test/worker/fault-', ...process.argv.slice(2)]
const run = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...asked], {
  env: { ...process.env, FAULTS: 'pairs' },
  stdio: 'inherit',
})
run.on('exit', (code) => {
  process.exitCode = code ?? 1
})
