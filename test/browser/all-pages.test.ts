import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { report, signUpCompany } from './company.ts'
import { demoMember, originOf } from './console.ts'
import { desktop, phone, running, troublesOf, visitor } from './visitor.ts'

type Browser = { page: Page; origin: string }

/** A page by its path, or by the way a person takes to it. */
type Place = [name: string, way: string | ((browser: Browser) => Promise<string>)]

const companies = { 'zh-CN': 'demo', en: 'demo-en' } as const
const langs = ['zh-CN', 'en'] as const

/** The address behind the first such link of a page. */
const first =
  (path: string, link: string) =>
  async ({ page, origin }: Browser) => {
    await page.goto(`${origin}${path}`)
    return page.locator(link).first().getAttribute('href') as Promise<string>
  }

const row = '.table tbody a, table tbody a'
const request = (view: string) => first(`/console/requests?view=${view}`, row)

/** The customer's side of a request, found by the link that the desk can copy. */
const tracking =
  (view: string, end = '') =>
  async (browser: Browser) => {
    await browser.page.goto(`${browser.origin}${await request(view)(browser)}`)
    const link = await browser.page.locator('copy-button input').last().inputValue()
    return `${new URL(link).pathname}${end}`
  }

/** Of the first key customer. */
const part = (name: string) => async (browser: Browser) =>
  `${await first('/console/customers?tier=key', row)(browser)}/${name}`

const consolePlaces: Place[] = [
  ['requests', '/console/requests'],
  ['requests-mine', '/console/requests?view=mine'],
  ['requests-unassigned', '/console/requests?view=unassigned'],
  ['requests-waiting', '/console/requests?view=waiting'],
  ['requests-resolved', '/console/requests?view=resolved'],
  ['requests-all', '/console/requests?view=all'],
  ['requests-held', '/console/requests?view=held'],
  ['requests-nothing-found', '/console/requests?q=zzzzzz'],
  ['request-entry', '/console/requests/new'],
  ['request-open', request('open')],
  ['request-waiting', request('waiting')],
  ['request-resolved', request('resolved')],
  ['customers', '/console/customers'],
  ['customers-tier', '/console/customers?tier=key'],
  ['customers-archived', '/console/customers?view=archived'],
  ['customers-nothing-found', '/console/customers?q=zzzzzz'],
  ['customer', first('/console/customers?tier=key', row)],
  ['customer-entry', '/console/customers/new'],
  ['customer-details', part('details')],
  ['customer-contact-entry', part('contacts/new')],
  ['customer-site-entry', part('sites/new')],
  ['customer-consent-entry', part('consents/new')],
  ['customer-merge', part('merge')],
  ['customers-duplicate', '/console/customers/duplicates'],
  ['customers-duplicate-name', '/console/customers/duplicates?by=name'],
  ['customers-compared', first('/console/customers/duplicates?by=name', '.register a[href*="/merge/"]')],
  ['products', '/console/products'],
  ['products-archived', '/console/products?view=archived'],
  ['product', first('/console/products', row)],
  ['product-entry', '/console/products/new'],
  ['product-details', async (browser) => `${await first('/console/products', row)(browser)}/details`],
  ['policy-service', '/console/policies/service'],
  ['policy-version', '/console/policies/service/versions/1'],
  ['policy-changes', '/console/policies/service/versions/1/changes'],
  ['policy-staff', '/console/policies/staff'],
  ['policy-draft', '/console/policies/staff/draft'],
  ['policy-clause-addition', '/console/policies/staff/draft/clauses'],
  ['policy-clause', first('/console/policies/staff/draft', '.clause-tools a')],
  ['policy-clause-removal', first('/console/policies/staff/draft', '.clause-tools a[href$=removal]')],
  ['policy-publication', '/console/policies/staff/draft/publication'],
  ['calendar', '/console/calendar'],
  ['members', '/console/members'],
  ['member', first('/console/members', `table tbody tr:nth-child(3) a`)],
  ['notices', '/console/notices'],
  ['notice-ledger', '/console/notices/ledger'],
  ['notice', first('/console/notices/ledger', row)],
  ['notice-go-live', '/console/notices/go-live?day=2026-01-01'],
  ['settings', '/console/settings'],
  ['audit', '/console/audit'],
  ['account', '/console/account'],
  ['account-sessions', '/console/account/sessions'],
  ['account-second-factor', '/console/account/second-factor'],
  ['console-not-found', '/console/nowhere'],
]

const publicPlaces: Place[] = [
  ['company', '/'],
  ['public-policy', '/policy'],
  ['privacy', '/privacy'],
  ['report', '/report'],
  ['sign-in', '/sign-in'],
  ['password-reset', '/password-reset'],
  ['password-reset-over', `/password-reset/${'x'.repeat(43)}`],
  ['invitation-over', `/invitation/${'x'.repeat(43)}`],
  ['not-found', '/nowhere'],
]

const trackingPlaces: Place[] = [
  ['tracking', tracking('open')],
  ['tracking-waiting', tracking('waiting')],
  ['tracking-resolved', tracking('resolved')],
  ['tracking-cancellation', tracking('open', '/cancellation')],
]

const basePlaces: Place[] = [
  ['landing', '/'],
  ['sign-up', '/sign-up'],
  ['find', '/find'],
  ['base-not-found', '/nowhere'],
]

