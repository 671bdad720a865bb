import type { ChannelProvider } from '#rules/channel.ts'
import { aliyunAnswersOf, type MailNews, mailNewsOf, type TextAnswer, tencentAnswersOf } from '#rules/feedback.ts'
import { isOptOut } from '#rules/opt-out.ts'
import { decidePhoneKey } from '#rules/phone.ts'
import type { Notice } from '#schema/notice.ts'
import type { Channel } from '#schema/tenant/channel.ts'
import type { Suppression } from '#schema/tenant/consent.ts'
import { Conflict } from '#tenants/errors.ts'
import { newId } from '#tenants/id.ts'
import { read, type Statement, write } from '#tenants/round-trip.ts'
import type { PublicScope, Tenant, TenantScope } from '#tenants/scope.ts'
import { hashOf, type Vault } from '#tenants/vault.ts'
import { openSecrets } from '../platform/channel/open.ts'
import { signedWebhookId } from '../platform/channel/signature.ts'
import { writeChannelChange } from '../queries/channel.ts'
import { commit, writeEvent } from '../queries/event.ts'
import { feedbackQueries, writeFeedbackHeard, writeReported } from '../queries/feedback.ts'
import { commitAs } from '../queries/guard.ts'
import { writePlanningChanged } from '../queries/planning.ts'
import { writeConsentWithdrawn, writeSuppression } from '../queries/suppression.ts'

type Scope = PublicScope & { vault: Vault }
type Heard = { headers: Pick<Headers, 'get'>; body: string }

/** `unsigned`: it is not the provider's, or nobody has said yet how the provider signs. Undefined: the address is nobody's. */
export type FeedbackEnd = { provider: ChannelProvider; end: 'taken' | 'unsigned' | 'malformed'; suppressed: boolean }

/** The secret of the address that one form made: the same form makes the same one. */
const feedbackSecret = (vault: Vault, tenant: Pick<Tenant, 'id'>, channelId: string, formKey: string) =>
  vault.mac('provider feedback', `${tenant.id} ${channelId} ${formKey}`)

/** A new address for what the provider tells later; from now on the one before is nobody's. */
export async function makeFeedbackAddress(scope: TenantScope & { vault: Vault }, channel: Channel, formKey: string) {
  const { db, tenant, now, vault } = scope
  const secret = await feedbackSecret(vault, tenant, channel.id, formKey)
  const feedbackHash = await hashOf(secret)
  if (channel.feedbackHash === feedbackHash) return { secret, channel }
  const change = { feedbackHash, feedbackMadeAt: now, feedbackAt: null }
  const detail = { channel: channel.name, provider: channel.provider }
  await commitAs(scope, channel, { name: 'channel.address_made', detail }, [writeChannelChange(db, channel, change)])
  return { secret, channel: { ...channel, ...change, version: channel.version + 1 } }
}

/** What a provider tells of a message that left, or of what was answered to it. Told again, it is known. */
export async function takeFeedback(scope: Scope, secret: string, heard: Heard): Promise<FeedbackEnd | undefined> {
  const hash = await hashOf(secret)
  const told = jsonOf(heard.body)
  const items = await itemsOf(hash, told, heard)
  for (let tries = 0; ; tries++) {
    const [[channel], [notice], known] = await read(
      scope.db,
      feedbackQueries(scope.db, hash, mailNewsOf(told)?.key ?? '', [...items.keys()]),
    )
    if (!channel) return undefined
    const { provider } = channel
    const ended = (end: FeedbackEnd['end'], suppressed = false): FeedbackEnd => ({ provider, end, suppressed })
    if (provider === 'http_mail' && !(await isSigned(scope, channel, heard))) return ended('unsigned')
    const fresh = new Map([...items].filter(([subject]) => !known.some((event) => event.subject === subject)))
    const changes = changesOf(scope, provider, { told, notice, fresh })
    if (!changes) return ended('malformed')
    if (await isStored(scope, channel, changes, tries)) return ended('taken', changes.some(isSuppressing))
  }
}

/** One event, and what it changes. */
type Change = { subject: string; name: string; detail: Record<string, unknown>; writes: Statement[] }
const isSuppressing = ({ name }: Change) => name === 'suppression.reported'

