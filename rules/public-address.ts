/** Of an address that DNS gave: is it one of the open internet's? Whatever is not known to be is not. */
export function isPublicAddress(address: string): boolean {
  const four = bytesOfIpv4(address)
  if (four) return isPublicIpv4(four)
  const eight = groupsOfIpv6(address)
  return eight !== undefined && isPublicIpv6(eight)
}

function bytesOfIpv4(address: string): number[] | undefined {
  const parts = address.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part))) return undefined
  const bytes = parts.map(Number)
  return bytes.every((byte) => byte < 256) ? bytes : undefined
}

/** Prefixes that are nobody's on the open internet (RFC 6890 and its successors): bytes, and how many bits of them count. */
const closedIpv4: readonly [number[], number][] = [
  [[0], 8],
  [[10], 8],
  [[100, 64], 10],
  [[127], 8],
  [[169, 254], 16],
  [[172, 16], 12],
  [[192, 0, 0], 24],
  [[192, 0, 2], 24],
  [[192, 88, 99], 24],
  [[192, 168], 16],
  [[198, 18], 15],
  [[198, 51, 100], 24],
  [[203, 0, 113], 24],
  [[224], 4],
  [[240], 4],
]

const isPublicIpv4 = (bytes: readonly number[]) =>
  !closedIpv4.some(([prefix, bits]) => numberOf(bytes) >>> (32 - bits) === numberOf(prefix) >>> (32 - bits))

const numberOf = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) => ((a << 24) | (b << 16) | (c << 8) | d) >>> 0

function groupsOfIpv6(address: string): number[] | undefined {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const embedded = bytesOfIpv4(bare.slice(bare.lastIndexOf(':') + 1))
  const text = embedded
    ? bare.slice(0, bare.lastIndexOf(':') + 1) + embedded.reduce(asHexGroups, '').replace(/:$/, '')
    : bare
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const groups = [...head, ...Array<string>(halves.length === 2 ? missing : 0).fill('0'), ...tail]
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group))
    ? groups.map((group) => Number.parseInt(group, 16))
    : undefined
}

const asHexGroups = (text: string, byte: number, at: number) =>
  `${text}${byte.toString(16).padStart(2, '0')}${at % 2 === 1 ? ':' : ''}`

function isPublicIpv6(groups: readonly number[]): boolean {
  const [first = 0, second = 0, third = 0] = groups
  const lastFour = bytesOf(groups[6]!, groups[7]!)
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return isPublicIpv4(lastFour)
  if (first === 0x64 && second === 0xff9b)
    return groups.slice(2, 6).every((group) => group === 0) && isPublicIpv4(lastFour)
  if (first === 0x2002) return isPublicIpv4(bytesOf(second, third))
  const isGlobal = first >= 0x2000 && first <= 0x3fff
  const isSpecial = first === 0x2001 && (second < 0x200 || second === 0xdb8)
  return isGlobal && !isSpecial && !(first === 0x3fff && second < 0x1000)
}

const bytesOf = (high: number, low: number) => [high >> 8, high & 255, low >> 8, low & 255]
