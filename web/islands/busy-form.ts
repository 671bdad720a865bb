/** Keeps a form from being sent twice by an impatient finger; the server's key would catch it anyway. */
class BusyForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener('submit', (event) => {
      if (this.ariaBusy === 'true') event.preventDefault()
      this.setBusy(true)
    })
    addEventListener('pageshow', () => this.setBusy(false))
  }

  setBusy(busy: boolean) {
    this.ariaBusy = String(busy)
    for (const button of this.querySelectorAll('button')) button.ariaDisabled = String(busy)
  }
}

customElements.define('busy-form', BusyForm)
