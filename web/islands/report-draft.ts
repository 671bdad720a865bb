/**
 * Keeps what is being typed on this device until it has arrived: a reload or a dead network loses nothing. Without
 * pictures and secrets. The page after sending (`data-sent`) forgets what was sent.
 */
const place = 'report-draft'

type Draft = { fields: Record<string, string>; isSent: boolean; at: number }

const week = 7 * 86_400_000

class ReportDraft extends HTMLElement {
  #timer = 0

  connectedCallback() {
    if (this.dataset.sent !== undefined) {
      if (readDraft()?.isSent) forget()
      return
    }
    const form = this.querySelector('form')
    if (!form) return
    if (!this.dataset.typed) this.restore(form)
    form.addEventListener('input', () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => keep(form, false), 400)
    })
    form.addEventListener('submit', ({ submitter }) => keep(form, submitter?.getAttribute('name') !== 'language'))
    addEventListener('pagehide', () => clearTimeout(this.#timer))
  }

  restore(form: HTMLFormElement) {
    const draft = readDraft()
    if (!draft || Object.values(draft.fields).every((value) => value === '')) return
    let changed = false
    for (const control of controlsOf(form)) {
      const value = draft.fields[control.name]
      if (value === undefined || value === '') continue
      if (control instanceof HTMLInputElement && control.type === 'radio') {
        changed ||= control.value === value && !control.checked
        control.checked = control.value === value
      } else if (control.value === '') {
        control.value = value
        changed ||= control.value !== ''
      }
    }
    if (changed) this.tell(form)
  }

  tell(form: HTMLFormElement) {
    const line = document.createElement('p')
    line.className = 'hint'
    line.setAttribute('role', 'status')
    const clear = document.createElement('button')
    clear.type = 'button'
    clear.className = 'button-link'
    clear.textContent = this.dataset.clear ?? ''
    clear.addEventListener('click', () => {
      forget()
      form.reset()
      line.remove()
    })
    line.append(`${this.dataset.restored ?? ''} `, clear)
    this.prepend(line)
  }
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const kinds = ['text', 'tel', 'email', 'datetime-local', 'radio', 'textarea', 'select-one']

/** A consent is given each time anew, and the trap is nobody's to fill. */
const controlsOf = (form: HTMLFormElement) =>
  [...form.elements]
    .filter((control): control is Control => 'value' in control && kinds.includes((control as Control).type))
    .filter(({ name }) => name !== 'homepage')

function keep(form: HTMLFormElement, isSent: boolean) {
  const fields: Record<string, string> = {}
  for (const control of controlsOf(form)) {
    const isLeftOut = control instanceof HTMLInputElement && control.type === 'radio' && !control.checked
    if (!isLeftOut) fields[control.name] = control.value
  }
  store({ fields, isSent, at: Date.now() })
}

/** Storage may be full, blocked, or hold what an older page wrote. */
function readDraft(): Draft | undefined {
  try {
    const draft = JSON.parse(localStorage.getItem(place) ?? 'null') as Draft | null
    return draft && Date.now() - draft.at < week && typeof draft.fields === 'object' ? draft : undefined
  } catch {
    return undefined
  }
}

function store(draft: Draft) {
  try {
    localStorage.setItem(place, JSON.stringify(draft))
  } catch {
    // The form works without.
  }
}

function forget() {
  try {
    localStorage.removeItem(place)
  } catch {
    // There was nothing to forget.
  }
}

customElements.define('report-draft', ReportDraft)
