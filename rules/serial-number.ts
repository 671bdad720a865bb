/** What two spellings of one serial number share: capitals and digits, without spaces and dashes. Null: nothing is left. */
export const serialKeyOf = (typed: string) => keyWithout(typed, /[\s\p{Pd}\p{Cf}]/gu)

/** Of one model: dashes count, because they may tell two of them apart (BX1-20, BX12-0). */
export const modelKeyOf = (typed: string) => keyWithout(typed, /[\s\p{Cf}]/gu)

function keyWithout(typed: string, ignored: RegExp): string | null {
  const key = typed.normalize('NFKC').toUpperCase().replace(ignored, '')
  return key === '' ? null : key
}
