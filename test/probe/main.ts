import '#worker/local/sql-text.ts'

// After the line above has taught Node to read `.sql`.
const { probe } = await import('./run.ts')
await probe()
