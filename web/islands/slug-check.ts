type Answer = { slug: string; free: boolean; text: string; suggestions: string[] }

/**
 * Around the field of the address name: suggests one while the company's name is typed, until the person types an own
 * one, and says whether it can be had. Without it the server says so when the form is sent.
 */
class SlugCheck extends HTMLElement {
  #asking: AbortController | undefined
  #timer = 0
  #own = false

  connectedCallback() {
    const slug = this.querySelector('input')
    const company = document.getElementById(this.dataset.company ?? '')
    if (!slug || !(company instanceof HTMLInputElement)) return
    this.#own = slug.value !== ''
    const suggest = () => !this.#own && this.#later(() => this.#ask(slug, company.value, ''))
    company.addEventListener('input', (event) => !(event as InputEvent).isComposing && suggest())
    company.addEventListener('compositionend', suggest)
    slug.addEventListener('input', () => {
      this.#own = slug.value !== ''
      this.#later(() => this.#ask(slug, company.value, slug.value))
    })
    this.addEventListener('click', (event) => {
      const chosen = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-slug]') : null
      if (!chosen?.dataset.slug) return
      slug.value = chosen.dataset.slug
      this.#own = true
      slug.focus()
      void this.#ask(slug, company.value, slug.value)
    })
  }

  #later(ask: () => Promise<void>) {
    clearTimeout(this.#timer)
    this.#asking?.abort()
    this.#timer = setTimeout(() => void ask(), 350)
  }

  async #ask(input: HTMLInputElement, name: string, slug: string) {
    if (!name.trim() && !slug.trim()) return this.#show('', [])
    this.#asking = new AbortController()
    const query = new URLSearchParams({ name, slug })
    try {
      const answer = await fetch(`${this.dataset.url}?${query}`, { signal: this.#asking.signal })
      if (!answer.ok) return this.#show('', [])
      const found: Answer = await answer.json()
      if (!this.#own) input.value = found.slug
      this.querySelector('.error')?.remove()
      const refused = !found.free && input.value !== ''
      input.setAttribute('aria-invalid', String(refused))
      this.#show(found.text, found.suggestions, refused)
    } catch {
      // Typed on, or offline: sending the form tells.
    }
  }

  #show(text: string, suggestions: string[], refused = false) {
    const said = this.querySelector('[data-said]')
    said?.classList.toggle('late', refused)
    const offered = this.querySelector<HTMLElement>('[data-offered]')
    if (said) said.textContent = text
    if (!offered) return
    const template = this.querySelector('template')
    const buttons = suggestions.map((slug) => {
      const button = template?.content.firstElementChild?.cloneNode(true) as HTMLElement
      button.dataset.slug = slug
      button.append(slug)
      return button
    })
    offered.querySelector('.actions')?.replaceChildren(...buttons)
    offered.hidden = buttons.length === 0
  }
}

customElements.define('slug-check', SlugCheck)
