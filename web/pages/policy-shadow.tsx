import type { Child } from 'hono/jsx'
import type { PolicyKind } from '#rules/policy.ts'
import type { ShadowClock } from '#rules/policy-shadow.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { Moment } from '../ui/moment.tsx'
import { RowLink, Table } from '../ui/table.tsx'
import type { Lang } from '../words/lang.ts'
import { draftWords } from '../words/policy-draft.ts'
import { shadowWords } from '../words/policy-shadow.ts'
import { clockWords } from '../words/service-request.ts'

type Line = { request: { id: string; number: number; product: string | null }; clock: ShadowClock }

type Props = {
  frame: ConsoleFrame
  kind: PolicyKind
  version: { number: number }
  /** What would be otherwise. */
  lines: readonly Line[]
  clocks: readonly ShadowClock[]
  requestCount: number
}

/** The draft run over what has happened: which deadlines would have been others. */
export const PolicyShadowPage = ({ frame, kind, version, lines, clocks, requestCount }: Props) => {
  const { lang } = frame
  const t = shadowWords[lang]
  const isStaff = kind === 'staff'
  const different = new Set(lines.map(({ request }) => request.id)).size
  const isLate = (side: 'before' | 'after') => clocks.filter((clock) => clock[side]?.isLate).length
  return (
    <ConsoleLayout {...frame} title={t.title(version.number)} current="policy">
      <PageHeader
        back={{ href: consolePaths.policyDraft(kind), label: draftWords[lang].backToDraft }}
        title={t.title(version.number)}
        answer={requestCount > 0 ? t.answer(requestCount, different) : null}
      />
      {requestCount === 0 ? (
        <EmptyState {...(isStaff ? t.staff : t.empty)} icon="clock" />
      ) : (
        <>
          <p>{t.late(isLate('before'), isLate('after'))}</p>
          <p class="hint">{t.note}</p>
          {lines.length > 0 && <Lines {...{ frame, lines }} />}
        </>
      )}
    </ConsoleLayout>
  )
}

const Lines = ({ frame, lines }: Pick<Props, 'frame' | 'lines'>) => {
  const { lang, now, timeZone } = frame
  const t = shadowWords[lang]
  const moment = (side: ShadowClock['before']): Child =>
    side ? <Moment {...{ at: side.dueAt, now, timeZone, lang }} /> : t.none
  return (
    <Table
      caption={t.request}
      rows={lines}
      columns={[
        {
          head: t.request,
          cell: ({ request, clock }) => (
            <RowLink href={consolePaths.request(request.id)}>
              {[`#${request.number}`, clockWords[lang][clock.kind], request.product].filter(Boolean).join(' · ')}
            </RowLink>
          ),
          phone: 'title',
          wrap: true,
        },
        { head: t.before, cell: ({ clock }) => moment(clock.before), phone: 'detail' },
        { head: t.after, cell: ({ clock }) => <>→ {moment(clock.after)}</>, phone: 'detail' },
        { head: t.verdict, cell: ({ clock }) => <Verdict {...{ clock, lang }} />, phone: 'end' },
      ]}
    />
  )
}

const Verdict = ({ clock: { before, after }, lang }: { clock: ShadowClock; lang: Lang }) => {
  const t = shadowWords[lang]
  if (before && after && before.isLate !== after.isLate)
    return <Badge meaning={after.isLate ? 'late' : 'fine'}>{after.isLate ? t.nowLate : t.nowKept}</Badge>
  if (!before) return <Badge>{t.added}</Badge>
  if (!after) return <Badge>{t.dropped}</Badge>
  return <Badge>{after.dueAt < before.dueAt ? t.earlier : t.later}</Badge>
}
