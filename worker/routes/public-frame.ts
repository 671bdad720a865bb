import type { Context } from 'hono'
import { telHref } from '#rules/phone.ts'
import type { Company } from '#schema/tenant/company.ts'
import type { PublicFrame } from '#web/pages/public-frame.ts'
import { publicPaths } from '#web/paths.ts'
import type { PublicApp } from '../middleware/context.ts'
import { originOf } from '../platform/host.ts'

/** What every page of a company is given besides what it shows. */
export function publicFrame(c: Context<PublicApp>, company: Company, nonce = c.var.nonce): PublicFrame {
  const { lang, now, platform } = c.var
  const { name, accent, phone, email, logoKey, timeZone } = company
  return {
    lang,
    nonce,
    company: { name, accent, logoUrl: logoKey && publicPaths.logo(logoKey) },
    phone: phone ? { text: phone, href: telHref(phone) } : null,
    timeZone,
    now,
    complaintHref: email ? `mailto:${email}` : phone ? telHref(phone) : null,
    baseUrl: originOf(platform.hosts, platform.hosts.base),
  }
}
