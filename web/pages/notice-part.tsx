import type { Child } from 'hono/jsx'
import { localTimeOf } from '#rules/day.ts'
import type { NoticeChannel, NoticeState } from '#rules/notice.ts'
import { consolePaths, type NoticeStep } from '../paths.ts'
import type { Meaning } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Form } from '../ui/form.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import type { Lang } from '../words/lang.ts'
import { fullMomentWords } from '../words/moment.ts'
import { noticeLedgerWords } from '../words/notice-ledger.ts'
import { messageWords, noticePageWords } from '../words/notice-page.ts'

export type KindOfNotice = keyof (typeof noticeLedgerWords)['en']['kinds']

type Titled = { kind: KindOfNotice; template?: string | undefined; name: string }

/** What it is about; without that, what kind of message it is. */
export const titleOf = ({ kind, template, name }: Titled, lang: Lang): string =>
  name ||
  ((kind === 'message' || kind === 'request') && template && messageWords[lang][template]) ||
  noticeLedgerWords[lang].kinds[kind]

export const noticeMeaning: Record<NoticeState, Meaning> = {
  planned: 'neutral',
  held: 'soon',
  sending: 'neutral',
  sent: 'fine',
  failed: 'late',
  unknown: 'late',
  skipped: 'neutral',
  cancelled: 'neutral',
  digested: 'fine',
}

type Named = { key: string; subjectId: string | null }

/** What has no row yet is found by the contract or machine that it speaks of. */
export const noticeHref = ({ key, subjectId }: Named) => withSubject(consolePaths.notice(key), subjectId)

const withSubject = (path: string, subjectId: string | null) =>
  subjectId ? `${path}?${new URLSearchParams({ subject: subjectId })}` : path

/** One form for all steps of a list: each button says where it goes. */
export const StepForm = ({ label, children }: { label: string; children?: Child }) => (
  <Form action={consolePaths.notices()} label={label} hidden={{ back: 'list' }}>
    {children}
  </Form>
)

type StepProps = { item: Named; step: NoticeStep; label: string; kind?: 'primary' | 'quiet' }

export const StepButton = ({ item, step, label, kind = 'quiet' }: StepProps) => (
  <Button kind={kind} formaction={withSubject(consolePaths.noticeStep(item.key, step), item.subjectId)}>
    {label}
  </Button>
)

const icons: Record<NoticeChannel, IconName> = { email: 'mail', sms: 'phone', staff: 'users' }

type AddresseeProps = { lang: Lang; name: string; address: string; channel: NoticeChannel }

/** A person with the address that is used, or the name of a group's robot. */
export const Addressee = ({ lang, name, address, channel }: AddresseeProps) => (
  <span class="addressee">
    <Icon name={icons[channel]} label={noticeLedgerWords[lang].one.channels[channel]} />{' '}
    {channel === 'staff' ? name || noticePageWords[lang].robot : [name, address].filter(Boolean).join(' · ')}
  </span>
)

/** The hour alone, under the heading of its day. */
export const TimeOf = ({ at, timeZone, lang }: { at: Date; timeZone: string; lang: Lang }) => (
  <time class="notice-time" datetime={at.toISOString()} title={fullMomentWords(at, timeZone, lang)}>
    {localTimeOf(at, timeZone).toISOString().slice(11, 16)}
  </time>
)
