/**
 * Turns pictures upright and shrinks them before they travel: what a phone takes is ten times what anybody needs to see.
 * A picture that this browser cannot read goes as it is; the server says what it thinks of it.
 */
const longestSide = 2048
const quality = 0.85
const worthIt = 400_000

class PhotoShrink extends HTMLElement {
  #isOurs = false
  #urls: string[] = []

  connectedCallback() {
    const input = this.querySelector('input')
    if (!input) return
    input.addEventListener(
      'change',
      (event) => {
        if (this.#isOurs) return
        event.stopImmediatePropagation()
        void this.take(input)
      },
      { capture: true },
    )
  }

  async take(input: HTMLInputElement) {
    const buttons = [...(input.form?.querySelectorAll('button') ?? [])]
    const files = [...(input.files ?? [])]
    this.say(files.length > 0 ? (this.dataset.working ?? '') : '')
    for (const button of buttons) button.disabled = true
    try {
      const shrunk: File[] = []
      for (const [index, file] of files.entries()) {
        shrunk.push(await upright(file))
        if (files.length > 1) this.say(`${this.dataset.working ?? ''} ${index + 1}/${files.length}`)
      }
      this.put(input, shrunk)
      this.preview(shrunk)
    } finally {
      for (const button of buttons) button.disabled = false
      this.say('')
    }
  }

  /** Browsers that cannot fill a file control keep what was chosen. */
  put(input: HTMLInputElement, files: File[]) {
    try {
      const transfer = new DataTransfer()
      for (const file of files) transfer.items.add(file)
      input.files = transfer.files
    } catch {
      // As it was.
    }
    this.#isOurs = true
    input.dispatchEvent(new Event('change', { bubbles: true }))
    this.#isOurs = false
  }

  preview(files: File[]) {
    for (const url of this.#urls) URL.revokeObjectURL(url)
    this.#urls = files.map((file) => URL.createObjectURL(file))
    const strip = this.own('mt-2 flex flex-wrap gap-2', 'strip')
    strip.replaceChildren(
      ...this.#urls.map((url) => {
        const image = new Image(96, 96)
        image.className = 'h-24 w-24 rounded-box border border-hairline object-cover'
        image.alt = ''
        image.src = url
        image.onerror = () => image.remove()
        return image
      }),
    )
  }

  say(text: string) {
    const line = this.own('hint', 'status')
    line.setAttribute('role', 'status')
    line.textContent = text
  }

  own(look: string, name: string): HTMLElement {
    const known = this.querySelector<HTMLElement>(`[data-part="${name}"]`)
    if (known) return known
    const made = document.createElement('div')
    made.className = look
    made.dataset.part = name
    this.append(made)
    return made
  }
}

async function upright(file: File): Promise<File> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const isPlain = file.type === 'image/jpeg' || file.type === 'image/png' || file.type === 'image/webp'
    if (scale === 1 && file.size < worthIt && isPlain) return file
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    const context = canvas.getContext('2d')
    if (!context) return file
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
    if (!blob || (isPlain && blob.size > file.size)) return file
    return new File([blob], 'photo.jpg', { type: 'image/jpeg' })
  } catch {
    return file
  }
}

customElements.define('photo-shrink', PhotoShrink)
