import type { InLangs, Lang } from '#rules/lang.ts'

export { type InLangs, type Lang, langs } from '#rules/lang.ts'

/** Both languages of one noun's words; a text that only one of them has does not compile. */
export const words = <T>(both: InLangs<T>): Record<Lang, T> => both
