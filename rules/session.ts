import type { Role } from './role.ts'

const hour = 3_600_000
const day = 24 * hour

/** Who can change everything: shorter sessions, and the second factor where the company wants one. */
const isPrivileged = (role: Role) => role === 'owner' || role === 'admin'

export const needsSecondFactor = (role: Role, company: { secondFactorRequired: boolean }) =>
  company.secondFactorRequired && isPrivileged(role)

/** How long a session may lie unused, and how long it may live at all. */
export const sessionLimitsOf = (role: Role) =>
  isPrivileged(role) ? { idleMs: 8 * hour, absoluteMs: 7 * day } : { idleMs: 12 * hour, absoluteMs: 30 * day }

/** A change to one's own account or to another member's rights asks for the password again after this. */
export const proofMinutes = 15

type Times = { createdAt: Date; lastSeenAt: Date; expiresAt: Date; endsAt: Date }

export function newSessionTimes(role: Role, now: Date): Times & { provedAt: Date } {
  const { idleMs, absoluteMs } = sessionLimitsOf(role)
  const endsAt = new Date(now.getTime() + absoluteMs)
  return { createdAt: now, lastSeenAt: now, provedAt: now, expiresAt: after(now, idleMs), endsAt }
}

/** Milliseconds that are left; none at the limit itself. A role given since then brings its own, tighter limits. */
export function sessionLeftMs(session: Times, role: Role, now: Date): number {
  const { idleMs, absoluteMs } = sessionLimitsOf(role)
  const ends = [
    session.expiresAt.getTime(),
    session.endsAt.getTime(),
    session.lastSeenAt.getTime() + idleMs,
    session.createdAt.getTime() + absoluteMs,
  ]
  return Math.max(0, Math.min(...ends) - now.getTime())
}

/** The session moved on by its use; undefined while a tenth of the idle time has not passed. */
export function touchedSession(session: Times, role: Role, now: Date) {
  const { idleMs } = sessionLimitsOf(role)
  if (now.getTime() - session.lastSeenAt.getTime() < idleMs / 10) return undefined
  const expiresAt = new Date(Math.min(now.getTime() + idleMs, session.endsAt.getTime()))
  return { lastSeenAt: now, expiresAt }
}

export const isProved = (provedAt: Date, now: Date) => now.getTime() - provedAt.getTime() <= proofMinutes * 60_000

/** Browser and system, as their makers write them: `Chrome, Windows`. Empty when it does not say. */
export function deviceOf(userAgent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1]
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1]
  return [browser, system].filter(Boolean).join(', ')
}

const browsers: [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/DingTalk/, 'DingTalk'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

const after = (at: Date, ms: number) => new Date(at.getTime() + ms)
