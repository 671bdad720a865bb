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
}
