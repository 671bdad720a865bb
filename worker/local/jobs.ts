import './markup.ts'
import './sql-text.ts'
import { runProgram } from './trouble.ts'

/** `npm run jobs`. What it runs imports migrations as text, which has to be known before. */
if (import.meta.main)
  await runProgram(async () => {
    const { runJobs } = await import('./job-run.ts')
    await runJobs()
  })
