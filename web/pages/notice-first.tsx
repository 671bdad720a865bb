import type { Day } from '#rules/day.ts'
import type { Lang } from '../words/lang.ts'
import { fullDayWords } from '../words/moment.ts'
import { noticePageWords } from '../words/notice-page.ts'

/** Some of the messages that a press would send, the next ones first. */
export type FirstMessages = readonly { to: string; name: string; endsOn: Day }[]

type Props = { lang: Lang; title: string; first: FirstMessages; rest: string | false }

export const FirstOfThem = ({ lang, title, first, rest }: Props) => {
  const t = noticePageWords[lang]
  return (
    <>
      <h3>{title}</h3>
      <ul class="notice-first">
        {first.map((one) => (
          <li>
            {one.to || t.robot}
            {lang === 'en' ? ': ' : '：'}
            {t.goLive.firstOf(one.name, fullDayWords(one.endsOn, lang))}
          </li>
        ))}
        {rest && <li class="muted">{rest}</li>}
      </ul>
    </>
  )
}
