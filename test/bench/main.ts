import '#worker/local/sql-text.ts'

// After the line above has taught Node to read `.sql`.
const { bench } = await import('./run.ts')
await bench()
