import { HranaError } from './hrana.ts'

/** What a statement does, by its verb: decides what tokens, blocks and caches allow. */
export type StatementKind = 'read' | 'write' | 'schema' | 'begin' | 'end' | 'savepoint'

export interface Statement {
  sql: string
  kind: StatementKind
  insert: boolean
  explain: boolean
  /** May change its connection for good, as a pragma does: that connection is not used again. */
  marksConnection: boolean
  /** One entry per parameter in SQLite's numbering; null where it has no name. */
  parameters: (string | null)[]
}

interface Token {
  text: string
  start: number
  end: number
}

/** Exactly one statement, as the Hrana requests `execute` and `batch` want it. */
export function statementOf(sql: string): Statement {
  const known = recent.get(sql)
  if (known) return known
  const [first, second] = statementsOf(sql)
  if (!first) throw new HranaError('SQL_NO_STATEMENT', 'SQL string does not contain any statement')
  if (second) throw new HranaError('SQL_MANY_STATEMENTS', 'SQL string contains more than one statement')
  if (sql.length <= REMEMBERED_LENGTH) {
    recent.set(sql, first)
    if (recent.size > REMEMBERED) recent.delete(recent.keys().next().value ?? '')
  }
  return first
}

const REMEMBERED = 400
const REMEMBERED_LENGTH = 20_000
const recent = new Map<string, Statement>()

export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = []
  let tokens: Token[] = []
  const finish = () => {
    const first = tokens[0]
    const last = tokens.at(-1)
    if (first && last) statements.push(analysed(sql.slice(first.start, last.end), tokens))
    tokens = []
  }
  for (const token of tokensOf(sql)) {
    if (token.text === ';' && endsStatement(tokens)) finish()
    else tokens.push(token)
  }
  finish()
  return statements
}

/** A trigger's body has semicolons of its own; it ends at `; END ;`, as in sqlite3_complete. */
function endsStatement(tokens: Token[]): boolean {
  if (!createsTrigger(tokens)) return true
  return word(tokens.at(-1)) === 'END' && tokens.at(-2)?.text === ';'
}

function createsTrigger(tokens: Token[]): boolean {
  const words = tokens.slice(0, 6).map(word)
  const create = words.indexOf('CREATE')
  const next = words[create + 1]
  return create >= 0 && words[next === 'TEMP' || next === 'TEMPORARY' ? create + 2 : create + 1] === 'TRIGGER'
}

function analysed(sql: string, tokens: Token[]): Statement {
  const verb = verbOf(tokens)
  const temporary = verb === 'CREATE' && word(tokens[1]).startsWith('TEMP')
  if (REFUSED.has(verb) || temporary) throw unsupported(sql)
  const pragma = verb === 'PRAGMA' ? pragmaOf(sql, tokens) : undefined
  return {
    sql,
    kind: pragma ?? KINDS.get(verb) ?? 'read',
    insert: verb === 'INSERT' || verb === 'REPLACE',
    explain: verb === 'EXPLAIN',
    marksConnection: pragma !== undefined,
    parameters: parametersOf(tokens),
  }
}

const KINDS = new Map<string, StatementKind>([
  ...['INSERT', 'REPLACE', 'UPDATE', 'DELETE'].map((verb) => [verb, 'write'] as const),
  ...['CREATE', 'DROP', 'ALTER', 'REINDEX'].map((verb) => [verb, 'schema'] as const),
  ['BEGIN', 'begin'],
  ...['COMMIT', 'END', 'ROLLBACK'].map((verb) => [verb, 'end'] as const),
  ...['SAVEPOINT', 'RELEASE'].map((verb) => [verb, 'savepoint'] as const),
])

/** What sqld refuses, too, along with anything temporary. The first three could reach other files than the tenant's own. */
const REFUSED = new Set(['ATTACH', 'DETACH', 'VACUUM', 'ANALYZE'])

function verbOf(tokens: Token[]): string {
  const first = word(tokens[0])
  if (first !== 'WITH') return first
  let depth = 0
  for (const token of tokens) {
    if (token.text === '(') depth++
    else if (token.text === ')') depth--
    else if (depth === 0 && MAIN_VERBS.has(word(token))) return word(token)
  }
  return first
}

const MAIN_VERBS = new Set(['SELECT', 'VALUES', 'INSERT', 'REPLACE', 'UPDATE', 'DELETE'])

const READ_PRAGMAS = new Set(
  `collation_list compile_options data_version database_list encoding foreign_key_check foreign_key_list freelist_count
  function_list index_info index_list index_xinfo integrity_check module_list page_count page_size pragma_list
  quick_check schema_version table_info table_list table_xinfo`.split(/\s+/),
)
const CONNECTION_PRAGMAS = new Set(['foreign_keys', 'defer_foreign_keys'])
const STORED_PRAGMAS = new Set(['user_version', 'application_id'])

function pragmaOf(sql: string, tokens: Token[]): StatementKind {
  const name = (tokens[2]?.text === '.' ? tokens[3] : tokens[1])?.text.toLowerCase() ?? ''
  const sets = tokens.some((token) => token.text === '=')
  if (CONNECTION_PRAGMAS.has(name) || (READ_PRAGMAS.has(name) && !sets)) return 'read'
  if (STORED_PRAGMAS.has(name)) return sets || tokens.some((token) => token.text === '(') ? 'write' : 'read'
  throw unsupported(sql)
}

function unsupported(sql: string): HranaError {
  return new HranaError(
    'SQL_PARSE_ERROR',
    `SQL string could not be parsed: unsupported statement: ${sql.length > 200 ? `${sql.slice(0, 200)}…` : sql}`,
  )
}

function parametersOf(tokens: Token[]): (string | null)[] {
  const parameters: (string | null)[] = []
  for (const { text } of tokens) {
    if (text === '?') parameters.push(null)
    else if (text[0] === '?') while (parameters.length < Number(text.slice(1))) parameters.push(null)
    else if (/^[:@$]./.test(text) && !parameters.includes(text)) parameters.push(text)
  }
  return parameters
}

const word = (token: Token | undefined) => token?.text.toUpperCase() ?? ''

/** A doubled quote inside a literal reads as two literals side by side, which makes no difference here. */
const TOKEN =
  /\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'[^']*(?:'|$)|"[^"]*(?:"|$)|`[^`]*(?:`|$)|\[[^\]]*(?:\]|$)|\?\d*|[:@$][\w$\u0080-\uffff]+|[\w$\u0080-\uffff]+|[\s\S]/g

function* tokensOf(sql: string): Generator<Token> {
  for (const match of sql.matchAll(TOKEN)) {
    const text = match[0]
    if (/^(?:\s|--|\/\*)/.test(text)) continue
    yield { text, start: match.index, end: match.index + text.length }
  }
}
