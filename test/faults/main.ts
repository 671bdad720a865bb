import { spawn } from 'node:child_process'
import { build } from '#worker/local/build.ts'
import { runProgram } from '#worker/local/trouble.ts'

/**
 * Breaks every call of every form with every fault, and every two of them: two hours on two processors, which have nothing
 * else to do. `npm test` breaks them one by one. Arguments go on to vitest, such as `-t /report`. With `notices` first, whole stories of notices are played instead:
 * `npm run faults -- notices --seeds 10000 --from 1 --only restore --year`.
 */
await runProgram(async () => {
  const [first, ...others] = process.argv.slice(2)
  const flows = ['node_modules/vitest/vitest.mjs', 'run', '--project=worker', 'test/worker/fault-']
  const asked = first === 'notices' ? ['test/faults/notice-main.ts', ...others] : [...flows, ...process.argv.slice(2)]
  await build()
  const run = spawn(process.execPath, asked, { env: { ...process.env, FAULTS: 'pairs' }, stdio: 'inherit' })
  run.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
})
