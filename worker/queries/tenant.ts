import type { Statement } from '#tenants/round-trip.ts'

export type AddressNotice = {
  key: string
  sealed: string
  lang: string
  emailHash: string
  now: Date
  /** `https://` and `.aftercare.example`, around the slug. */
  origin: { before: string; after: string }
  /** Nothing is planned once this counter is over its limit. */
  unless: { counter: string; over: number }
}

/** A company's page is paused, not gone: a suspended one is named too. */
const companiesOf = `select t.name, ? || t.slug || ? as url from member_addresses m join tenants t on t.id = m.tenant_id
  where m.email_hash = ? and t.status in ('active', 'suspended') order by t.name limit 20`

/**
 * The mail that lists a person's companies, planned only when there are any: one statement with the same work for an
 * address that is known and one that is not.
 */
export function writeAddressNotice(notice: AddressNotice): Statement {
  const { key, sealed, lang, emailHash, now, origin, unless } = notice
  const sql = `insert into notices (key, channel, recipient, template, lang, data, sealed, subject, state, due_at, created_at)
    select ?, 'email', '', 'company_addresses', ?,
      json_object('companies', json_group_array(json_object('name', c.name, 'url', c.url))),
      ?, 'company_addresses', 'planned', ?, ?
    from (${companiesOf}) c
    where not exists (select 1 from attempts where key = ? and count > ?)
    having count(*) > 0
    on conflict (key) do nothing`
  const at = now.getTime()
  const params = [
    ...[key, lang, sealed, at, at],
    ...[origin.before, origin.after, emailHash],
    ...[unless.counter, unless.over],
  ]
  return { toSQL: () => ({ sql, params }) }
}
