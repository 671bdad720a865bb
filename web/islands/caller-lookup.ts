/**
 * <caller-lookup data-url>: looks the number up while it is typed, and fills what is still empty. Without scripts the
 * button beside the number does the same. Posted, so that no number stands in an address.
 */
class CallerLookup extends HTMLElement {
  #timer = 0
  #asked = ''

  connectedCallback() {
    this.#phone?.addEventListener('input', () => {
      window.clearTimeout(this.#timer)
      this.#timer = window.setTimeout(() => void this.#lookUp(), 350)
    })
  }

  get #phone() {
    return this.querySelector<HTMLInputElement>('[name=phone]')
  }

  async #lookUp() {
    const phone = this.#phone?.value ?? ''
    if (phone.replace(/\D/g, '').length < 6 || phone === this.#asked) return
    this.#asked = phone
    const body = new URLSearchParams({ phone })
    const response = await fetch(this.dataset.url ?? '', { method: 'POST', body }).catch(() => undefined)
    if (!response?.ok || this.#phone?.value !== phone) return
    const found = new DOMParser().parseFromString(await response.text(), 'text/html')
    const card = this.querySelector('.caller')
    card?.replaceChildren(...(found.querySelector('.caller')?.childNodes ?? []))
    for (const name of ['name', 'email', 'address', 'zone']) this.#fill(name, found)
  }

  /** What somebody typed is never overwritten. */
  #fill(name: string, found: Document) {
    const known = found.querySelector<HTMLInputElement | HTMLSelectElement>(`main [name=${name}]`)?.value
    const field = this.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`)
    if (field && !field.value && known) field.value = known
  }
}

customElements.define('caller-lookup', CallerLookup)
