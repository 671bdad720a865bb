import type { PolicyKind } from '#rules/policy.ts'
import type { Role } from '#rules/role.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge, Banner } from '../ui/badge.tsx'
import { EmptyState, PageHeader, PrintHead } from '../ui/content.tsx'
import { PrintButton } from '../ui/copy-button.tsx'
import { FullMoment } from '../ui/moment.tsx'
import { Table } from '../ui/table.tsx'
import { fullMomentWords } from '../words/moment.ts'
import { policyWords } from '../words/policy.ts'
import { acknowledgementWords } from '../words/policy-acknowledgement.ts'
import { roleWords } from '../words/role.ts'

type Person = { id: string; name: string; role: Role; at: Date | null }
type Props = {
  frame: ConsoleFrame
  kind: PolicyKind
  version: PolicyVersion
  people: readonly Person[]
  /** Whether this version wants it of anybody. */
  asks: boolean
}

/** Who has confirmed having read a version and who has not: to be printed and kept (S1.5-03). */
export const PolicyAcknowledgementPage = ({ frame, kind, version, people, asks }: Props) => {
  const { lang, now, timeZone } = frame
  const t = acknowledgementWords[lang]
  const title = t.listTitle(policyWords[lang].kinds[kind], version.number)
  const done = people.filter(({ at }) => at !== null)
  return (
    <ConsoleLayout {...frame} title={title} current="policy" islands={['print-button']}>
      <PrintHead company={frame.company.name} number={title} date={fullMomentWords(now, timeZone, lang)} />
      <PageHeader
        back={{
          href: consolePaths.policyVersion(kind, version.number),
          label: `${policyWords[lang].kinds[kind]} ${policyWords[lang].version(version.number)}`,
        }}
        title={title}
        answer={asks ? t.count(done.length, people.length) : null}
        actions={asks && <PrintButton lang={lang} />}
      />
      {asks ? (
        <>
          {done.length < people.length && (
            <Banner kind="warn">
              <p>{t.missing}</p>
            </Banner>
          )}
          <Table
            caption={title}
            rows={[...people.filter(({ at }) => at === null), ...done]}
            columns={[
              { head: t.person, cell: ({ name }) => name, phone: 'title' },
              { head: t.role, cell: ({ role }) => roleWords[lang][role].name, phone: 'detail' },
              {
                head: t.at,
                cell: ({ at }) =>
                  at ? <FullMoment {...{ at, timeZone, lang }} /> : <Badge meaning="soon">{t.not}</Badge>,
                phone: 'end',
              },
            ]}
          />
        </>
      ) : (
        <EmptyState icon="users" title={t.notAsked} />
      )}
    </ConsoleLayout>
  )
}
