import { eq } from 'drizzle-orm'
import type { ContactDetails, CustomerDetails, SiteDetails } from '#rules/customer.ts'
import type { Lang } from '#rules/lang.ts'
import type { productCategories, warrantyScopes } from '#rules/policy-vocabulary-terms.ts'
import { contacts, customers } from '#schema/tenant/customer.ts'
import type { Member } from '#schema/tenant/member.ts'
import { read } from '#tenants/round-trip.ts'
import { hashOf } from '#tenants/vault.ts'
import { grantConsent } from '../operations/consent.ts'
import { addCustomer } from '../operations/customer.ts'
import { addContact, addSite } from '../operations/customer-contact.ts'
import { addProduct } from '../operations/product.ts'
import { chanceFrom } from './demo-chance.ts'
import type { Staged } from './demo-company.ts'
import type { Person, Setting, Story } from './demo-story.ts'

type Stage = Staged & { setting: Setting }

/** Companies that the demo serves, kept before their first call. */
const companies: Record<Lang, { name: string; site: string; second?: string; duty: string }[]> = {
  'zh-CN': [
    { name: '上海虹梅餐饮管理有限公司', site: '虹梅路总店', second: '漕宝路分店', duty: '店长' },
    { name: '徐汇滨江酒店', site: '客房部', second: '后厨', duty: '工程主管' },
    { name: '龙华街道社区食堂', site: '一楼餐厅', duty: '负责人' },
    { name: '明珠幼儿园', site: '教学楼', second: '食堂', duty: '后勤主任' },
    {
      name: '上海静安嘉里物业服务集团有限公司徐汇滨江及漕河泾片区项目管理处（含地下车库）',
      site: '物业办公室',
      duty: '工程经理',
    },
    { name: '申江洗衣连锁有限公司', site: '龙漕路门店', second: '中央工厂', duty: '设备主管' },
    { name: '上海知行公寓管理有限公司', site: '公寓服务台', duty: '管家' },
    { name: '康健社区卫生服务中心', site: '门诊楼', duty: '总务' },
  ],
  en: [
    { name: 'Hotel Am Treptower Park GmbH', site: 'Main kitchen', second: 'Breakfast bar', duty: 'Chef' },
    { name: 'Spreeblick Catering GmbH & Co. KG', site: 'Central kitchen', duty: 'Operations manager' },
    { name: 'Kita Sonnenschein', site: 'Kitchen', duty: 'Head of the nursery' },
    { name: 'Restaurant Lindenhof', site: 'Kitchen', duty: 'Owner' },
    {
      name: 'Krüger Bakeries GmbH, Bakehouse and Shops of the District of Friedrichshain-Kreuzberg',
      site: 'Bakehouse',
      second: 'Shop',
      duty: 'Plant manager',
    },
    { name: 'Café Morgenrot', site: 'Counter', duty: 'Manager' },
  ],
}

const office: Record<Lang, (nth: number) => string> = {
  'zh-CN': (nth) => `021-6${String(4_120_300 + nth * 1_117)}`,
  en: (nth) => `+49 30 55${String(20_400 + nth * 317)}`,
}

const source: InLangs = { 'zh-CN': '年度服务协议第 9 条', en: 'Clause 9 of the yearly service agreement' }
type InLangs = Record<Lang, string>

/**
 * Those who call most turn out to call for a company: it is kept with its contact, its sites, a tier and an owner, so
 * that its requests lead to its card.
 */
export async function keepCustomers(stage: Stage, stories: readonly Story[]): Promise<void> {
  const { setting } = stage
  const { lang } = setting.cast
  const chance = chanceFrom(setting.cast.seed + 7)
  const callers = frequentCallers(stories)
  const tiers = ['key', 'vip', 'regular', 'regular', null]
  for (const [nth, company] of companies[lang].entries()) {
    const person = callers[nth]
    if (!person) break
    const details = { ...companyOf(company.name, office[lang](nth), person), tier: tiers[nth % tiers.length] ?? null }
    const id = await entered(stage, nth, { ...details, ownerId: chance.pick(owners(stage)).id })
    const contact = { name: person.name, duty: company.duty, phone: person.phone, email: person.email }
    await addContact(await scopeOf(stage, `contact ${nth}`), id, contactOf(contact))
    await addSite(await scopeOf(stage, `site ${nth}`), id, siteOf(company.site, person))
    if (company.second)
      await addSite(
        await scopeOf(stage, `second site ${nth}`),
        id,
        siteOf(company.second, callers.at(-1 - nth) ?? person),
      )
    if (nth % 3 !== 0) continue
    const email = details.email ?? ''
    const consent = { channel: 'email' as const, address: email, source: source[lang] }
    await grantConsent(await scopeOf(stage, `consent ${nth}`), id, consent)
  }
  await keepDouble(stage, callers[0])
}

