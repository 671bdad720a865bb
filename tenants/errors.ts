/** Thrown when the question itself cannot be asked. A rule's "no" is a value, never one of these. */
export class NotFound extends Error {
  constructor(what: string) {
    super(`${what} not found`)
  }
}

/** Nobody is signed in where somebody must be. */
export class Unauthenticated extends Error {}

export class Forbidden extends Error {
  /** A permission, or another word that the page can explain. */
  readonly missing: string
  constructor(missing: string) {
    super(`needs ${missing}`)
    this.missing = missing
  }
}

/** Somebody else changed the same thing meanwhile. Nothing of this write is stored. */
export class Conflict extends Error {
  constructor() {
    super('changed by someone else meanwhile')
  }
}

export class TooMany extends Error {
  readonly retryAfterSeconds: number
  constructor(retryAfterSeconds: number) {
    super('too many tries')
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The database behind a tenant is another tenant's: nothing may be served. */
export class TenantMismatch extends Error {}

/** The operator suspended the company. */
export class Suspended extends Error {}

/** A database or service did not answer in time. `mayHaveHappened`: a write may or may not be stored. */
export class Unavailable extends Error {
  readonly mayHaveHappened: boolean
  constructor(what: string, mayHaveHappened: boolean, cause?: unknown) {
    super(`${what} is unavailable`, { cause })
    this.mayHaveHappened = mayHaveHappened
  }
}
