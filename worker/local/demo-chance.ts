/** Chance that is the same at every run, so that two demos of one day tell the same stories. */
export type Chance = ReturnType<typeof chanceFrom>

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function chanceFrom(seed: number) {
  const next = mulberry32(seed)
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    /** Whole numbers, both ends included. */
    between,
    happens: (probability: number) => next() < probability,
    pick: <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)]!,
    /** Mostly near the least, now and then far beyond. */
    skewed: (least: number, most: number) => least + Math.floor((most - least) * next() ** 3),
    /** A ULID as tenants/id.ts makes it. */
    id(at: Date): string {
      let time = at.getTime()
      let head = ''
      for (let i = 0; i < 10; i++) {
        head = alphabet[time % 32] + head
        time = Math.floor(time / 32)
      }
      let tail = ''
      for (let i = 0; i < 16; i++) tail += alphabet[Math.floor(next() * 32)]
      return head + tail
    },
  }
}

/** Tommy Ettinger's generator: 32 bits of state, good enough for stories. */
function mulberry32(seed: number) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
