/** Does the work that is asked for while many forms come in (ALTCHA protocol, PBKDF2), while the person is typing. */
type Work = { algorithm: string; nonce: string; salt: string; cost: number; keyLength: number; keyPrefix: string }
type Challenge = { parameters: Work; signature: string }

const givesUpAfterMs = 120_000

class ProofOfWork extends HTMLElement {
  isAtWork = false
  isWaitedFor = false

  connectedCallback() {
    if (this.dataset.holds) this.closest('form')?.addEventListener('submit', (event) => this.hold(event), true)
    const input = this.querySelector('input')
    if (input && this.dataset.challenge) void this.work(input, this.dataset.challenge)
  }

  async work(input: HTMLInputElement, from: string) {
    this.say(this.dataset.waiting)
    this.isAtWork = true
    try {
      const answer = await fetch(from, { headers: { accept: 'application/json' } })
      const challenge = (await answer.json()) as Challenge
      const solution = await solve(challenge.parameters)
      input.value = btoa(JSON.stringify({ challenge, solution }))
      this.say(this.dataset.done)
    } catch {
      this.say(this.dataset.failed)
    }
    this.isAtWork = false
    if (this.isWaitedFor) this.closest('form')?.requestSubmit()
  }

  /** Without the proof it would only come back. */
  hold(event: Event) {
    const isChangeOfLanguage = (event as SubmitEvent).submitter?.getAttribute('name') === 'language'
    if (!this.isAtWork || isChangeOfLanguage) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.isWaitedFor = true
  }

  say(text = '') {
    const line = this.querySelector('p')
    if (line) line.textContent = text
  }
}

async function solve({ nonce, salt, cost, keyLength, keyPrefix, algorithm }: Work) {
  const started = performance.now()
  const password = new Uint8Array(nonce.length / 2 + 4)
  password.set(bytesOf(nonce))
  const counterAt = new DataView(password.buffer)
  const hash = algorithm.replace('PBKDF2/', '')
  for (let counter = 0; performance.now() - started < givesUpAfterMs; counter++) {
    counterAt.setUint32(password.length - 4, counter)
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
    const derive = { name: 'PBKDF2', salt: bytesOf(salt), iterations: cost, hash }
    const derivedKey = hexOf(new Uint8Array(await crypto.subtle.deriveBits(derive, key, keyLength * 8)))
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey, time: performance.now() - started }
  }
  throw new Error('took too long')
}

const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

customElements.define('proof-of-work', ProofOfWork)
