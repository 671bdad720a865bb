import { allow, type Decision, refuse } from '#rules/decision.ts'

/**
 * What two spellings of one number share: its digits with the country's code. A number without a code is one of the
 * company's own country; an extension is kept out, so a switchboard is one caller.
 */
export function decidePhoneKey(typed: string, country: string): Decision<string, 'phone'> {
  const read = readPhone(typed)
  return read ? keyIn(country, read) : refuse('phone')
}

type ReadPhone = { main: string; digits: string }

function readPhone(typed: string): ReadPhone | null {
  const plain = typed.normalize('NFKC').trim()
  const main = plain.split(extension)[0]!.trim()
  return /^[+]?[\d\s().\-–—/]+$/u.test(main) ? { main, digits: main.replace(/\D/g, '') } : null
}

function keyIn(country: string, { main, digits }: ReadPhone): Decision<string, 'phone'> {
  const key = international(main, digits) ?? national(digits, country)
  return key.length >= 6 && key.length <= 17 && digits.length >= 5 ? allow(key) : refuse('phone')
}

const extension = /(?:转|轉|分机|分機|#|;|,|ext\.?|extension|x)\s*\d*\s*$/iu

function international(main: string, digits: string): string | null {
  if (main.startsWith('+')) return digits
  return digits.startsWith('00') ? digits.slice(2) : null
}

function national(digits: string, country: string): string {
  const code = callingCodes[country] ?? ''
  if (code === '1') return digits.length === 11 && digits.startsWith('1') ? digits : `1${digits}`
  if (code && hasOwnCode(digits, code)) return digits
  return code + (keepsTrunkZero.has(country) ? digits : digits.replace(/^0/, ''))
}

/** "86 138 0000 0000": the code without a plus, seen in copied text. Only where the rest is a whole mobile number. */
const hasOwnCode = (digits: string, code: string) => code === '86' && /^861[3-9]\d{9}$/.test(digits)

/** There the zero is part of the number. */
const keepsTrunkZero = new Set(['IT', 'SM', 'VA'])

/** The key that a number has in each country, and in any other: for whoever does not know yet in which one the company is. */
export function phoneKeysOf(typed: string): Record<string, string> {
  const read = readPhone(typed)
  if (!read) return {}
  const keys = [...Object.keys(callingCodes), ...keepsTrunkZero, 'other'].flatMap((country) => {
    const key = keyIn(country, read)
    return key.allowed ? [[country, key.result]] : []
  })
  return Object.fromEntries(keys)
}

/** A link that a phone dials. */
export const telHref = (phone: string) => `tel:${phone.normalize('NFKC').replace(/[^\d+]/g, '')}`

const callingCodes: Record<string, string> = {
  CN: '86',
  HK: '852',
  MO: '853',
  TW: '886',
  SG: '65',
  MY: '60',
  JP: '81',
  KR: '82',
  TH: '66',
  VN: '84',
  PH: '63',
  ID: '62',
  IN: '91',
  AE: '971',
  SA: '966',
  TR: '90',
  RU: '7',
  KZ: '7',
  AU: '61',
  NZ: '64',
  GB: '44',
  IE: '353',
  FR: '33',
  DE: '49',
  AT: '43',
  CH: '41',
  IT: '39',
  ES: '34',
  PT: '351',
  NL: '31',
  BE: '32',
  LU: '352',
  DK: '45',
  SE: '46',
  NO: '47',
  FI: '358',
  PL: '48',
  CZ: '420',
  SK: '421',
  HU: '36',
  RO: '40',
  BG: '359',
  GR: '30',
  UA: '380',
  US: '1',
  CA: '1',
  MX: '52',
  BR: '55',
  AR: '54',
  CL: '56',
  CO: '57',
  PE: '51',
  ZA: '27',
  EG: '20',
  NG: '234',
  KE: '254',
  IL: '972',
  PK: '92',
  BD: '880',
}
