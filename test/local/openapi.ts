import { readFileSync } from 'node:fs'

/** The subset of OpenAPI 3.0 that the vendor's file uses. */
interface Schema {
  $ref?: string
  type?: string
  nullable?: boolean
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  allOf?: Schema[]
  oneOf?: Schema[]
  anyOf?: Schema[]
  format?: string
}

interface Parameter {
  $ref?: string
  name: string
  in: string
  required?: boolean
  schema: Schema
}

interface Content {
  $ref?: string
  content?: Record<string, { schema: Schema }>
}

interface Operation {
  operationId: string
  parameters?: Parameter[]
  requestBody?: Content & { required?: boolean }
  responses: Record<string, Content>
}

export interface Exchange {
  operationId: string
  path: Record<string, string>
  query: URLSearchParams
  body: unknown
}

const METHODS = ['get', 'post', 'patch', 'delete', 'put']

/** Reads the vendor's file and says where a request or an answer departs from it; an empty list is agreement. */
export class OpenApi {
  readonly #document: { paths: Record<string, Record<string, Operation>> }

  constructor(file: string) {
    this.#document = JSON.parse(readFileSync(file, 'utf8'))
  }

  /** Throws where no operation has this method and path. */
  match(method: string, url: string, bodyText: string | undefined): { exchange: Exchange; problems: string[] } {
    const { pathname, searchParams } = new URL(url)
    for (const [template, operations] of Object.entries(this.#document.paths)) {
      const operation = operations[method.toLowerCase()]
      const path = pathValues(template, pathname)
      if (!operation || !path) continue
      const body = bodyText === undefined ? undefined : JSON.parse(bodyText)
      const exchange = { operationId: operation.operationId, path, query: searchParams, body }
      return { exchange, problems: this.#requestProblems(operation, exchange) }
    }
    throw new Error(`The vendor's file has no ${method} ${pathname}`)
  }

  /** Statuses that the file leaves out (401, 403, 429, 5xx) only need the vendor's error shape. */
  answerProblems(operationId: string, status: number, body: unknown): string[] {
    const operation = this.#operations().find((each) => each.operationId === operationId)
    if (!operation) return [`no operation ${operationId}`]
    const declared = operation.responses[String(status)]
    if (declared) {
      const schema = this.#schemaOf(declared)
      return schema ? this.#problems(schema, body, 'answer') : []
    }
    if (status < 400) return [`status ${status} is not declared`]
    return this.#problems(
      { type: 'object', required: ['error'], properties: { error: { type: 'string' } } },
      body,
      'answer',
    )
  }

  #operations(): Operation[] {
    const items = Object.values(this.#document.paths)
    return items.flatMap((item) => METHODS.flatMap((method) => item[method] ?? []))
  }

  #requestProblems(operation: Operation, { query, body }: Exchange): string[] {
    const parameters = (operation.parameters ?? []).map((parameter) => this.#resolved<Parameter>(parameter))
    const known = parameters.filter((parameter) => parameter.in === 'query')
    const strange = [...query.keys()].filter((name) => !known.some((parameter) => parameter.name === name))
    const wrong = known.flatMap(({ name, schema, required }) => {
      const value = query.get(name)
      if (value === null) return required ? [`query ${name} is missing`] : []
      return this.#problems(schema, value, `query ${name}`)
    })
    return [...strange.map((name) => `query ${name} is unknown`), ...wrong, ...this.#bodyProblems(operation, body)]
  }

  #bodyProblems({ requestBody }: Operation, body: unknown): string[] {
    if (!requestBody) return body === undefined ? [] : ['a body where none is declared']
    if (body === undefined) return requestBody.required ? ['the body is missing'] : []
    const schema = this.#schemaOf(requestBody)
    return schema ? [...this.#problems(schema, body, 'body'), ...this.#unknownFields(schema, body)] : []
  }

  /** The vendor ignores fields it does not know; a request that has one is a misspelling. */
  #unknownFields(schema: Schema, body: unknown): string[] {
    const { properties = {} } = this.#resolved<Schema>(schema)
    return Object.keys(fieldsOf(body) ?? {}).flatMap((name) => (name in properties ? [] : [`body.${name} is unknown`]))
  }

  #schemaOf(content: Content): Schema | undefined {
    return this.#resolved<Content>(content).content?.['application/json']?.schema
  }

  #problems(unresolved: Schema, value: unknown, at: string): string[] {
    const schema = this.#resolved<Schema>(unresolved)
    if (value === null && schema.nullable) return []
    const options = schema.oneOf ?? schema.anyOf
    if (options && !options.some((option) => this.#problems(option, value, at).length === 0))
      return [`${at} fits none of the options`]
    const parts = (schema.allOf ?? []).flatMap((part) => this.#problems(part, value, at))
    if (schema.enum && !schema.enum.includes(value)) return [...parts, `${at} is not one of ${schema.enum.join(', ')}`]
    if (schema.type && !hasType(schema.type, value)) return [...parts, `${at} is not of type ${schema.type}`]
    if (Array.isArray(value)) {
      const { items = {} } = schema
      return [...parts, ...value.flatMap((item, index) => this.#problems(items, item, `${at}[${index}]`))]
    }
    const fields = fieldsOf(value)
    if (!fields) return parts
    const missing = (schema.required ?? [])
      .filter((name) => !(name in fields))
      .map((name) => `${at}.${name} is missing`)
    const inner = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      name in fields ? this.#problems(property, fields[name], `${at}.${name}`) : [],
    )
    return [...parts, ...missing, ...inner]
  }

  #resolved<Item extends { $ref?: string }>(item: Item): Item {
    if (item.$ref === undefined) return item
    let found: unknown = this.#document
    for (const part of item.$ref.slice(2).split('/')) found = fieldsOf(found)?.[part]
    if (!found) throw new Error(`The vendor's file has no ${item.$ref}`)
    return this.#resolved(found as Item)
  }
}

function pathValues(template: string, pathname: string): Record<string, string> | undefined {
  const [wanted, given] = [template.split('/'), pathname.split('/')]
  if (wanted.length !== given.length) return undefined
  const values: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '')
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name === undefined && part !== value) return undefined
    if (name !== undefined) values[name] = value
  }
  return values
}

function hasType(type: string, value: unknown): boolean {
  if (type === 'object') return fieldsOf(value) !== undefined
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  return typeof value === type
}

function fieldsOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
}
