import { write } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { newLink } from '#worker/operations/link.ts'
import { newCanary, spreadCanary } from './canary.ts'
import { jpeg } from './cases/photo.ts'
import type { Ids } from './every-route.ts'
import { receive } from './fixtures.ts'
import type { Product } from './harness.ts'
import { multipart } from './report-form.ts'
import { addMachine } from './site-asset.ts'
import { addChannels } from './site-channel.ts'
import { importedTable } from './site-import.ts'
import { register } from './site-register.ts'
import { addRenewal } from './site-renewal.ts'

export type Site = Awaited<ReturnType<typeof buildSite>>

/** A company with something of everything, and its canary in every text. */
export async function buildSite(product: Product, slug: string) {
  const company = await product.company(slug)
  const cookie = await company.cookieOf('admin')
  const { id: request, token } = await receive(product, company)
  const post = async (path: string, fields: Record<string, string> | FormData = {}) => {
    const { status } = await product.post(company.host, path, fields, cookie)
    if (status !== 303) throw new Error(`${path}: ${status}`)
  }
  const step = (name: Parameters<typeof consolePaths.requestStep>[1], fields: Record<string, string>) =>
    post(consolePaths.requestStep(request, name), { idempotencyKey: newSecret(), ...fields })
  await step('reply', { reply: 'We come today.' })
  await step('note', { note: 'Ring twice.' })
  await step('assignment', { memberId: company.memberOf('engineer').id })
  await step('pause', { pauseReason: 'waiting_parts', pauseNote: 'Fan' })
  const written = { idempotencyKey: newSecret(), draftId: newSecret(), body: 'Here it is' }
  await post(publicPaths.trackingMessages(token), multipart(written, [{ bytes: jpeg() }]))
  await receive(product, company, { heldBecause: 'trap', phoneKey: '8613900000000' })
  await post(consolePaths.policyDraft('service'))
  await post(consolePaths.calendarDays(), {
    year: '2026',
    from: '2026-10-08',
    until: '',
    kind: 'off',
    hours: '',
    note: 'Stock',
  })
  await post(consolePaths.settingsLogo(), logoForm())
  await post(consolePaths.invitations(), {
    ...{ email: 'new@colleague.example', name: 'New', role: 'agent', position: '', lang: 'en' },
  })
  const registered = await register({ product, company, post })
  const machine = await addMachine(product, company, registered.customer, post)
  const member = madeUpId()
  const ways = await addChannels(product, company, { member, post })
  const ending = await addRenewal(company.db, { now: product.clock.now, owner: company.memberOf('sales').id })
  const session = newSecret()
  await company.db.$client.batch(colleague(company.memberOf('engineer').id, member, session), 'write')
  const words = `phone = '021-5555', email = 'desk@company.example', address = 'Road 1'`
  await company.db.$client.execute(`update companies set ${words}`)
  const canary = newCanary()
  const columns = await spreadCanary(company.db, canary)
  const known = {
    request,
    token,
    member,
    session: session.slice(0, 12),
    ...ending,
    ...registered,
    ...machine,
    ...ways,
    import: await importedTable(post, company),
  }
  const ids = await idsOf(product, company, known)
  return { company, host: company.host, db: company.db, canary, columns, ids, cookieOf: company.cookieOf }
}

/** Somebody to whom anything may happen, with a session. */
const colleague = (like: string, id: string, session: string) => [
  `insert into members select '${id}', 0, 'Spare', 'spare@company.example', role, null, lang, null, created_at, null,
    null, null, null, joined_at, created_at from members where id = '${like}'`,
  `insert into sessions select '${session}', '${id}', created_at, last_seen_at, expires_at, ends_at,
    proved_at, device from sessions limit 1`,
]

function logoForm() {
  const form = new FormData()
  form.set('logo', new File([jpeg()], 'logo.jpg', { type: 'image/jpeg' }))
  return form
}

type Known = Pick<Ids, 'request' | 'token' | 'member' | 'session' | 'renewal' | 'renewalToken' | 'import'> &
  Awaited<ReturnType<typeof register>> &
  Awaited<ReturnType<typeof addMachine>> &
  Awaited<ReturnType<typeof addChannels>>

async function idsOf(
  product: Product,
  { tenant, db, memberOf }: Awaited<ReturnType<Product['company']>>,
  known: Known,
): Promise<Ids> {
  const one = async (sql: string) => String(Object.values((await db.$client.execute(sql)).rows[0]!)[0])
  const invited = await one('select id from members where joined_at is null')
  const link = async (purpose: Parameters<typeof newLink>[1], memberId: string) => {
    const { secret, writes } = await newLink({ tenant, db, now: product.clock.now }, purpose, memberId)
    await write(db, writes)
    return secret
  }
  return {
    ...{ ...known, invited, day: '2026-10-08', version: '1' },
    clause: await one(
      "select key from clauses where version_id in (select id from policy_versions where status = 'draft') order by position desc",
    ),
    logo: await one('select logo_key from companies'),
    notice: await one("select key from notices where kind = 'message' limit 1"),
    reset: await link('password_reset', memberOf('agent').id),
    invitation: await link('invitation', invited),
    verification: await link('email_verification', memberOf('agent').id),
    handOver: await link('hand_over', memberOf('agent').id),
  }
}

/** Names of nothing, each as long as a real one. */
export const madeUpIds = (): Ids => ({
  ...{
    request: madeUpId(),
    member: madeUpId(),
    invited: madeUpId(),
    token: newSecret(),
    session: newSecret().slice(0, 12),
  },
  ...{ day: '2026-10-09', version: '7', clause: 'TX-NOTHING', logo: `logo-${newCanary()}` },
  ...{ renewal: madeUpId(), renewalToken: newSecret(), notice: newSecret() },
  ...{ reset: newSecret(), invitation: newSecret(), verification: newSecret(), handOver: newSecret() },
  ...{ customer: madeUpId(), otherCustomer: madeUpId(), contact: madeUpId(), site: madeUpId() },
  ...{
    channel: madeUpId(),
    smsChannel: madeUpId(),
    feedback: newSecret(),
    feed: madeUpId(),
    feedFile: `${newSecret()}.ics`,
    ticket: `${newSecret()}.${newSecret().slice(0, 16)}`,
  },
  ...{ import: madeUpId(), asset: madeUpId(), stay: madeUpId(), contract: madeUpId(), label: newSecret() },
  ...{ consent: madeUpId(), merge: madeUpId(), product: madeUpId() },
})

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const madeUpId = () =>
  `01${Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => letters[byte % 32]).join('')}`
