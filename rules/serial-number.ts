/** What two spellings of one serial or model number share: capitals and digits, without spaces and dashes. Null: nothing is left. */
export function serialKeyOf(typed: string): string | null {
  const key = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}_]/gu, '')
  return key === '' ? null : key
}
