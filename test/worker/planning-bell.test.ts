import { expect, test } from 'vitest'
import { plannings } from '#schema/tenant/recomputation.ts'
import { read, write } from '#tenants/round-trip.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import { writePlanningChanged } from '#worker/queries/planning.ts'
import { everyFlow } from '../faults/every-flow.ts'
import { newStage, sendOnce } from '../faults/stage.ts'
import { startProduct } from '../harness.ts'

/** Forms that change what notices are planned by, or when somebody is reminded: found by what they write. */
const flows = everyFlow.filter(({ route }) =>
  /^POST (\/invitation|\/unsubscribe|\/feedback|\/r\/|\/console\/(assets|contracts|customers|products|renewals|notices|members|settings|calendar|policies\/:kind\/(draft\/publication|versions)))/.test(
    route,
  ),
)

const earlier = new Date('2020-01-01T00:00:00Z')

for (const flow of flows)
  test(`${flow.route}${flow.title ? `, ${flow.title},` : ''} rings when it changes what is planned`, async () => {
    const stage = await (flow.open ?? newStage)()
    const form = await flow.fill(stage)
    const { product, company } = stage
    const { db, tenant } = company
    await write(db, [writePlanningChanged(db, earlier)])
    const due = "select group_concat(coalesce(follow_up_on, '') || owner_id) as due from renewals"
    const before = (await db.$client.execute(due)).rows[0]!.due
    product.rung.length = 0
    expect((await sendOnce(stage, form)).status).toBe(flow.done ?? 303)
    const [[planning]] = await read(db, [db.select().from(plannings)])
    const isMoved = planning!.changedAt!.getTime() !== earlier.getTime()
    const isFollowed = (await db.$client.execute(due)).rows[0]!.due !== before
    if (isMoved || isFollowed) expect(product.rung).toContain(tenant.id)
    if (flow.adds.plannings) expect(isMoved).toBe(true)
  })

test('a version that came into force since is planned by at once, not a day later', async () => {
  const midnight = new Date('2026-01-13T00:00:00+08:00')
  const after = (minutes: number) => new Date(midnight.getTime() + minutes * 60_000)
  const product = await startProduct({ now: midnight })
  for (const [minutes, isPlanned] of [
    [-60, true],
    [1, false],
  ] as const) {
    product.clock.now = midnight
    const { db, tenant } = await product.company(isPlanned ? 'behind' : 'ahead')
    await db.$client.execute(`update policy_versions set effective_from = ${midnight.getTime()}`)
    await write(db, [db.insert(plannings).values({ kind: 'notices', plannedAt: after(minutes) })])
    product.clock.now = after(2)
    await runTenantJobs(product.platform, tenant.id)
    const [[planning]] = await read(db, [db.select().from(plannings)])
    expect(planning!.plannedAt).toEqual(after(isPlanned ? 2 : minutes))
  }
})