/** One company was written down twice: what a desk finds and merges. */
async function keepDouble(stage: Stage, person: Person | undefined) {
  const { lang } = stage.setting.cast
  const [first] = companies[lang]
  if (!first || !person) return
  await entered(stage, 900, companyOf(first.name.replace(/有限公司| GmbH/u, ''), office[lang](900), person))
}

async function entered(stage: Stage, nth: number, details: CustomerDetails): Promise<string> {
  const added = await addCustomer(await scopeOf(stage, `customer ${nth}`), details)
  if (!('id' in added)) throw new Error(`a demo customer was not kept: ${JSON.stringify(added)}`)
  return added.id
}

/** Whoever bought a machine is known before the first call. Answers the customer behind each phone number. */
export async function keepOwners(stage: Stage, people: readonly Person[]): Promise<Map<string, KnownOwner>> {
  const known = await ownersIn(stage)
  const unknown = [...new Map(people.map((person) => [person.phoneKey, person])).values()].filter(
    ({ phoneKey }) => !known.has(phoneKey),
  )
  for (const [nth, { name, phone, phoneKey, email, address, zone }] of unknown.entries()) {
    const details = { ...{ kind: 'person' as const, name, phone, email, address, zone }, ...nothingElse }
    known.set(phoneKey, { id: await entered(stage, 1_000 + nth, details), name })
  }
  return known
}

type KnownOwner = { id: string; name: string }
const nothingElse = { tier: null, lang: null, ownerId: null, note: null }

async function ownersIn({ db }: Stage): Promise<Map<string, KnownOwner>> {
  const [own, others] = await read(db, [
    db.select({ id: customers.id, name: customers.name, phoneKey: customers.phoneKey }).from(customers),
    db
      .select({ id: customers.id, name: customers.name, phoneKey: contacts.phoneKey })
      .from(contacts)
      .innerJoin(customers, eq(customers.id, contacts.customerId)),
  ])
  return new Map([...own, ...others].filter(({ phoneKey }) => phoneKey).map((one) => [one.phoneKey, one]))
}

/** The models that the demo's requests are about. */
export async function keepProducts(stage: Stage): Promise<void> {
  const { faults } = stage.setting.cast.clientele
  const names = [...new Set(faults.map(({ product }) => product))]
  for (const [nth, name] of names.entries()) {
    const isCooled = /空调|冰箱|冷|AC|fridge|freez|cool|refriger/iu.test(name)
    const scope: keyof typeof warrantyScopes = 'compressor'
    const category: keyof typeof productCategories | null = /空调|冰箱|电视/u.test(name) ? 'appliance' : null
    const part = stage.setting.cast.lang === 'zh-CN' ? '压缩机' : 'Compressor'
    await addProduct(await scopeOf(stage, `product ${nth}`), {
      ...{ name, model: null, warrantyScope: 'product', category, isConsumerGoods: category !== null },
      components: isCooled ? [{ key: null, name: part, scope }] : [],
    })
  }
}

/** Those with the most requests first. */
function frequentCallers(stories: readonly Story[]): Person[] {
  const counts = new Map<Person, number>()
  for (const { person, fate } of stories) if (fate !== 'held') counts.set(person, (counts.get(person) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one).map(([person]) => person)
}

const companyOf = (name: string, phone: string, { address, zone }: Person): CustomerDetails => ({
  ...{ kind: 'company', name, phone, email: `office${phone.replace(/\D/g, '').slice(-4)}@mail.example` },
  ...{ address, zone, ...nothingElse },
})

const contactOf = (contact: Pick<ContactDetails, 'name' | 'duty' | 'phone' | 'email'>): ContactDetails => ({
  ...contact,
  lang: null,
  isNotified: true,
})

const siteOf = (name: string, { address, zone }: Person): SiteDetails => ({ name, address, zone, timeZone: null })

const owners = ({ staff }: Stage): Member[] =>
  staff.filter(({ role, joinedAt, disabledAt }) => (role === 'sales' || role === 'agent') && joinedAt && !disabledAt)

/** The desk keeps the register; a form sent once has the same key at every reset. */
async function scopeOf({ tenant, db, staff, foundedAt, setting }: Stage, form: string) {
  const actor = staff.find(({ role }) => role === 'agent')!
  const { company, slug } = setting.cast
  return { tenant, db, now: foundedAt, actor, company, key: await hashOf(`demo ${slug} ${form}`) }
}
