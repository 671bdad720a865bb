import '#worker/local/sql-text.ts'
import '#worker/local/markup.ts'

// After the lines above have taught Node to read `.sql` and `.tsx`.
if (process.argv.includes('--notices')) {
  const { benchNotices } = await import('./notice.ts')
  await benchNotices()
} else {
  const { bench } = await import('./run.ts')
  await bench()
}
