import { deadLetters } from '#schema/control-plane/tenant.ts'
import type { ControlPlaneDb } from '#tenants/scope.ts'

type DeadLetter = Omit<typeof deadLetters.$inferInsert, 'seenAt'>

export const writeDeadLetter = (db: ControlPlaneDb, letter: DeadLetter) =>
  db.insert(deadLetters).values(letter).onConflictDoNothing()
