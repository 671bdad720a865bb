/** Says in our words what the browser's file control holds. */
class FileField extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector('input')
    const face = this.querySelector<HTMLElement>('.file-face')
    const names = this.querySelector('.file-names')
    if (!input || !face || !names) return
    face.hidden = false
    this.dataset.ready = ''
    const show = () => {
      const files = [...(input.files ?? [])]
      const { none = '', many = '{n}' } = this.dataset
      names.textContent = files.length > 1 ? many.replace('{n}', String(files.length)) : (files[0]?.name ?? none)
    }
    input.addEventListener('change', show)
    show()
  }
}

customElements.define('file-field', FileField)
