import {
  Conflict,
  Forbidden,
  NotFound,
  Suspended,
  TenantMismatch,
  TooMany,
  Unauthenticated,
  Unavailable,
} from '#tenants/errors.ts'
import { BodyTooLarge } from './form.ts'

export type Trouble = {
  status: 401 | 403 | 404 | 405 | 409 | 413 | 429 | 500 | 503
  /** web/words/error.ts has a title and a text for each. */
  reason:
    | 'sign_in'
    | 'forbidden'
    | 'same_origin'
    | 'not_found'
    | 'conflict'
    | 'too_large'
    | 'too_many'
    | 'suspended'
    | 'unavailable'
    | 'unsure'
    | 'broken'
  missing?: string
  retryAfterSeconds?: number
}

/** The one place where an error becomes an HTTP status. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof NotFound) return { status: 404, reason: 'not_found' }
  if (error instanceof Unauthenticated) return { status: 401, reason: 'sign_in' }
  if (error instanceof Forbidden)
    return error.missing === 'same_origin'
      ? { status: 403, reason: 'same_origin' }
      : { status: 403, reason: 'forbidden', missing: error.missing }
  if (error instanceof Conflict) return { status: 409, reason: 'conflict' }
  if (error instanceof BodyTooLarge) return { status: 413, reason: 'too_large' }
  if (error instanceof TooMany) return { status: 429, reason: 'too_many', retryAfterSeconds: error.retryAfterSeconds }
  if (error instanceof Suspended) return { status: 503, reason: 'suspended' }
  if (error instanceof TenantMismatch) return { status: 503, reason: 'unavailable', retryAfterSeconds: 60 }
  if (error instanceof Unavailable)
    return { status: 503, reason: error.mayHaveHappened ? 'unsure' : 'unavailable', retryAfterSeconds: 5 }
  return { status: 500, reason: 'broken' }
}
