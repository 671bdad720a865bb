import { asc, isNull } from 'drizzle-orm'
import { deadLetters } from '#schema/control-plane/tenant.ts'
import { read, write } from './round-trip.ts'
import type { ControlPlaneDb } from './scope.ts'

const mostShown = 200

/** `npm run tenants -- dead-letters [seen]`: the bells that nobody could answer, and that somebody has looked at them. */
export async function deadLetterCommand(
  { controlPlane: db, now }: { controlPlane: ControlPlaneDb; now(): Date },
  [act]: readonly string[],
  say: (line: string) => void,
): Promise<boolean> {
  const unseen = isNull(deadLetters.seenAt)
  const [letters] = await read(db, [
    db.select().from(deadLetters).where(unseen).orderBy(asc(deadLetters.at)).limit(mostShown),
  ])
  for (const { at, attempts, tenantId, body } of letters)
    say(`${at.toISOString()}  ${attempts} tries  ${tenantId ?? 'no company'}  ${body}`)
  say(
    letters.length === 0
      ? 'No dead letters.'
      : `${letters.length} not looked at. The sweep visits the companies anyway.`,
  )
  if (act === 'seen' && letters.length > 0) {
    await write(db, [db.update(deadLetters).set({ seenAt: now() }).where(unseen)], { repeatable: true })
    say('Marked as seen.')
  }
  return letters.length === 0 || act === 'seen'
}
