/** From the first one on: what comes later is a new request, also when others came in between (I04). */
export const duplicateWindowSeconds = 600

export const isWithinDuplicateWindow = (firstAt: Date, at: Date) =>
  at.getTime() - firstAt.getTime() <= duplicateWindowSeconds * 1_000

export type Reported = { phone: string; product: string; serialNumber: string; description: string }

/** The same caller, machine and words, however they were spaced or capitalised; its hash is what is stored. */
export const duplicateTextOf = ({ phone, product, serialNumber, description }: Reported) =>
  JSON.stringify([lineOf(phone), plain(serialNumber) || plain(product), plain(description)])

/** With or without the country's code and its zero, a number ends alike. */
const lineOf = (phone: string) => phone.normalize('NFKC').replace(/\D/g, '').slice(-8)

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{Cf}]+/gu, '')
