import type { PolicyKind } from '#rules/policy.ts'
import type { Role } from '#rules/role.ts'
import type { Brand } from './layout.tsx'
import type { Lang } from './words/lang.ts'

/** What every page of the console is given besides what it shows. */
export type ConsoleFrame = {
  lang: Lang
  nonce: string
  path: string
  company: Brand
  member: { name: string; role: Role }
  now: Date
  /** The company's. */
  timeZone: string
  awaited?: readonly AwaitedPolicy[]
}

/** What the member is asked for: to confirm having read a policy, or, until a day, what they think of a draft. */
export type AwaitedPolicy = { policy: PolicyKind; number: number; until: string | null }