/** By the subject of the event that tells it was stored: what comes again, also in other company, is the same. */
async function itemsOf(hash: string, told: unknown, { headers }: Heard): Promise<Map<string, TextAnswer | null>> {
  const subjectOf = async (id: string) => `feedback:${(await hashOf(`${hash} ${id}`)).slice(0, 24)}`
  const answers = aliyunAnswersOf(told) ?? tencentAnswersOf(told)
  if (!answers) {
    const id = headers.get('webhook-id') ?? headers.get('svix-id') ?? ''
    return new Map([[await subjectOf(id), null]])
  }
  const leaving = answers.filter(({ text }) => isOptOut(text))
  return new Map(await Promise.all(leaving.map(async (one) => [await subjectOf(one.id), one] as const)))
}

type Known = { told: unknown; notice: Notice | undefined; fresh: ReadonlyMap<string, TextAnswer | null> }

/** Undefined: nothing that this provider says. */
function changesOf(scope: Scope, provider: ChannelProvider, { told, notice, fresh }: Known) {
  if (provider === 'http_mail') {
    const news = mailNewsOf(told)
    if (news === undefined) return undefined
    return news === null ? [] : [...fresh.keys()].flatMap((subject) => mailChange(scope, subject, news, notice) ?? [])
  }
  const answers = provider === 'aliyun_sms' ? aliyunAnswersOf(told) : tencentAnswersOf(told)
  if (!answers) return undefined
  return [...fresh].flatMap(([subject, answer]) => (answer && optOut(scope, subject, answer)) ?? [])
}

/** Of what the ledger does not know, nothing is kept: the provider's account may serve others too. */
function mailChange({ db, now }: Scope, subject: string, news: MailNews, notice: Notice | undefined): Change | null {
  if (notice?.channel !== 'email') return null
  const { kind, code } = news
  const address = notice.recipient.toLowerCase()
  const reported = writeReported(db, notice.key, kind, [kind, code].filter(Boolean).join(' '))
  const detail = { because: kind, notice: notice.key }
  const isLost = kind === 'bounced' || kind === 'complained'
  // What a member is told about their own account is not held back.
  if (!isLost || notice.memberId || !news.addresses.includes(address))
    return { subject, name: 'channel.reported', detail, writes: [reported] }
  const key = { channel: 'email' as const, address }
  const row: Suppression = { ...key, scope: 'all', reason: kind, detail: code || null, at: now, by: 'system' }
  const withdrawn = kind === 'complained' ? [writeConsentWithdrawn(db, key, now)] : []
  const writes = [reported, writeSuppression(db, row), ...withdrawn, writePlanningChanged(db, now)]
  return { subject, name: 'suppression.reported', detail, writes }
}

function optOut({ db, now }: Scope, subject: string, { phone }: TextAnswer): Change | null {
  const key = decidePhoneKey(phone, '')
  if (!key.allowed) return null
  const address = { channel: 'sms' as const, address: key.result }
  const row: Suppression = { ...address, scope: 'all', reason: 'opted_out', detail: null, at: now, by: 'customer' }
  const detail = { because: 'opted_out' }
  const writes = [writeSuppression(db, row), writeConsentWithdrawn(db, address, now), writePlanningChanged(db, now)]
  return { subject, name: 'suppression.reported', detail, writes }
}

const mostTries = 4

/** False: somebody else stored one of these meanwhile, so it is looked at again. */
async function isStored(scope: Scope, channel: Channel, changes: readonly Change[], tries: number): Promise<boolean> {
  const { db, now } = scope
  const heard = writeFeedbackHeard(db, channel.id, now)
  const [first, ...others] = changes.map((change) => ({
    ...change,
    detail: { ...change.detail, channel: channel.name },
  }))
  if (!first) {
    await write(db, [heard], { repeatable: true })
    return true
  }
  const system = { id: 'system' }
  const further = others.map(({ subject, name, detail }) =>
    writeEvent(db, { id: newId(now), subject, version: 1, name, detail, actor: system.id, at: now }),
  )
  const writes = [...first.writes, ...others.flatMap((one) => one.writes), ...further, heard]
  try {
    await commit({ ...scope, actor: system }, { id: first.subject, version: 0 }, first, writes)
    return true
  } catch (error) {
    if (!(error instanceof Conflict) || tries >= mostTries) throw error
    return false
  }
}

async function isSigned({ vault, tenant, now }: Scope, channel: Channel, { headers, body }: Heard): Promise<boolean> {
  const { feedbackKey } = await openSecrets(vault, tenant.id, channel).catch((): Record<string, string> => ({}))
  return feedbackKey !== undefined && (await signedWebhookId(feedbackKey, headers, body, now)) !== undefined
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
