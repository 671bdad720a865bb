import type { Suppression } from '#schema/tenant/consent.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { EmptyState, Facts, PageHeader } from '../ui/content.tsx'
import { type FormState, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form, SearchForm } from '../ui/form.tsx'
import { Moment } from '../ui/moment.tsx'
import { FilterChips, Pagination } from '../ui/navigation.tsx'
import { Table } from '../ui/table.tsx'
import { suppressionWords } from '../words/suppression.ts'

type Props = {
  frame: ConsoleFrame
  rows: readonly Suppression[]
  searched: string
  channel: Suppression['channel']
  firstHref: string | null
  nextHref: string | null
  told?: boolean
}

export const SuppressionListPage = ({ frame, rows, searched, channel, firstHref, nextHref, told }: Props) => {
  const { lang, now, timeZone } = frame
  const t = suppressionWords[lang]
  const nothing = searched ? t.notFound : t.empty
  return (
    <ConsoleLayout {...frame} title={t.title} current="settings">
      <PageHeader title={t.title} answer={t.answer} back={{ href: consolePaths.channels(), label: t.back }} />
      {told && (
        <Banner kind="success">
          <p>{t.restored}</p>
        </Banner>
      )}
      <SearchForm {...{ lang, action: consolePaths.suppressions(), label: t.search, value: searched }} />
      {!searched && (
        <FilterChips
          label={t.address}
          items={(['email', 'sms'] as const).map((one) => ({
            href: consolePaths.suppressions(one),
            label: t.channels[one],
            current: one === channel,
          }))}
        />
      )}
      {rows.length === 0 ? (
        <EmptyState {...nothing} icon="inbox" />
      ) : (
        <Table
          caption={t.title}
          rows={rows}
          columns={[
            { head: t.address, phone: 'title', wrap: true, cell: (row) => addressText(row) },
            { head: t.scope, phone: 'end', cell: ({ scope }) => t.scopes[scope] },
            { head: t.reason, phone: 'detail', cell: ({ reason }) => t.reasons[reason] },
            { head: t.since, phone: 'detail', cell: ({ at }) => <Moment {...{ at, now, timeZone, lang }} /> },
            {
              head: <span class="visually-hidden">{t.restore}</span>,
              phone: 'line',
              cell: (row) => <a href={consolePaths.suppressionRestoring(row)}>{t.restore}</a>,
            },
          ]}
        />
      )}
      <Pagination lang={lang} firstHref={firstHref} nextHref={nextHref} />
    </ConsoleLayout>
  )
}

/** A phone is kept as its digits. */
const addressText = ({ channel, address }: Pick<Suppression, 'channel' | 'address'>) =>
  channel === 'sms' ? `+${address}` : address

type RestoringProps = { frame: ConsoleFrame; row: Suppression; form?: FormState | undefined }

/** Asked with a reason: somebody said no, or nobody was there. */
export const SuppressionRestoringPage = ({ frame, row, form }: RestoringProps) => {
  const { lang, now, timeZone } = frame
  const t = suppressionWords[lang]
  const { channel, address, scope, reason, at } = row
  return (
    <ConsoleLayout {...frame} title={t.restoreTitle} current="settings" islands={['busy-form']}>
      <PageHeader
        title={t.restoreTitle}
        answer={t.restoreHint}
        back={{ href: consolePaths.suppressions(), label: t.title }}
      />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
      <div class="narrow stack">
        <Facts
          items={[
            { term: t.channels[channel], value: addressText(row) },
            { term: t.scope, value: t.scopes[scope] },
            { term: t.reason, value: t.reasons[reason] },
            { term: t.since, value: <Moment {...{ at, now, timeZone, lang }} /> },
          ]}
        />
        <Form action={consolePaths.suppressionRemoval()} hidden={{ channel, address, scope }}>
          <Textarea {...{ lang, form, name: 'reason', label: t.why, rows: 2, maxlength: 300 }} />
          <Actions>
            <Button>{t.restore}</Button>
            <ButtonLink href={consolePaths.suppressions()}>{t.cancel}</ButtonLink>
          </Actions>
        </Form>
      </div>
    </ConsoleLayout>
  )
}