/** Two tabs at a time: as many as a small machine has cores. */
async function lookAtAll(
  browser: Browser & { context: BrowserContext },
  lang: string,
  places: Place[],
  lights = everyLight,
) {
  const left = [...places]
  const troubles: string[] = []
  const walk = async (page: Page) => {
    for (let place = left.shift(); place; place = left.shift()) {
      const [name, way] = place
      const path = typeof way === 'string' ? way : await way({ page, origin: browser.origin })
      await page.goto(`${browser.origin}${path}`)
      if ((await page.evaluate('document.documentElement.lang')) !== lang) troubles.push(`${name}: not in ${lang}`)
      troubles.push(...(await lookIn(lights, page, `${name}-${lang}`)))
    }
  }
  const second = await browser.context.newPage()
  await Promise.all([walk(browser.page), walk(second)])
  await second.close()
  expect(troubles).toEqual([])
}

type Light = [size: keyof typeof screens, colorScheme: 'light' | 'dark']

const screens = { phone, desktop }
const everyLight: Light[] = [
  ['phone', 'light'],
  ['phone', 'dark'],
  ['desktop', 'light'],
  ['desktop', 'dark'],
]
/** Where another company's page of the same kind is looked at in every light. */
const twoLights: Light[] = [
  ['phone', 'light'],
  ['desktop', 'dark'],
]

/** Colours are all that differs in the dark. */
async function lookIn(lights: Light[], page: Page, name: string): Promise<string[]> {
  const troubles: string[] = []
  let seen = ''
  for (const [size, colorScheme] of lights) {
    await page.setViewportSize(screens[size])
    await page.emulateMedia({ colorScheme })
    troubles.push(
      ...(await troublesOf(page, `${name}-${size}-${colorScheme}`, size === seen ? ['color-contrast'] : undefined)),
    )
    seen = size
  }
  return troubles
}

/** A name of forty characters, a fault of five hundred. */
const longName = '华东地区家用电器与商用制冷设备安装维修及售后服务中心上海浦东新区张江高科技园区分公司'.slice(0, 40)
const longFault = '空调开机后室内机持续滴水并伴有异响，外机风扇时转时停，遥控器显示故障代码，断电重启后仍然如此。'
  .repeat(12)
  .slice(0, 500)

const emptyPlaces: Place[] = [
  ['empty-requests', '/console/requests'],
  ...(['mine', 'unassigned', 'waiting', 'resolved', 'all', 'held'] as const).map(
    (view): Place => [`empty-requests-${view}`, `/console/requests?view=${view}`],
  ),
  ['empty-requests-nothing-found', '/console/requests?q=zzzzzz'],
  ['empty-members', '/console/members'],
  ['empty-calendar', '/console/calendar'],
  ['empty-notices', '/console/notices'],
  ['empty-notice-ledger', '/console/notices/ledger?state=held'],
  ['empty-settings', '/console/settings'],
  ['empty-audit', '/console/audit'],
  ['empty-account', '/console/account'],
  ['empty-company', '/'],
  ['empty-report', '/report'],
]

const longPlaces: Place[] = [
  ['long-requests', '/console/requests'],
  ['long-request', request('open')],
  ['long-tracking', tracking('open')],
  ['long-sign-in', '/sign-in'],
]

describe.each(langs)('every page, in %s', (lang) => {
  test('of the console, full of work', async () => {
    const owner = await demoMember(companies[lang], 'owner', { locale: lang, viewport: desktop })
    await lookAtAll(owner, lang, [...consolePlaces, ...trackingPlaces])
    owner.expectQuiet()
  })

  test('that customers and strangers see', async () => {
    const stranger = await visitor({ locale: lang })
    await lookAtAll({ ...stranger, origin: originOf(companies[lang]) }, lang, publicPlaces)
    await lookAtAll({ ...stranger, origin: running.url }, lang, basePlaces)
    stranger.expectQuiet()
  })

  test('that somebody is refused', async () => {
    const engineer = await demoMember(companies[lang], 'engineer', { locale: lang, viewport: desktop })
    const refused: Place[] = [
      ['forbidden-members', '/console/members'],
      ['forbidden-settings', '/console/settings'],
      ['forbidden-draft', '/console/policies/staff/draft'],
      ['engineer-requests', '/console/requests'],
      ['engineer-request', request('open')],
    ]
    await lookAtAll(engineer, lang, refused, twoLights)
    engineer.expectQuiet()
  })
})

test('every page of a company without work and with a very long name, then with a very long fault, in both languages', async () => {
  const { owner, company } = await signUpCompany({ viewport: desktop }, 'TP-HAS', longName)
  const browser = { ...owner, origin: company.origin }
  await lookAtAll(browser, 'zh-CN', emptyPlaces, twoLights)
  await changeLanguage(browser, 'English')
  await lookAtAll(browser, 'en', emptyPlaces, twoLights)

  const customer = await visitor()
  await report(customer.page, company.origin, { description: longFault })
  await lookAtAll(browser, 'en', longPlaces, twoLights)
  await changeLanguage(browser, '中文')
  await lookAtAll(browser, 'zh-CN', longPlaces, twoLights)
  owner.expectQuiet()
})

async function changeLanguage({ page, origin }: Browser, name: string) {
  await page.setViewportSize(desktop)
  await page.goto(`${origin}/console/account`)
  await page.getByRole('button', { name }).click()
  await page.waitForURL(`${origin}/console/account`)
  await page.getByRole('button', { name }).waitFor({ state: 'hidden' })
}
