/** Nothing is lost while the clock is silent, but nothing is sent in time either. */
export const silentAfterMs = 3_600_000

/** Since when no scheduled tick was seen, if that is too long ago. None at all: the product was never started. */
export function silentSince(ticks: readonly { name: string; at: Date }[], now: Date): Date | null {
  const last = ticks.reduce<Date | null>((newest, { at }) => (newest && newest >= at ? newest : at), null)
  return last && now.getTime() - last.getTime() > silentAfterMs ? last : null
}
