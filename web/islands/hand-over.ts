/** Sends the form it surrounds by itself, once: whoever comes back to the page presses the button. */
class HandOver extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector('form')
    const key = `hand-over ${this.dataset.id}`
    if (!form || sessionStorage.getItem(key)) return
    sessionStorage.setItem(key, 'sent')
    form.requestSubmit()
  }
}

customElements.define('hand-over', HandOver)
