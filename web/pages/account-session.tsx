import { ConsoleLayout } from '#web/layout.tsx'
import { consolePaths } from '#web/paths.ts'
import { Badge, Banner } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { PageHeader } from '#web/ui/content.tsx'
import type { FormState } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { type Column, Table } from '#web/ui/table.tsx'
import { accountWords } from '#web/words/account.ts'
import { type DeskProps, ProofField } from './account.tsx'

export type ShownSession = { handle: string; device: string; createdAt: Date; lastSeenAt: Date; isThis: boolean }

type Props = DeskProps & {
  sessions: readonly ShownSession[]
  now: Date
  timeZone: string
  isProved: boolean
  form?: FormState | undefined
  ended?: boolean | undefined
}

export const AccountSessionsPage = ({ sessions, now, timeZone, isProved, form, ended, ...desk }: Props) => {
  const { lang } = desk
  const t = accountWords[lang].sessions
  const columns: Column<ShownSession>[] = [
    { head: t.device, phone: 'title', cell: ({ device }) => device || t.unknownDevice },
    { head: t.since, phone: 'none', cell: ({ createdAt }) => <Moment {...{ at: createdAt, now, timeZone, lang }} /> },
    {
      head: t.lastSeen,
      phone: 'detail',
      cell: ({ lastSeenAt }) => <Moment {...{ at: lastSeenAt, now, timeZone, lang }} />,
    },
    {
      head: <span class="visually-hidden">{t.end}</span>,
      phone: 'end',
      cell: (session) => <End {...{ session, lang }} />,
    },
  ]
  return (
    <ConsoleLayout {...desk} title={t.title} current="account" path={consolePaths.accountSessions()}>
      <PageHeader
        title={t.title}
        answer={t.hint}
        back={{ href: consolePaths.account(), label: accountWords[lang].title }}
      />
      {ended && <Banner kind="success">{t.ended}</Banner>}
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} kept="none" />
      <Table caption={t.title} columns={columns} rows={sessions} />
      {sessions.length > 1 ? (
        <Form action={consolePaths.accountOtherSessionsEnd()} label={t.endOthers}>
          {!isProved && <ProofField {...{ lang, form }} />}
          <Button kind="danger">{t.endOthers}</Button>
        </Form>
      ) : (
        <p class="muted">{t.only}</p>
      )}
    </ConsoleLayout>
  )
}

const End = ({ session, lang }: { session: ShownSession; lang: DeskProps['lang'] }) => {
  const t = accountWords[lang].sessions
  if (session.isThis) return <Badge meaning="fine">{t.this}</Badge>
  return (
    <form method="post" action={consolePaths.accountSessionEnd(session.handle)}>
      <Button kind="link" label={t.endLabel(session.device || t.unknownDevice)}>
        {t.end}
      </Button>
    </form>
  )
}
