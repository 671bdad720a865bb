import { addDays, addMonths, type Day, daysBetween, yearOf } from '#rules/day.ts'

/** Both days are covered. */
export type Term = { startsOn: Day; endsOn: Day }

/**
 * The term after this one: from the day after its end, as long as it was. Whole months stay whole months, counted from
 * the first day of the term that is known, so that a month's short end shortens no later term (R-CIV-3).
 */
export function nextTerm({ startsOn, endsOn }: Term): Term {
  const next = addDays(endsOn, 1)
  const upToDayBefore = wholeMonths(startsOn, next)
  if (upToDayBefore) return { startsOn: next, endsOn: addDays(addMonths(startsOn, 2 * upToDayBefore), -1) }
  const upToSameDay = wholeMonths(startsOn, endsOn)
  if (upToSameDay) return { startsOn: next, endsOn: addMonths(next, upToSameDay) }
  return { startsOn: next, endsOn: addDays(next, daysBetween(startsOn, endsOn)) }
}

/** What a first contract after a warranty starts with. */
export const termOf = (startsOn: Day, months: number): Term => ({
  startsOn,
  endsOn: addDays(addMonths(startsOn, months), -1),
})

/** Null: the corresponding day, or the month's last one in its place, is another. */
function wholeMonths(from: Day, to: Day): number | null {
  const months = (yearOf(to) - yearOf(from)) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  return months > 0 && addMonths(from, months) === to ? months : null
}
