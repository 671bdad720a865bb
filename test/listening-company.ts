import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { runTenantJobs } from '#worker/jobs/tenant.ts'
import type { Outside } from '#worker/platform/outside.ts'
import { startProduct } from './harness.ts'
import { webhookFields } from './site-channel.ts'

/** A company whose receivers hear what they chose. */
export async function listeningCompany(receivers: Record<string, string | undefined>) {
  const heard: { to: string; said: { type: string; data: Record<string, unknown> } }[] = []
  const outside: Outside = {
    fetch: async (url, init) => {
      heard.push({ to: new URL(url).pathname.slice(1), said: JSON.parse(String(init.body)) })
      return new Response(null, { status: 204 })
    },
    resolve: async () => ['93.184.216.34'],
  }
  const product = await startProduct({ now: new Date('2026-01-12T02:30:00Z'), changes: { outside } })
  const acme = await product.company('acme')
  const cookie = await acme.cookieOf('owner')
  const post = async (path: string, fields: Record<string, string>) => product.post(acme.host, path, fields, cookie)
  for (const [name, topic] of Object.entries(receivers))
    await post(consolePaths.channels(), {
      ...webhookFields(newSecret()),
      ...{ name, url: `https://hooks.example.com/${name}` },
      ...(topic ? { 'topics[]': topic } : {}),
    })
  const all = async (sql: string) => (await acme.db.$client.execute(sql)).rows
  const work = () => runTenantJobs(product.platform, acme.tenant.id)
  return { product, acme, cookie, post, all, work, heard }
}

/** The ladder of the company's policy, as it stands in the database. */
export async function withLadder(
  ladder: { clock: string; at: number; to: string }[],
  receivers: Record<string, string> = { late: 'lateness', desk: 'requests' },
) {
  const ground = await listeningCompany(receivers)
  const { all } = ground
  const [row] = await all("select id, rules from clauses where rules like '%escalation.ladder%'")
  const rules = JSON.parse(String(row!.rules)) as { parameters: Record<string, unknown> }[]
  for (const rule of rules) if ('escalation.ladder' in rule.parameters) rule.parameters['escalation.ladder'] = ladder
  const { db } = ground.acme
  await db.$client.execute({
    sql: 'update clauses set rules = ? where id = ?',
    args: [JSON.stringify(rules), row!.id!],
  })
  const later = async (time: string) => {
    ground.product.clock.now = new Date(`${time}+08:00`)
    await ground.work()
    return ground.heard.filter(({ to }) => to === 'late').map(({ said }) => said)
  }
  return { ...ground, later }
}

/** As `withLadder` takes a time: of Shanghai. */
export const localIso = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)
