import { RequestError } from './hrana.ts'
import {
  type DatabaseRecord,
  type DatabaseSettings,
  type GroupRecord,
  isDatabaseName,
  type Registry,
} from './registry.ts'
import { expiryOf, mintDatabaseToken } from './token.ts'

export interface Platform {
  registry: Registry
  secret: Buffer
  /** The organization this server answers for. */
  organization: string
  /** Lets go of everything that holds the database's file. */
  closeDatabase: (name: string) => void
  /** So that open connections take over what they read only when they open. */
  reopenDatabase: (name: string) => void
}

export interface PlatformRequest {
  method: string
  /** The path's parts after `/v1`, decoded. */
  path: string[]
  query: URLSearchParams
  body: unknown
  /** Where the caller reached this server: databases are named below it. */
  host: string
}

/** The part of the Turso Platform API that provisioning uses; answers undefined where the answer has no body. */
export function answerPlatform(platform: Platform, request: PlatformRequest): object | undefined {
  const [organizations, organization, collection, name, ...rest] = request.path
  if (organizations !== 'organizations' || organization !== platform.organization)
    throw notFound('organization not found')
  if (collection === 'groups') return answerGroups(platform, request, name)
  if (collection !== 'databases') throw notFound('not found')
  if (name === undefined)
    return request.method === 'POST' ? createDatabase(platform, request) : listDatabases(platform, request)
  const record = platform.registry.databases.get(name)
  if (!record) throw notFound(`could not find database with name ${name}: record not found`)
  switch (`${request.method} ${rest.join('/')}`) {
    case 'GET ':
      return { database: describe(record, request.host) }
    case 'DELETE ':
      return deleteDatabase(platform, record)
    case 'GET configuration':
      return configurationOf(record)
    case 'PATCH configuration':
      return configure(platform, record, request.body)
    case 'POST auth/tokens':
      return mintToken(platform, record, request.query)
    case 'POST auth/rotate':
      platform.registry.change(record, { tokenGeneration: record.tokenGeneration + 1 })
      return undefined
    default:
      throw notFound('not found')
  }
}

function createDatabase(platform: Platform, { body, host }: PlatformRequest): object {
  const { name, group, seed, size_limit: sizeLimit } = fieldsOf(body)
  if (typeof name !== 'string' || !isDatabaseName(name)) {
    throw badRequest('name must contain only lowercase letters, numbers, dashes, and be no longer than 64 characters')
  }
  if (typeof group !== 'string' || !platform.registry.groups.has(group)) throw badRequest('group not found')
  const original = seed === undefined ? undefined : originalOf(platform, seed)
  if (platform.registry.databases.has(name)) throw new RequestError(409, `database with name ${name} already exists`)
  const settings = sizeLimit === undefined ? {} : { sizeLimitBytes: bytesOf(sizeLimit) }
  const record = platform.registry.addDatabase(name, group, settings, original)
  const { DbId, Hostname, Name } = describe(record, host)
  return { database: { DbId, Hostname, Name } }
}

/** The database that a new one begins as a copy of; uploads and points in time are the cloud's. */
function originalOf({ registry }: Platform, seed: unknown): DatabaseRecord {
  const { type, name, timestamp } = fieldsOf(seed)
  if (type !== 'database' || timestamp !== undefined)
    throw badRequest('seed: the local server copies a database as it is now')
  const original = registry.databases.get(String(name))
  if (!original) throw badRequest('seed: database not found')
  return original
}

function listDatabases({ registry }: Platform, { query, host }: PlatformRequest): object {
  const group = query.get('group')
  const records = [...registry.databases.values()].filter((record) => group === null || record.group === group)
  return { databases: records.map((record) => describe(record, host)) }
}

function describe(record: DatabaseRecord, host: string) {
  return {
    Name: record.name,
    DbId: record.id,
    Hostname: `${host}/${record.name}`,
    block_reads: record.blockReads,
    block_writes: record.blockWrites,
    primaryRegion: 'local',
    regions: ['local'],
    group: record.group,
    delete_protection: record.deleteProtection,
    parent: record.parent ?? null,
  }
}

function deleteDatabase(platform: Platform, record: DatabaseRecord): object {
  if (record.deleteProtection) throw new RequestError(403, 'database is protected from deletion')
  platform.closeDatabase(record.name)
  platform.registry.removeDatabase(record.name)
  return { database: record.name }
}

function configure(platform: Platform, record: DatabaseRecord, body: unknown): object {
  const fields = fieldsOf(body)
  const settings: DatabaseSettings = {}
  if (fields.block_reads !== undefined) settings.blockReads = flagOf(fields.block_reads)
  if (fields.block_writes !== undefined) settings.blockWrites = flagOf(fields.block_writes)
  if (fields.delete_protection !== undefined) settings.deleteProtection = flagOf(fields.delete_protection)
  if (fields.size_limit !== undefined) settings.sizeLimitBytes = bytesOf(fields.size_limit)
  platform.registry.change(record, settings)
  if (settings.sizeLimitBytes !== undefined) platform.reopenDatabase(record.name)
  return configurationOf(record)
}

function configurationOf(record: DatabaseRecord): object {
  return {
    ...(record.sizeLimitBytes === undefined ? {} : { size_limit: String(record.sizeLimitBytes) }),
    allow_attach: false,
    block_reads: record.blockReads,
    block_writes: record.blockWrites,
    delete_protection: record.deleteProtection,
    allowed_ips: [],
    allowed_aws_vpc_ids: [],
  }
}

function mintToken({ secret }: Platform, record: DatabaseRecord, query: URLSearchParams): object {
  const expiry = expiryOf(query.get('expiration') ?? 'never', new Date())
  if (!expiry) throw badRequest('Invalid expiration format')
  const access = query.get('authorization') ?? 'full-access'
  if (access !== 'full-access' && access !== 'read-only') throw badRequest('Invalid authorization level')
  return { jwt: mintDatabaseToken(secret, record, access, expiry.expiresAt) }
}

function answerGroups({ registry }: Platform, { method, body }: PlatformRequest, name: string | undefined): object {
  if (name !== undefined) {
    const group = registry.groups.get(name)
    if (!group || method !== 'GET') throw notFound('group not found')
    return { group: describeGroup(group) }
  }
  if (method === 'GET') return { groups: [...registry.groups.values()].map(describeGroup) }
  const fields = fieldsOf(body)
  if (typeof fields.name !== 'string' || typeof fields.location !== 'string')
    throw badRequest('name and location are required')
  if (registry.groups.has(fields.name)) throw new RequestError(409, 'group already exists')
  return { group: describeGroup(registry.addGroup(fields.name, fields.location)) }
}

function describeGroup({ name, id, location }: GroupRecord): object {
  return { name, uuid: id, locations: [location], primary: location, version: 'local', delete_protection: false }
}

function fieldsOf(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('a JSON object is required')
  return { ...body }
}

function flagOf(value: unknown): boolean {
  if (typeof value !== 'boolean') throw badRequest('a flag must be true or false')
  return value
}

function bytesOf(value: unknown): number {
  const match = typeof value === 'string' ? /^(\d{1,15})(b|kb|mb|gb|tb)?$/i.exec(value) : null
  if (!match) throw badRequest('invalid size_limit')
  return Number(match[1]) * (UNITS[(match[2] ?? 'b').toLowerCase()] ?? 1)
}

const UNITS: Record<string, number> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3, tb: 1024 ** 4 }

const notFound = (message: string) => new RequestError(404, message)
const badRequest = (message: string) => new RequestError(400, message)
