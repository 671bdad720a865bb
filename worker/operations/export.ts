import { exportedSheet } from '#rules/export.ts'
import type { ImportedPhone, ImportKind, ImportValues } from '#rules/import.ts'
import { plainText } from '#rules/import-text.ts'
import type { Lang } from '#rules/lang.ts'
import { freeItems, productCategories, warrantyScopes } from '#rules/policy-vocabulary-terms.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { WrittenSheet } from '#rules/spreadsheet.ts'
import { read } from '#tenants/round-trip.ts'
import type { TenantDb } from '#tenants/scope.ts'
import { exportQueries, type Stretch } from '../queries/export.ts'

/** Of one file; a longer list is several. */
export const exportedRows = 20_000
const atOnce = 4_000

type Wish = { kind: ImportKind; name: string; lang: Lang; after: string }

/** A list with the columns that importing knows: read in stretches, so that no answer of the database grows too long. */
export async function exportList(db: TenantDb, { kind, name, lang, after }: Wish): Promise<WrittenSheet> {
  const records: object[] = []
  let stretch: Stretch | null = { after, limit: atOnce }
  for (let seen = 0; stretch && seen < exportedRows; seen += atOnce) {
    const found: Found<object> = await stretches[kind](db, stretch, lang)
    for (const record of found.records) records.push(record)
    stretch = found.last ? { after: found.last, limit: atOnce } : null
  }
  return exportedSheet(kind, name, records as Iterable<ImportValues<typeof kind>>, lang)
}

type Found<Record> = { records: Record[]; last: string | null }
type Reader<K extends ImportKind> = (db: TenantDb, stretch: Stretch, lang: Lang) => Promise<Found<ImportValues<K>>>

const lastOf = <Row>(rows: readonly Row[], { limit }: Stretch, idOf: (row: Row) => string) =>
  rows.length < limit ? null : idOf(rows.at(-1)!)

const stretches: { [K in ImportKind]: Reader<K> } = {
  async customer(db, stretch) {
    const [rows, people, places] = await read(db, exportQueries.customer(db, stretch))
    const [contacts, sites] = [grouped(people), grouped(places)]
    return {
      records: rows.flatMap((row) => customerRecords(row, contacts.get(row.id) ?? [], sites.get(row.id) ?? [])),
      last: lastOf(rows, stretch, ({ id }) => id),
    }
  },
  async product(db, stretch, lang) {
    const [rows] = await read(db, exportQueries.product(db, stretch))
    return {
      records: rows.map(({ name, model, warrantyScope, category, isConsumerGoods, components }) => ({
        ...{ name, model, line: wordsOf(warrantyScopes, warrantyScope, lang) },
        category: category && wordsOf(productCategories, category, lang),
        consumerGoods: isConsumerGoods,
        components: components.length > 0 ? components.map((part) => part.name) : null,
      })),
      last: lastOf(rows, stretch, ({ id }) => id),
    }
  },
  async asset(db, stretch) {
    const [rows] = await read(db, exportQueries.asset(db, stretch))
    return {
      records: rows.map(({ asset, customer, own, site, product, parent }) => ({
        ...{ customer: customer.name, contact: null, phone: phoneOf(customer) },
        address: (site ? site.address : own.address) || null,
        ...{ site: site?.name ?? null, zone: site?.zone ?? own.zone },
        product: product ? (product.model ?? product.name) : asset.name,
        ...{ serialNumber: asset.serialNumber, parentSerialNumber: parent, manufacturedOn: asset.manufacturedOn },
        ...{ invoiceOn: asset.invoiceOn, deliveredOn: asset.deliveredOn, installedOn: asset.installedOn },
        ...{ commissionedOn: asset.commissionedOn, warrantyMonths: asset.agreedMonths, status: asset.status },
        note: asset.note,
      })),
      last: lastOf(rows, stretch, ({ asset }) => asset.id),
    }
  },
  async contract(db, stretch, lang) {
    const [rows] = await read(db, exportQueries.contract(db, stretch))
    return {
      records: rows.map(({ contract, customer, serialNumbers }) => {
        const serials = JSON.parse(serialNumbers) as string[]
        const { priceMinor, currency } = contract
        return {
          ...{ number: contract.number, title: contract.title, customer: customer.name, phone: phoneOf(customer) },
          ...{ startsOn: contract.startsOn, endsOn: contract.endsOn, coversAll: contract.coversAllAssets },
          serialNumbers: serials.length > 0 ? serials : null,
          covers: contract.covers.map((item) => wordsOf(freeItems, item, lang)),
          price: priceMinor !== null && currency ? { minor: priceMinor, currency } : null,
          ...{ visits: contract.visits, autoRenew: contract.autoRenew, noticeDays: contract.autoRenewNoticeDays },
          note: contract.note,
        }
      }),
      last: lastOf(rows, stretch, ({ contract }) => contract.id),
    }
  },
}

const phoneOf = ({ phone, phoneKey }: { phone: string; phoneKey: string }): ImportedPhone | null =>
  phone === '' ? null : { shown: phone, key: phoneKey }

const grouped = <Row extends { customerId: string }>(rows: readonly Row[]) =>
  Map.groupBy(rows, ({ customerId }) => customerId)

type Customer = Awaited<ReturnType<typeof exportQueries.customer>[0]>[number]
type Contact = Awaited<ReturnType<typeof exportQueries.customer>[1]>[number]
type Site = Awaited<ReturnType<typeof exportQueries.customer>[2]>[number]

/** The customer on the first row, with the contact who has its number; the others and the sites on rows of their own. */
function customerRecords(customer: Customer, contacts: readonly Contact[], sites: readonly Site[]) {
  const first = contacts.find(({ phoneKey }) => phoneKey === customer.phoneKey)
  const others = contacts.filter((contact) => contact !== first)
  const { name, kind, tier } = customer
  const of = (contact: Contact | undefined, site: Site | undefined, note: string | null) => ({
    ...{ name, kind, tier, note, contact: contact?.name ?? null, duty: contact?.duty ?? null },
    phone: phoneOf(contact ?? customer),
    email: contact ? contact.email : customer.email,
    ...{ address: (site ? site.address : customer.address) || null, site: site?.name ?? null },
    zone: site ? site.zone : customer.zone,
  })
  const rest = Array.from({ length: Math.max(others.length, sites.length) }, (_, at) => of(others[at], sites[at], null))
  const own = of(first, undefined, customer.note && plainText(customer.note, true))
  return [first ? { ...own, email: first.email ?? customer.email } : own, ...rest]
}
