import { randomUUID } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'

export interface DatabaseRecord {
  name: string
  id: string
  group: string
  tokenGeneration: number
  blockReads: boolean
  blockWrites: boolean
  deleteProtection: boolean
  sizeLimitBytes?: number
  /** Of which it began as a copy. */
  parent?: { id: string; name: string }
}

export type DatabaseSettings = Partial<
  Pick<DatabaseRecord, 'blockReads' | 'blockWrites' | 'deleteProtection' | 'sizeLimitBytes' | 'tokenGeneration'>
>

export interface GroupRecord {
  name: string
  id: string
  location: string
}

/** Letters that the cloud allows, without the words this server's own paths begin with. */
export function isDatabaseName(name: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(name) && !['v1', 'v2', 'v3', 'admin', 'health'].includes(name)
}

/** Which databases and groups exist, in a database of its own that one process at a time may hold. */
export class Registry {
  readonly databases = new Map<string, DatabaseRecord>()
  readonly groups = new Map<string, GroupRecord>()
  readonly #native: Database.Database
  readonly #folder: string

  constructor(dir: string) {
    this.#folder = join(dir, 'databases')
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    this.#native = new Database(join(dir, 'registry.db'), { timeout: 0 })
    this.#native.exec(SCHEMA)
    for (const record of this.#stored<GroupRecord>('groups')) this.groups.set(record.name, record)
    for (const record of this.#stored<DatabaseRecord>('databases')) this.databases.set(record.name, record)
    if (!this.groups.has('default')) this.addGroup('default', 'local')
  }

  fileOf(name: string): string {
    return join(this.#folder, `${name}.db`)
  }

  /** The file comes first: a database in the list always has one, so a lost file is noticed and never quietly replaced. */
  addDatabase(name: string, group: string, settings: DatabaseSettings, original?: DatabaseRecord): DatabaseRecord {
    this.#removeFiles(name)
    if (original) this.#copyFiles(original.name, name)
    else closeSync(openSync(this.fileOf(name), 'wx', 0o600))
    this.#syncFolder()
    const fresh = { tokenGeneration: 1, blockReads: false, blockWrites: false, deleteProtection: false }
    const parent = original ? { parent: { id: original.id, name: original.name } } : {}
    const record: DatabaseRecord = { name, id: randomUUID(), group, ...fresh, ...settings, ...parent }
    this.#store('databases', record)
    this.databases.set(name, record)
    return record
  }

  /** In place: whoever has the database open sees the change at its next statement. */
  change(record: DatabaseRecord, settings: DatabaseSettings) {
    this.#store('databases', { ...record, ...settings })
    Object.assign(record, settings)
  }

  removeDatabase(name: string) {
    this.#native.prepare('delete from databases where name = ?').run([name])
    this.databases.delete(name)
    this.#removeFiles(name)
  }

  addGroup(name: string, location: string): GroupRecord {
    const record = { name, id: randomUUID(), location }
    this.#store('groups', record)
    this.groups.set(name, record)
    return record
  }

  /** A native connection lives on until its statements are collected; its lock must not. */
  close() {
    this.#native.exec('PRAGMA locking_mode=NORMAL; select 1 from databases limit 1')
    this.#native.close()
  }

  #stored<Item>(table: 'databases' | 'groups'): Item[] {
    const rows = this.#native.prepare(`select record from ${table} order by name`).raw(true).all() as [string][]
    return rows.map(([record]) => JSON.parse(record))
  }

  #store(table: 'databases' | 'groups', record: { name: string }) {
    const insert = `insert into ${table} (name, record) values (?, ?) on conflict do update set record = excluded.record`
    this.#native.prepare(insert).run([record.name, JSON.stringify(record)])
  }

  /** As after a power cut: what is committed stands in the file or in its log, and nobody writes while this thread copies. */
  #copyFiles(from: string, to: string) {
    for (const suffix of ['-wal', ''])
      if (existsSync(this.fileOf(from) + suffix)) copyFileSync(this.fileOf(from) + suffix, this.fileOf(to) + suffix)
  }

  #removeFiles(name: string) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.fileOf(name) + suffix, { force: true })
  }

  #syncFolder() {
    if (process.platform === 'win32') return
    const folder = openSync(this.#folder, 'r')
    fsyncSync(folder)
    closeSync(folder)
  }
}

const SCHEMA = `
  PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA cache_size=-100;
  create table if not exists databases (name text primary key, record text not null) strict;
  create table if not exists groups (name text primary key, record text not null) strict;
  begin immediate; commit;`
