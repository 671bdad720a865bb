import './sql-text.ts'

const { CONTROL_PLANE_URL = '', CONTROL_PLANE_TOKEN = '' } = process.env

const { openControlPlane } = await import('#tenants/open.ts')
const { migrateControlPlane } = await import('#tenants/migrate.ts')
const db = openControlPlane(CONTROL_PLANE_URL, CONTROL_PLANE_TOKEN, { fetch, timeoutMs: 10_000 })
for (const name of await migrateControlPlane(db)) console.log(`Applied ${name} to the control plane.`)
