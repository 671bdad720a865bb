/** How many tries are free, and how the wait grows after them. Nobody is ever locked out for good. */
export type Limit = { free: number; baseSeconds: number; capSeconds: number; windowSeconds: number }

const minute = 60
const hour = 60 * minute

/**
 * Per purpose and per what is counted: the account that is tried, the network it is tried from, the whole company, and
 * a browser that has signed in to this account before (whom strangers' tries must not slow down).
 */
export const limits = {
  'sign-in account': { free: 5, baseSeconds: 4, capSeconds: 15 * minute, windowSeconds: hour },
  'sign-in network': { free: 20, baseSeconds: 2, capSeconds: 15 * minute, windowSeconds: hour },
  'sign-in company': { free: 80, baseSeconds: 2, capSeconds: minute, windowSeconds: 15 * minute },
  'sign-in browser': { free: 10, baseSeconds: 4, capSeconds: 15 * minute, windowSeconds: hour },
  'code account': { free: 5, baseSeconds: 30, capSeconds: 15 * minute, windowSeconds: hour },
  'code network': { free: 20, baseSeconds: 30, capSeconds: 15 * minute, windowSeconds: hour },
  'reset account': { free: 3, baseSeconds: minute, capSeconds: 15 * minute, windowSeconds: hour },
  'reset network': { free: 10, baseSeconds: minute, capSeconds: 15 * minute, windowSeconds: hour },
  'reset company': { free: 50, baseSeconds: 10, capSeconds: 2 * minute, windowSeconds: hour },
  'invitation company': { free: 50, baseSeconds: minute, capSeconds: 15 * minute, windowSeconds: 24 * hour },
  'verification account': { free: 3, baseSeconds: minute, capSeconds: 15 * minute, windowSeconds: hour },
  'channel test': { free: 10, baseSeconds: minute, capSeconds: 15 * minute, windowSeconds: hour },
  'proof account': { free: 5, baseSeconds: 4, capSeconds: 15 * minute, windowSeconds: hour },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits

/** The wait after so many tries: none while they are free, then doubling up to the cap. */
export function delaySecondsAfter({ free, baseSeconds, capSeconds }: Limit, count: number): number {
  if (count < free) return 0
  return Math.min(capSeconds, baseSeconds * 2 ** Math.min(count - free, 20))
}

/** Seconds until the next try is heard; 0 when it is now. */
export function retryAfterSeconds(limit: Limit, counted: { count: number; expiresAt: Date }, now: Date): number {
  if (counted.expiresAt <= now) return 0
  const lastTryAt = counted.expiresAt.getTime() - limit.windowSeconds * 1_000
  const waitMs = lastTryAt + delaySecondsAfter(limit, counted.count) * 1_000 - now.getTime()
  return Math.max(0, Math.ceil(waitMs / 1_000))
}

/** Whoever has one IPv6 address has the whole /64. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const mapped = address.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i)?.[1]
  if (mapped) return mapped
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
