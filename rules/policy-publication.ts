import { allow, type Decision, refuse } from '#rules/decision.ts'
import type { VersionState } from '#rules/policy.ts'

export type CallingOffRefusal = 'not_scheduled' | 'in_effect'

/**
 * A published version is taken back only while it binds nobody: from its first moment on, a change is a new version
 * (GR-29). It becomes no draft again: members have read it, and what they read stays readable.
 */
export function decideCallingOff(
  { status, effectiveFrom }: VersionState,
  now: Date,
): Decision<{ status: 'withdrawn' }, CallingOffRefusal> {
  if ((status !== 'published' && status !== 'superseded') || !effectiveFrom) return refuse('not_scheduled')
  if (status === 'superseded' || effectiveFrom <= now) return refuse('in_effect')
  return allow({ status: 'withdrawn' })
}

/** Published once, and called off before its first day. */
export const wasCalledOff = ({ status, publishedAt }: Pick<VersionState, 'status'> & { publishedAt: Date | null }) =>
  status === 'withdrawn' && publishedAt !== null
