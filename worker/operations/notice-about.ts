import type { Notice } from '#schema/notice.ts'

/** What a message says that it is about, as far as its data tells; a made-up one tells nothing. */
export type NoticeAbout = { name: string; number: string | null; customer: string | null; to: string }

export function aboutOf({ data }: Pick<Notice, 'data'>): NoticeAbout {
  const text = (name: string) => (typeof data[name] === 'string' ? data[name] : '')
  return {
    name: text('name'),
    number: text('number') || null,
    customer: text('customer') || null,
    to: text('to'),
  }
}
