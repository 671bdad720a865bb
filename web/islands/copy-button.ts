/** Shows the button that the server left hidden, and copies the field beside it. */
class CopyButton extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector('input')
    const button = this.querySelector('button')
    const label = button?.querySelector('span')
    if (!input || !button || !label) return
    const before = label.textContent
    button.hidden = false
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(input.value)
        label.textContent = this.dataset.done ?? before
        setTimeout(() => {
          label.textContent = before
        }, 2000)
      } catch {
        input.select()
      }
    })
  }
}

customElements.define('copy-button', CopyButton)
