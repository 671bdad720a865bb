import type { HostnameReason } from '#rules/hostname.ts'
import type { TenantRow } from '#schema/control-plane/tenant.ts'
import { CliTrouble } from './cli-trouble.ts'
import { NotFound } from './errors.ts'
import { addHostname, asked, type HostnameDesk, removeHostname, verifyHostname } from './hostname.ts'
import { findTenantBySlug, listHostnames, listTenantRows } from './register.ts'
import { read } from './round-trip.ts'

type Say = (line: string) => void
type Act = (desk: Desk, tenant: TenantRow, hostname: string, say: Say) => Promise<boolean>
type Desk = HostnameDesk & { baseHost: string }

/** `host add | verify | remove | list`: the names of their own under which companies are reached. */
export async function hostCommand(desk: Desk, [name = '', slug, hostname]: readonly string[], say: Say) {
  if (name === 'list') return list(desk, slug, say)
  const act = acts[name]
  if (!act) throw new CliTrouble('What about the host name? Say add, verify, remove or list.')
  if (!slug) throw new CliTrouble('Which company? Give its slug.')
  if (!hostname) throw new CliTrouble('Which host name? Give it as in service.customer.com.')
  const [[tenant]] = await read(desk.controlPlane, [findTenantBySlug(desk.controlPlane, slug)])
  if (tenant?.status !== 'active' && tenant?.status !== 'suspended') throw new NotFound(`company ${slug}`)
  return act(desk, tenant, hostname, say)
}

const acts: Record<string, Act> = { add, verify, remove }

async function add(desk: Desk, tenant: TenantRow, typed: string, say: Say) {
  const added = await addHostname(desk, tenant, typed)
  if (!added.allowed) throw new CliTrouble(refusals[added.reason])
  const { hostname, verifiedAt, record } = added.result
  if (verifiedAt) {
    say(`${hostname} of ${tenant.slug} is verified already, since ${dayOf(verifiedAt)}.`)
    return true
  }
  say(`Whoever keeps the DNS of ${hostname} sets these two records:`)
  say('')
  say(`  ${record.name}  TXT  "${record.value}"`)
  say(`  ${hostname}  CNAME  ${tenant.slug}.${desk.baseHost}`)
  say('')
  say(`Then: npm run tenants -- host verify ${tenant.slug} ${hostname}. Nobody is served there before.`)
  return true
}

async function verify(desk: Desk, tenant: TenantRow, typed: string, say: Say) {
  const { hostname, isFound, found } = await verifyHostname(desk, tenant, typed)
  const { name, value } = hostname.record
  if (isFound) {
    const since = hostname.verifiedAt ? `verified since ${dayOf(hostname.verifiedAt)}` : 'verified'
    say(`${hostname.hostname} is ${since}: ${tenant.slug} is served there within a minute.`)
    return true
  }
  say(`The record is not there: ${name} has to say "${value}" as TXT.`)
  say(found.length > 0 ? `It says: ${found.map(shown).join(', ')}.` : 'It says nothing. New records may take an hour.')
  if (hostname.verifiedAt)
    say(`It was verified on ${dayOf(hostname.verifiedAt)} and is still served; "host remove" ends that.`)
  return false
}

async function remove(desk: Desk, tenant: TenantRow, typed: string, say: Say) {
  const hostname = await removeHostname(desk, tenant, typed)
  say(`${tenant.slug} is no longer reached at ${hostname}. Caches follow within three minutes.`)
  return true
}

async function list({ controlPlane }: Desk, slug: string | undefined, say: Say) {
  const [rows, tenants] = await read(controlPlane, [listHostnames(controlPlane), listTenantRows(controlPlane)])
  const slugs = new Map(tenants.map((tenant) => [tenant.id, tenant.slug]))
  if (slug && ![...slugs.values()].includes(slug)) throw new NotFound(`company ${slug}`)
  const chosen = rows.filter((row) => !slug || slugs.get(row.tenantId) === slug).map(asked)
  for (const { hostname, tenantId, verifiedAt, record } of chosen) {
    const state = verifiedAt ? `verified since ${dayOf(verifiedAt)}` : `waits for ${record.name} TXT "${record.value}"`
    say(`${slugs.get(tenantId) ?? 'nobody'}  ${hostname}  ${state}`)
  }
  say(`${chosen.length} ${chosen.length === 1 ? 'host name' : 'host names'}.`)
  return true
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** A stranger's text on the operator's screen: no control characters, no end of it. */
const shown = (text: string) => `"${text.slice(0, 80).replace(/[^\x20-\x7e]/g, '?')}"`

const refusals: Record<HostnameReason, string> = {
  malformed: 'That is no host name. Give it as in service.customer.com, without https:// and without a port.',
  address: 'That is an address, not a name.',
  international:
    'Names with letters beyond a to z are not taken, however they are written: too many look like other names.',
  not_public: 'No public DNS answers for a name with that ending.',
  our_own: 'That is a name of the product itself.',
  looks_like_ours: 'That can be mistaken for a name of the product itself.',
  looks_like_anothers: 'That can be mistaken for the host name of another company.',
  anothers: 'That is the host name of another company. Remove it there first.',
}
