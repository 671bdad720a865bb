import type { Day } from '#rules/day.ts'

/** What two ways to write one fault share. Null: nothing is said. */
export const faultKeyOf = (fault: string | null): string | null =>
  fault
    ?.normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim() || null

/** A fault that was put right before, as its finder wrote it. */
export type EarlierFault = { fault: string; on: Day; component: string | null }

/** Each fault once, with the day on which it was put right last; the newest first. */
export function earlierFaults(
  found: readonly { fault: string | null; on: Day; component: string | null }[],
): EarlierFault[] {
  const newest = new Map<string, EarlierFault>()
  for (const { fault, on, component } of found.toSorted((one, other) => (one.on < other.on ? -1 : 1))) {
    const key = faultKeyOf(fault)
    if (key !== null && fault !== null) newest.set(key, { fault, on, component })
  }
  return [...newest.values()].sort((one, other) => (one.on < other.on ? 1 : -1))
}
