import type { Mail, MailAnswer, OutgoingMail } from '#worker/platform/platform.ts'
import type { Certainty } from '#worker/platform/sender.ts'

/** How the provider is at an instant. */
export type Weather = {
  /** No connection: nothing is taken. */
  isDown?: boolean
  /** 429, with how long to stay away. */
  waitMs?: number
  /** The answer gets lost: after it was taken, without it having been taken, or before it is taken two minutes later. */
  loses?: 'taken' | 'not_taken' | 'taken_late' | undefined
  /** It cannot be asked what it took. */
  isBlind?: boolean
}

/** One message as a person got it. `begunAt`: when it left here. */
export type Delivery = { key: string; to: string; subject: string; text: string; begunAt: Date }

const keyKeptMs = 24 * 3_600_000
const lateMs = 2 * 60_000

/** Outside the process, and failing as SMTP servers and HTTP providers do. What it delivered is what counts. */
export class Provider {
  readonly certainty: Certainty
  readonly delivered: Delivery[] = []
  readonly #weather: () => Weather
  readonly #known = new Map<string, number>()
  #late: Delivery[] = []

  constructor(certainty: Certainty, weather: () => Weather) {
    this.certainty = certainty
    this.#weather = weather
  }

  /** `clock`: the world's own, not what some isolate takes for it. */
  send(letter: OutgoingMail, clock: Date): MailAnswer {
    this.#arrive(clock)
    const { isDown, waitMs, loses } = this.#weather()
    if (isDown) return { outcome: 'later', reason: 'ECONNREFUSED at opening' }
    if (waitMs) return { outcome: 'later', reason: '429', notBeforeMs: waitMs }
    const providerId = `p-${letter.key.slice(0, 8)}`
    const takenAt = this.#known.get(letter.key)
    if (this.certainty === 'repeat' && takenAt !== undefined && clock.getTime() - takenAt < keyKeptMs)
      return loses ? lost : { outcome: 'sent', providerId }
    const { key, to, subject, text } = letter
    const delivery = { key, to, subject, text, begunAt: clock }
    if (loses === 'not_taken') return lost
    if (loses === 'taken_late') this.#late.push(delivery)
    else this.#take(delivery, clock)
    return loses ? lost : { outcome: 'sent', providerId }
  }

  find({ key }: { key: string }, clock: Date): Awaited<ReturnType<NonNullable<Mail['find']>>> {
    this.#arrive(clock)
    const { isDown, isBlind } = this.#weather()
    if (isDown || isBlind) return undefined
    return this.#known.has(key) ? { taken: true, providerId: `p-${key.slice(0, 8)}` } : { taken: false }
  }

  /** What was on its way has arrived by now. */
  #arrive(clock: Date) {
    const arrived = this.#late.filter(({ begunAt }) => clock.getTime() - begunAt.getTime() >= lateMs)
    this.#late = this.#late.filter((one) => !arrived.includes(one))
    for (const one of arrived) this.#take(one, new Date(one.begunAt.getTime() + lateMs))
  }

  finish() {
    this.#arrive(new Date(8_640_000_000_000_000))
  }

  #take(delivery: Delivery, at: Date) {
    this.delivered.push(delivery)
    this.#known.set(delivery.key, at.getTime())
  }
}

const lost: MailAnswer = { outcome: 'lost', reason: 'ETIMEDOUT at whole' }
