import type { Page } from 'playwright-core'
import { running, visitor } from './visitor.ts'

export type NewCompany = { slug: string; origin: string; email: string; password: string }

/** Signs a company up as its owner would, on a phone; the visitor stays signed in. */
export async function signUpCompany(options: Parameters<typeof visitor>[0] = {}, pack = 'TP-HAS') {
  const owner = await visitor(options)
  const slug = `acme-${crypto.randomUUID().slice(0, 8)}`
  const company: NewCompany = {
    slug,
    origin: running.url.replace('localhost', `${slug}.localhost`),
    email: `owner@${slug}.example`,
    password: 'korrekt-pferd-batterie-9',
  }
  await owner.page.goto(`${running.url}/sign-up`)
  await fillSignUp(owner.page, company, pack)
  await owner.page.getByRole('button', { name: /^(开通|Sign up|Create)/ }).click()
  await owner.page.waitForURL(`${company.origin}/console/**`)
  return { owner, company }
}

export async function fillSignUp(page: Page, company: NewCompany, pack: string) {
  await page.fill('[name=companyName]', '华东家电服务中心')
  await page.fill('[name=slug]', company.slug)
  await page.check(`[name=packId][value="${pack}"]`)
  await page.fill('[name=ownerName]', '陈经理')
  await page.fill('[name=email]', company.email)
  await page.fill('[name=password]', company.password)
}
