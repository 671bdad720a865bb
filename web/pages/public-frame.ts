import type { Brand } from '../layout.tsx'
import type { Lang } from '../words/lang.ts'

/** What every page of a company is given besides what it shows. */
export type PublicFrame = {
  lang: Lang
  nonce: string
  company: Brand
  /** As a person writes it, and as a phone dials it. */
  phone: { text: string; href: string } | null
  /** The company's. */
  timeZone: string
  now: Date
  complaintHref: string | null
  /** The product's own site. */
  baseUrl: string
}
