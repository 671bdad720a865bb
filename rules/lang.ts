export const langs = ['zh-CN', 'en'] as const
export type Lang = (typeof langs)[number]

/** A text, or a family of texts, in every language of the product. */
export type InLangs<T = string> = Record<Lang, T>
