import type { TenantDb } from '#tenants/scope.ts'

/** 128 random bits that stand in whatever a company wrote or is called. */
export const newCanary = () => crypto.randomUUID().replaceAll('-', '')

/** Names, kinds, keys, secrets and JSON: what the machinery reads. Every other text is words, and gets the canary. */
const structural: Record<string, RegExp> = {
  calendar_days: /^(day|kind|intervals|created_by)$/,
  companies: /^(id|country|region|time_zone|currency|languages|pack_id|accent|logo_key|checklist)$/,
  customers: /^(id|phone_key|zone|tier)$/,
  decisions: /./,
  events: /./,
  idempotency_keys: /./,
  identity: /./,
  members: /^(id|role|position|lang|password_hash|totp_secret)$/,
  recovery_codes: /./,
  photos: /./,
  clauses: /./,
  policy_versions: /^(id|policy|status|based_on|published_by|findings|created_by)$/,
  clocks: /./,
  messages: /^(id|request_id|kind|member_id)$/,
  pauses: /^(id|request_id|reason|by)$/,
  service_requests:
    /^(id|status|standing|held_because|channel|type|customer_id|phone_key|zone|urgency|impact|priority|lang|policy_version_id|assignee_id|tracking_hash|duplicate_key|next_due_kind)$/,
  links: /./,
  sessions: /^(id|member_id)$/,
  work_orders: /./,
  attempts: /./,
  notices: /^(key|channel|template|lang|data|sealed|subject|state|provider_id|failure)$/,
  applied_migrations: /./,
}

/** Words inside JSON, in both languages. */
const nested = [
  `update clauses set title = json_set(title, '$."zh-CN"', title ->> 'zh-CN' || ' @', '$.en', title ->> 'en' || ' @')`,
  `update clauses set text = json_set(text, '$."zh-CN"', text ->> 'zh-CN' || ' @', '$.en', text ->> 'en' || ' @')`,
  `update clauses set chapter = json_set(chapter, '$."zh-CN"', chapter ->> 'zh-CN' || ' @', '$.en', chapter ->> 'en' || ' @')`,
]

/** Writes the canary into every text of a company that a person wrote. Answers the columns that have it. */
export async function spreadCanary(db: TenantDb, canary: string): Promise<string[]> {
  const tables = await db.$client.execute("select name from sqlite_master where type = 'table' and sql like '%STRICT%'")
  const columns: string[] = []
  for (const { name } of tables.rows) {
    const known = structural[String(name)]
    if (!known) throw new Error(`is ${name} a table of words or of the machinery? test/canary.ts does not know`)
    const info = await db.$client.execute(`select name from pragma_table_info('${name}') where type = 'TEXT'`)
    for (const column of info.rows) if (!known.test(String(column.name))) columns.push(`${name}.${column.name}`)
  }
  const plain = columns.map((column) => {
    const [table, name] = column.split('.')
    return `update ${table} set ${name} = ${name} || ' @'`
  })
  await db.$client.batch(
    [...plain, ...nested].map((sql) => sql.replaceAll('@', canary)),
    'write',
  )
  return columns
}
