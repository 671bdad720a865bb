import type { Page } from 'playwright-core'
import { mailTo, running, visitor } from './visitor.ts'

export type NewCompany = { slug: string; origin: string; email: string; password: string }

/** Signs a company up as its owner would, on a phone; the visitor stays signed in. */
export async function signUpCompany(
  options: Parameters<typeof visitor>[0] = {},
  pack = 'TP-HAS',
  name = '华东家电服务中心',
) {
  const owner = await visitor(options)
  const slug = `acme-${crypto.randomUUID().slice(0, 8)}`
  const company: NewCompany = {
    slug,
    origin: running.url.replace('localhost', `${slug}.localhost`),
    email: `owner@${slug}.example`,
    password: 'korrekt-pferd-batterie-9',
  }
  await owner.page.goto(`${running.url}/sign-up`)
  await fillSignUp(owner.page, company, pack, name)
  await owner.page.getByRole('button', { name: /^(开通|Set up)$/ }).click()
  await owner.page.waitForURL(`${company.origin}/console/**`)
  return { owner, company }
}

export async function fillSignUp(page: Page, company: NewCompany, pack: string, name = '华东家电服务中心') {
  await page.fill('[name=companyName]', name)
  await page.fill('[name=slug]', company.slug)
  await page.check(`[name=packId][value="${pack}"]`)
  await page.fill('[name=ownerName]', '陈经理')
  await page.fill('[name=email]', company.email)
  await page.fill('[name=password]', company.password)
}

/** Follows the link of the mail that every owner gets; without it nobody can be invited. */
export async function proveAddress(page: Page, { origin, email }: NewCompany) {
  await page.goto(linkIn(await mailTo(email), `${origin}/email-verification/`))
  await page.locator('main form button').click()
  await page.getByRole('heading', { name: /^(邮箱已确认|Your address is confirmed)/ }).waitFor()
}

/** An address in a mail, whose lines may be folded. */
export function linkIn(mail: string, start: string): string {
  const text = mail.replace(/=\r?\n/g, '').replaceAll('=3D', '=')
  const link = text.split(start)[1]?.match(/^[\w-]+/)?.[0]
  if (!link) throw new Error(`no ${start} in ${text}`)
  return start + link
}

/** What a customer types. */
export async function fillReport(page: Page, fields: { description: string; phone?: string }) {
  await page.fill('[name=description]', fields.description)
  await page.fill('[name=product]', '格力 KFR-35GW')
  await page.fill('[name=address]', '人民路 8 号 2 单元 301')
  await page.check('[name=zone][value=urban]')
  await page.check('[name=urgency][value=normal]')
  await page.fill('[name=name]', '王芳')
  await page.fill('[name=phone]', fields.phone ?? '13800138000')
}

export const sendReport = (page: Page) => page.getByRole('button', { name: /^(提交报修|Send)$/ }).click()

/** The customer's own page of a new request. */
export async function report(page: Page, origin: string, fields: Parameters<typeof fillReport>[1]): Promise<string> {
  await page.goto(`${origin}/report`)
  await fillReport(page, fields)
  await sendReport(page)
  await page.waitForURL(/\/t\/[\w-]{43}$/)
  return page.url()
}
