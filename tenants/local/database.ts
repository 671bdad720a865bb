import { existsSync } from 'node:fs'
import { Connection, type SchemaCount } from './connection.ts'
import type { DatabaseRecord } from './registry.ts'
import type { StatementLog } from './statistics.ts'

const IDLE_CONNECTIONS = 4
const CONNECTION_IDLE_MILLISECONDS = 20_000
const PAGE_BYTES = 4096

/** One tenant's database file: its connections, and the queue of those who wait for its write lock. */
export class OpenDatabase {
  readonly record: DatabaseRecord
  readonly log: StatementLog | undefined
  readonly closers = new Set<() => void>()
  readonly #file: string
  readonly #schema: SchemaCount = { changes: 0 }
  #idle: Connection[] = []
  #waiting: (() => void)[] = []
  #sweep: NodeJS.Timeout | undefined

  constructor(file: string, record: DatabaseRecord, log: StatementLog | undefined) {
    this.#file = file
    this.record = record
    this.log = log
  }

  acquire(): Connection {
    const idle = this.#idle.pop()
    if (idle) return idle
    if (!existsSync(this.#file)) throw new Error(`The file of database ${this.record.name} is missing`)
    const { sizeLimitBytes } = this.record
    const maxPages = sizeLimitBytes === undefined ? undefined : Math.max(1, Math.floor(sizeLimitBytes / PAGE_BYTES))
    return new Connection(this.#file, this.#schema, { maxPages, statistics: this.log !== undefined })
  }

  release(connection: Connection) {
    if (connection.inTransaction) {
      connection.rollback()
      this.wakeNext()
    }
    if (connection.marked || this.#idle.length >= IDLE_CONNECTIONS) return connection.close()
    this.#idle.push(connection)
    this.#sweep ??= setTimeout(() => this.#sweepIdle(), CONNECTION_IDLE_MILLISECONDS).unref()
  }

  /** After a change that a connection reads only when it opens. */
  forgetIdleConnections() {
    for (const connection of this.#idle) connection.close()
    this.#idle = []
  }

  wakeNext() {
    this.#waiting.shift()?.()
  }

  /** Resolves when it is this caller's turn at the write lock, or when the time is up. First come, first served. */
  turn(milliseconds: number, hasWaited: boolean): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((waiting) => waiting !== go)
        resolve()
      }, milliseconds)
      if (hasWaited) this.#waiting.unshift(go)
      else this.#waiting.push(go)
    })
  }

  close() {
    clearTimeout(this.#sweep)
    for (const close of [...this.closers]) close()
    this.#idle[0]?.checkpoint()
    this.forgetIdleConnections()
  }

  #sweepIdle() {
    this.#sweep = undefined
    this.forgetIdleConnections()
  }
}
