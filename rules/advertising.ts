import type { Lang } from '#rules/lang.ts'
import type { NoticeChannel, NoticeContent } from '#rules/notice.ts'

/** What a message that sells has to carry; a service notice carries nothing of it. */
export type AdvertisingMark = {
  /** Before the subject of a mail (R-MS-4). */
  subjectPrefix: string | null
  /** How it is refused: a link that works without a log-in, or an answer to the SMS (R-MS-2, R-MS-3). */
  optOut: 'link' | 'reply'
  /** At the end of an SMS, in the words of the rule. */
  optOutText: string | null
}

const noMark = { subjectPrefix: null, optOutText: null }

export function advertisingMark(
  content: NoticeContent,
  { country, channel, lang }: { country: string; channel: NoticeChannel; lang: Lang },
): AdvertisingMark | null {
  if (content === 'service') return null
  if (channel === 'sms') return { ...noMark, optOut: 'reply', optOutText: optOutTexts[lang] }
  const isMarked = country === 'CN' && channel === 'email'
  return { ...noMark, optOut: 'link', subjectPrefix: isMarked ? subjectPrefixes[lang] : null }
}

const optOutTexts: Record<Lang, string> = { 'zh-CN': '拒收请回复R', en: 'Reply R to opt out' }
const subjectPrefixes: Record<Lang, string> = { 'zh-CN': '广告：', en: 'AD: ' }
