import type { Lang } from '#web/words/lang.ts'

/** 2026-11-23, a Monday, 15:20 in Shanghai. */
export const now = new Date('2026-11-23T07:20:00Z')
export const timeZone = 'Asia/Shanghai'

export type Look = { lang: Lang; theme: 'light' | 'dark'; nonce: string }

export const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
