import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Tenant } from '#tenants/scope.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { type Ground, startGround } from './notice-ground.ts'

export let ground: Ground
export let tenant: Tenant

/** For a file of tests: one ground, and for each test a company of its own that is there at `instant`. */
export function eachCompany(instant: string) {
  beforeAll(async () => {
    ground = await startGround()
  })
  afterAll(() => ground.stop())
  beforeEach(async () => {
    ground.clock.now = new Date(instant)
    ground.mail.answer = () => ({ outcome: 'sent', providerId: 'p' })
    ground.sent.length = 0
    tenant = await ground.addCompany(`c${crypto.randomUUID().slice(0, 8)}`, 'TP-MFG')
  })
}

export const db = () => ground.platform.openDb(tenant)

export async function runAt(instant: string) {
  ground.clock.now = new Date(instant)
  await runTenantJobs(ground.platform, tenant.id)
}
