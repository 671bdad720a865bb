import { dayOf, startOfDay } from '#rules/day.ts'
import { type Digest, type DueNotice, digestsOf } from '#rules/digest.ts'
import type { Notice } from '#schema/notice.ts'
import { read, write } from '#tenants/round-trip.ts'
import type { PublicScope } from '#tenants/scope.ts'
import { hashOf } from '#tenants/vault.ts'
import { countSentSince, listDigestable, writeDigested } from '../queries/digest.ts'
import { isGuardViolation } from '../queries/guard.ts'
import { writeNotice } from '../queries/notice.ts'

const mostAtOnce = 1_000

/** More than five messages a day to one person become one: a row of its own that the others point to. */
export async function digestNotices(scope: PublicScope, timeZone: string): Promise<void> {
  const { db, now } = scope
  const today = startOfDay(dayOf(now, timeZone), timeZone)
  const [due, sent] = await read(db, [listDigestable(db, now, mostAtOnce), countSentSince(db, today)])
  const sentToday = new Map(sent.map(({ recipientId, count }) => [recipientId, count]))
  const rows = new Map(due.map((row) => [row.key, row]))
  const { digests } = digestsOf(due.map(asDue), { timeZone, now, sentToday })
  for (const digest of digests) await writeDigest(scope, digest, rows)
}

/** An automatic renewal has to be conspicuous (GR-11), so it stays a message by itself. */
const asDue = ({ key, recipientId, channel, content, kind, dueAt }: Notice): DueNotice => ({
  ...{ key, channel, content, sendAt: dueAt },
  recipient: recipientId ?? key,
  alone: kind === 'auto_renewal',
})

async function writeDigest(scope: PublicScope, digest: Digest, rows: ReadonlyMap<string, Notice>) {
  const { db, tenant, now } = scope
  const [first] = digest.keys.map((key) => rows.get(key)!)
  if (!first) return
  const { channel, recipient, lang, recipientId, customerId, memberId, channelId } = first
  const key = await hashOf(`${tenant.id} ${digest.keyText}`)
  const data = { audience: memberId || channelId ? 'internal' : 'customer', to: first.data.to ?? '' }
  const row = {
    ...{ key, channel, recipient, lang, data, recipientId, customerId, memberId, channelId },
    ...{ kind: 'digest' as const, template: 'ending_digest', subject: key, content: digest.content },
    ...{ dueAt: digest.sendAt, generation: first.generation, createdAt: now },
  }
  try {
    await write(db, [...writeDigested(db, key, digest.keys), writeNotice(db, row)])
  } catch (error) {
    // Another run was faster, or the answer was lost after it was stored: either way the rows say what is so.
    if (!isGuardViolation(error)) throw error
  }
}
