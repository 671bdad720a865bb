import type { Lang } from '#web/words/lang.ts'
import { dueWords } from '#web/words/moment.ts'

/** Keeps "2 h 10 min left" true while the page stays open, by the server's clock. */
class DueCountdown extends HTMLElement {
  #timer = 0

  connectedCallback() {
    const { due, now, soon, language } = this.dataset
    if (!due || !now || !language) return
    const ahead = Date.parse(now) - Date.now()
    const show = () => {
      const serverNow = new Date(Date.now() + ahead)
      const words = dueWords(new Date(due), serverNow, language as Lang, Number(soon))
      this.className = words.meaning
      const text = this.querySelector('span')
      if (text && text.textContent !== words.text) text.textContent = words.text
    }
    this.#timer = setInterval(show, 15_000)
    document.addEventListener('visibilitychange', show)
  }

  disconnectedCallback() {
    clearInterval(this.#timer)
  }
}

customElements.define('due-countdown', DueCountdown)
