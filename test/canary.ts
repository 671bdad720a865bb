import type { TenantDb } from '#tenants/scope.ts'

/** 128 random bits that stand in whatever a company wrote or is called. */
export const newCanary = () => crypto.randomUUID().replaceAll('-', '')

/** Names, kinds, keys, secrets and JSON: what the machinery reads. Every other text is words, and gets the canary. */
const structural: Record<string, RegExp> = {
  calendar_days: /^(day|kind|intervals|created_by)$/,
  companies: /^(id|country|region|time_zone|currency|languages|pack_id|accent|logo_key|checklist|notices_from)$/,
  customers: /^(id|kind|phone_key|zone|tier|lang|owner_id|merged_into|import_id)$/,
  contacts: /^(id|customer_id|phone_key|lang|import_id)$/,
  sites: /^(id|customer_id|zone|time_zone|import_id)$/,
  customer_merges: /./,
  products: /^(id|model_key|warranty_scope|category|components|import_id)$/,
  assets:
    /^(id|customer_id|site_id|product_id|serial_key|parent_asset_id|status|.*_on|replaces_asset_id|warranty_decision_id|notices_from|label_hash|import_id)$/,
  asset_readings: /./,
  asset_repairs: /^(id|asset_id|request_id|component|kind|fault|from_on|until_on|by)$/,
  contracts:
    /^(id|customer_id|status|.*_on|currency|covers|excluded|previous_contract_id|owner_id|notices_from|import_id)$/,
  contract_assets: /./,
  renewals:
    /^(id|subject_kind|subject_id|customer_id|ends_on|stage|owner_id|answer|currency|next_contract_id|follow_up_on|link_hash)$/,
  consents: /^(id|channel|address|customer_id|by)$/,
  suppressions: /^(channel|address|scope|reason|by)$/,
  channels: /^(id|provider|settings|sealed|topics|disabled_because|created_by|feedback_hash)$/,
  calendar_feeds: /./,
  imports: /^(id|kind|status|header|mapping|notices_from|created_by)$/,
  import_chunks: /./,
  import_mappings: /./,
  search_entries: /./,
  recomputations: /./,
  decision_differences: /./,
  plannings: /./,
  warranty_sweeps: /./,
  decisions: /./,
  events: /./,
  idempotency_keys: /./,
  identity: /./,
  members: /^(id|role|position|lang|password_hash|totp_secret)$/,
  recovery_codes: /./,
  photos: /./,
  clauses: /./,
  policy_versions: /^(id|policy|status|based_on|published_by|findings|created_by)$/,
  policy_consultations: /^(id|version_id|until_on|opened_by|ended_by|outcome)$/,
  policy_comments: /^(id|consultation_id|member_id|clause_key)$/,
  policy_acknowledgements: /./,
  clocks: /./,
  messages: /^(id|request_id|kind|member_id)$/,
  pauses: /^(id|request_id|reason|by)$/,
  service_requests:
    /^(id|status|standing|held_because|channel|type|customer_id|phone_key|zone|urgency|impact|priority|lang|policy_version_id|assignee_id|tracking_hash|duplicate_key|next_due_kind|asset_id|site_id|component|cause|coverage|coverage_decision_id|coverage_overridden_by|visit_contract_id)$/,
  links: /./,
  sessions: /^(id|member_id)$/,
  work_orders: /./,
  attempts: /./,
  notices:
    /^(key|channel|template|lang|data|sealed|subject|state|provider_id|failure|kind|content|lead|ends_on|recipient_id|customer_id|member_id|channel_id|why|because|digest_key|settled_by)$/,
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
