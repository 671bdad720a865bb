import { ConsoleLayout } from '#web/layout.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Actions, Button, ButtonLink } from '#web/ui/button.tsx'
import { EmptyState, Facts, PageHeader, PrintHead, Section } from '#web/ui/content.tsx'
import { PrintButton } from '#web/ui/copy-button.tsx'
import { Textarea } from '#web/ui/field.tsx'
import { Form, SearchForm } from '#web/ui/form.tsx'
import { Steps, Timeline } from '#web/ui/history.tsx'
import { DueCountdown, FullMoment, Moment } from '#web/ui/moment.tsx'
import { FilterChips, Pagination } from '#web/ui/navigation.tsx'
import { RowLink, Table } from '#web/ui/table.tsx'

import { consoleWords } from './gallery-console-words.ts'
import { type Look, minutes, now, timeZone } from './gallery-look.ts'
import { publicWords } from './gallery-public-words.ts'

const consolePage = (look: Look) => ({
  ...look,
  path: '/console',
  company: { name: publicWords[look.lang].company },
  member: { name: consoleWords[look.lang].member, role: 'owner' as const },
  counts: { requests: 4 },
})

export const Requests = (look: Look) => {
  const t = consoleWords[look.lang].list
  return (
    <ConsoleLayout {...consolePage(look)} title={t.title} current="requests" islands={['due-countdown']}>
      <PageHeader
        title={t.title}
        answer={t.answer}
        actions={
          <ButtonLink kind="primary" icon="plus" href="/console/requests/new">
            {t.create}
          </ButtonLink>
        }
      />
      <div class="toolbar">
        <FilterChips label={t.filters} items={t.chips} />
        <SearchForm lang={look.lang} action="/console/requests" label={t.search} />
      </div>
      <Table
        caption={t.title}
        rows={t.rows}
        columns={[
          {
            head: t.head.fault,
            phone: 'title',
            cell: (row) => <RowLink href={'/console/requests/7'}>{row.fault}</RowLink>,
          },
          { head: t.head.customer, phone: 'detail', wrap: true, cell: (row) => row.customer },
          { head: t.head.status, phone: 'detail', cell: (row) => row.status },
          { head: t.head.who, phone: 'detail', cell: (row) => row.who ?? <span class="muted">{t.nobody}</span> },
          {
            head: t.head.due,
            phone: 'end',
            cell: (row) => <DueCountdown dueAt={minutes(row.due)} now={now} lang={look.lang} />,
          },
        ]}
      />
      <Pagination lang={look.lang} nextHref="?after=12" summary={t.summary} />
    </ConsoleLayout>
  )
}

export const RequestDetail = (look: Look) => {
  const t = consoleWords[look.lang].detail
  const at = (ago: number) => <Moment at={minutes(-ago)} {...{ now, timeZone, lang: look.lang }} />
  return (
    <ConsoleLayout
      {...consolePage(look)}
      title={t.title}
      current="requests"
      islands={['due-countdown', 'print-button']}
    >
      <PrintHead
        company={publicWords[look.lang].company}
        number="HT-20261123-0007"
        date={<FullMoment at={now} timeZone={timeZone} lang={look.lang} />}
      />
      <PageHeader
        back={{ href: '/console/requests', label: t.back }}
        title={t.title}
        answer={
          <p>
            <Badge>{t.state}</Badge> {t.due} <DueCountdown dueAt={minutes(70)} now={now} lang={look.lang} />
            {t.dueAfter}
          </p>
        }
        actions={
          <>
            <PrintButton lang={look.lang} />
            <Button kind="quiet" form="assign">
              {t.assign}
            </Button>
          </>
        }
      />
      <div class="columns">
        <div>
          <Section title={t.fault}>
            <p>{t.faultText}</p>
          </Section>
          <Section title={t.history}>
            <Timeline items={t.events.map((event) => ({ ...event, at: at(event.ago) }))} />
          </Section>
          <Section title={t.reply}>
            <Form action="/reply" idempotencyKey="k">
              <Textarea lang={look.lang} name="text" label={t.replyLabel} hint={t.replyHint} />
              <Actions>
                <Button kind="quiet">{t.send}</Button>
              </Actions>
            </Form>
          </Section>
        </div>
        <aside>
          <Section title={t.customer}>
            <Facts items={t.facts} />
          </Section>
          <Section title={t.reckoning} hint={t.clause}>
            <Steps lines={t.steps} result={t.result} />
          </Section>
          <Section title={t.more}>
            <Actions>
              <Button kind="quiet" icon="pause">
                {t.pause}
              </Button>
              <Button kind="danger">{t.cancel}</Button>
            </Actions>
          </Section>
        </aside>
      </div>
      <Actions thumb>
        <Button icon="map-pin">{t.arrive}</Button>
        <Button kind="quiet">{t.resolve}</Button>
      </Actions>
    </ConsoleLayout>
  )
}

export const Empty = (look: Look) => {
  const t = consoleWords[look.lang].empty
  return (
    <ConsoleLayout {...consolePage(look)} title={t.title} current="members">
      <PageHeader title={t.title} />
      <EmptyState
        icon="users"
        title={t.nothing}
        text={t.text}
        action={
          <ButtonLink kind="primary" href="/console/members">
            {t.action}
          </ButtonLink>
        }
      />
    </ConsoleLayout>
  )
}
