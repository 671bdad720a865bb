import type { Lang } from '#rules/lang.ts'
import { listed, quantity, type Unit } from '#rules/policy-words.ts'

/**
 * Keeps the clause beside its form in step with what is typed: numbers and choices at once, everything else, the example
 * and what the law says a moment later, from the server.
 */
class PolicySlots extends HTMLElement {
  #timer = 0
  #latest = 0

  connectedCallback() {
    const form = this.querySelector('form')
    const preview = this.querySelector<HTMLElement>('#clause-preview')
    if (!form || !preview) return
    form.addEventListener('input', (event) => {
      this.#showAtOnce(event.target as Element, preview)
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#ask(form, preview), 300)
    })
  }

  #showAtOnce(target: Element, preview: HTMLElement) {
    const parameter = target.closest<HTMLElement>('[data-parameter]')
    const words = parameter && wordsIn(parameter, this.dataset.language as Lang)
    const slot = words && preview.querySelector(`[data-slot="${parameter.dataset.parameter}"]`)
    if (slot) slot.textContent = words
  }

  async #ask(form: HTMLFormElement, preview: HTMLElement) {
    const asked = ++this.#latest
    const query = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') query.append(name, value)
    try {
      const answer = await fetch(`${this.dataset.effect}?${query}`, { headers: { accept: 'text/html' } })
      const text = await answer.text()
      if (asked !== this.#latest) return
      const isComplete = answer.status === 200
      if (isComplete) preview.replaceChildren(...new DOMParser().parseFromString(text, 'text/html').body.childNodes)
      preview.classList.toggle('waits', !isComplete)
      const hint = preview.querySelector<HTMLElement>('.preview-waits')
      if (hint) hint.hidden = isComplete
    } catch {
      // Offline: what the form holds is checked when it is saved.
    }
  }
}

/** The words of the simple kinds; null for those that only the server can say. */
function wordsIn(parameter: HTMLElement, lang: Lang): string | null {
  const { shape, unit } = parameter.dataset
  if (shape === 'number') {
    const typed = parameter.querySelector('input')?.value.normalize('NFKC').trim() ?? ''
    return typed === '' || Number.isNaN(Number(typed)) ? null : quantity(Number(typed), unit as Unit, lang)
  }
  if (shape === 'enum' || shape === 'zone') return parameter.querySelector('select')?.selectedOptions[0]?.label ?? null
  const chosen = [...parameter.querySelectorAll('input:checked')].map((input) => labelOf(input))
  return (shape === 'boolean' || shape === 'list') && chosen.length > 0 ? listed(chosen, lang) : null
}

const labelOf = (input: Element) => input.closest('label')?.textContent?.trim() ?? ''

customElements.define('policy-slots', PolicySlots)
