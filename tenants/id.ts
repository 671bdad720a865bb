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
