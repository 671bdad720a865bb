import { dayOf, startOfDay } from '#rules/day.ts'
import { type Digest, type DueNotice, digestsOf, mostDigestsADay } from '#rules/digest.ts'
import { type DigestKey, digestKeyText } from '#rules/notice-key.ts'
import type { Notice } from '#schema/notice.ts'
import { isUniqueViolation } from '#tenants/database-error.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { countSentSince, listDigestable, listKnownKeys, writeDigested } from '../queries/digest.ts'
import { isGuardViolation } from '../queries/guard.ts'

const mostAtOnce = 1_000

/** More than five messages a day to one person become one: a row of its own that the others point to. */
export async function digestNotices(scope: PublicScope, timeZone: string): Promise<void> {
  const { db, now, tenant } = scope
  const today = startOfDay(dayOf(now, timeZone), timeZone)
  const [due, sent] = await read(db, [
    listDigestable(db, now, tenant.generation, mostAtOnce),
    countSentSince(db, today),
  ])
  const sentToday = new Map(sent.map(({ recipientId, count }) => [recipientId, count]))
  const rows = new Map(due.map((row) => [row.key, row]))
  const { digests } = digestsOf(due.map(asDue), { timeZone, now, sentToday })
  if (digests.length === 0) return
  const keyed = await Promise.all(
    digests.map(async (digest) => ({ digest, keys: await digestKeys(tenant.id, digest) })),
  )
  const [known] = await read(db, [
    listKnownKeys(
      db,
      keyed.flatMap(({ keys }) => keys),
    ),
  ])
  const taken = new Set(known.map(({ key }) => key))
  for (const { digest, keys } of keyed) {
    const key = keys.find((one) => !taken.has(one))
    if (key) await writeDigest(scope, digest, rows, key)
  }
}

/** By which its digests of that day go out, in their order. */
export const digestKeys = (tenantId: string, digest: Omit<DigestKey, 'nth'>) =>
  Promise.all(
    Array.from({ length: mostDigestsADay }, (_, at) =>
      hashOf(`${tenantId} ${digestKeyText({ ...digest, nth: at + 1 })}`),
    ),
  )

/** An automatic renewal has to be conspicuous (GR-11), so it stays a message by itself. */
const asDue = ({ key, recipientId, channel, content, kind, dueAt }: Notice): DueNotice => ({
  ...{ key, channel, content, sendAt: dueAt },
  recipient: recipientId ?? key,
  about: kind === 'request' ? 'requests' : 'endings',
  alone: isAlone(kind),
})

/** It leaves at once, at whatever hour, as what it holds would. */
export const requestsDigest = 'requests_digest'

/** What a digest never holds. */
export const isAlone = (kind: Notice['kind']) =>
  !(kind === 'warranty_end' || kind === 'contract_end' || kind === 'request')

async function writeDigest(
  { db, tenant: { generation }, now }: PublicScope,
  digest: Digest,
  rows: ReadonlyMap<string, Notice>,
  key: string,
) {
  const [first] = digest.keys.map((one) => rows.get(one)!)
  if (!first) return
  const { channel, recipient, lang, recipientId, customerId, memberId, channelId } = first
  const data = { audience: memberId || channelId ? 'internal' : 'customer', to: first.data.to ?? '' }
  const template = digest.about === 'requests' ? requestsDigest : 'ending_digest'
  const row = {
    ...{ key, channel, recipient, lang, data, recipientId, customerId, memberId, channelId },
    ...{ kind: 'digest' as const, template, subject: key, content: digest.content },
    ...{ dueAt: digest.sendAt, generation, createdAt: now },
  }
  try {
    await write(db, writeDigested(db, row, digest.keys), { repeatable: true })
  } catch (error) {
    // Another run was faster, or the answer was lost after it was stored: either way the rows say what is so.
    if (!isGuardViolation(error) && !isUniqueViolation(error, 'notices.key')) throw error
  }
}
