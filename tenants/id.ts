const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID: 48 bits of time, 80 bits of chance; sorts by the instant it was made. */
export function newId(now: Date): string {
  let time = now.getTime()
  let head = ''
  for (let i = 0; i < 10; i++) {
    head = alphabet[time % 32] + head
    time = Math.floor(time / 32)
  }
  const tail = crypto.getRandomValues(new Uint8Array(16))
  return head + Array.from(tail, (byte) => alphabet[byte % 32]).join('')
}

/** Ids of one batch in the order in which they are made; `nth` orders the batches of one instant. */
export function orderedIds(now: Date, nth: number): () => string {
  const head = newId(now)
  const batch = head.slice(0, 10) + digits(nth, 4) + head.slice(14, 20)
  let count = 0
  return () => batch + digits(count++, 6)
}

const digits = (number: number, length: number) =>
  Array.from({ length }, (_, at) => alphabet[Math.floor(number / 32 ** (length - 1 - at)) % 32]).join('')
