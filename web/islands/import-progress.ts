type Step = { share: number; text: string; isOver: boolean }

const mostFailures = 5

/** Asks for one step after the other until the work is over; a lost answer is asked for again. */
class ImportProgress extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector('form')
    const bar = this.querySelector('progress')
    const said = this.querySelector('[aria-live]')
    if (!form || !bar || !said) return
    form.hidden = true
    void this.#run(form, bar, said)
  }

  async #run(form: HTMLFormElement, bar: HTMLProgressElement, said: Element) {
    for (let failures = 0; this.isConnected && failures < mostFailures; ) {
      const step = await stepOf(form.action)
      if (!step) {
        failures++
        await new Promise((resolve) => setTimeout(resolve, 1_000 * failures))
        continue
      }
      failures = 0
      bar.value = step.share
      if (said.textContent !== step.text) said.textContent = step.text
      if (step.isOver) return location.replace(location.href)
    }
    said.textContent = this.dataset.stuck ?? ''
    form.hidden = false
  }
}

async function stepOf(url: string): Promise<Step | null> {
  try {
    const answer = await fetch(url, { method: 'POST', headers: { accept: 'application/json' } })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

customElements.define('import-progress', ImportProgress)
