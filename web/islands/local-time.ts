import type { Lang } from '#web/words/lang.ts'
import { yourTimeWords } from '#web/words/moment.ts'
import { type Wall, wallWords } from '#web/words/wall.ts'

/** Says the reader's own time beside the company's where the two differ. */
class LocalTime extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector('time')
    const { zone, language, now } = this.dataset
    if (!time || !zone || !language || !now || this.dataset.shown) return
    const at = new Date(time.dateTime)
    const lang = language as Lang
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    const seenFrom = new Date(now)
    const mine = wallWords(wallOf(at, own), wallOf(seenFrom, own), lang)
    if (mine === wallWords(wallOf(at, zone), wallOf(seenFrom, zone), lang)) return
    this.dataset.shown = 'yes'
    this.append(yourTimeWords(mine, lang))
  }
}

/** A browser knows every zone by itself; the server's way would bring a library along. */
function wallOf(at: Date, timeZone: string): Wall {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const parts = format.formatToParts(at).map(({ type, value }) => [type, value])
  const { year, month, day, hour, minute } = Object.fromEntries(parts)
  return { year: Number(year), month: Number(month), day: Number(day), time: `${hour}:${minute}` }
}

customElements.define('local-time', LocalTime)
