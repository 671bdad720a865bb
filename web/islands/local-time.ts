import type { Lang } from '#web/words/lang.ts'
import { momentWords, yourTimeWords } from '#web/words/moment.ts'

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
    const mine = momentWords(at, seenFrom, own, lang)
    if (mine === momentWords(at, seenFrom, zone, lang)) return
    this.dataset.shown = 'yes'
    this.append(yourTimeWords(mine, lang))
  }
}

customElements.define('local-time', LocalTime)
