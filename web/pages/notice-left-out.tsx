import { may } from '#rules/role.ts'
import type { ConsoleFrame } from '../frame.ts'
import { consolePaths } from '../paths.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Section } from '../ui/content.tsx'
import { Moment } from '../ui/moment.tsx'
import { noticeLedgerWords } from '../words/notice-ledger.ts'
import { noticePageWords } from '../words/notice-page.ts'
import { noticeReleaseWords } from '../words/notice-release.ts'
import { skipReasonWords } from '../words/renewal.ts'
import { noticeHref, StepButton } from './notice-part.tsx'
import type { LeftOutItem } from './notice-plan.tsx'

type Props = { frame: ConsoleFrame; items: readonly LeftOutItem[] }

/** What the policy asks for and nobody gets, with the reason; some of it a person may send all the same. */
export const LeftOut = ({ frame, items }: Props) => {
  const t = noticeLedgerWords[frame.lang].planned
  return (
    <Section title={`${t.skipped} (${items.length})`} hint={t.skippedHint} id="left-out">
      <ul class="notice-list">
        {items.map((item) => (
          <One {...{ frame, item }} />
        ))}
      </ul>
      <div class="stack">
        {may(frame.member.role, 'notices.release') && items.some(({ isReleasable }) => isReleasable) && (
          <p>
            <ButtonLink href={consolePaths.noticeRelease()}>{noticeReleaseWords[frame.lang].link}</ButtonLink>
          </p>
        )}
        <p>
          <a href={`${consolePaths.noticeLedger()}?state=skipped`}>{noticePageWords[frame.lang].allSkipped}</a>
        </p>
      </div>
    </Section>
  )
}

const One = ({ frame, item }: { frame: ConsoleFrame; item: LeftOutItem }) => {
  const { lang, now, timeZone, member } = frame
  const { key, subjectId, name, number, customer, to, at, reason, kind } = item
  const t = noticeLedgerWords[lang]
  const title = <b>{name || (kind && t.kinds[kind])}</b>
  return (
    <li>
      <div class="notice-what">
        <p>
          {key && !subjectId ? <a href={noticeHref({ key, subjectId })}>{title}</a> : title}{' '}
          {number && <span class="muted">{number}</span>}
        </p>
        <p class="muted">
          {[customer?.name, to].filter(Boolean).join(' → ')}
          {' · '}
          <Moment {...{ at, now, timeZone, lang }} />
        </p>
        <p class="hint">{skipReasonWords[lang][reason]}</p>
      </div>
      {key && item.isReleasable && may(member.role, 'notices.release') && (
        <StepButton {...{ item: { key, subjectId }, step: 'release', label: t.one.skippedRelease }} />
      )}
    </li>
  )
}
