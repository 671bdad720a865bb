import type { Child } from 'hono/jsx'
import type { Clause } from '#rules/policy.ts'
import { clauseLabel, plainText } from '#rules/policy-text.ts'
import type { PriorityMatrix } from '#rules/priority.ts'
import { priorities } from '#rules/service-request.ts'
import { PublicLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { Actions, ButtonLink } from '../ui/button.tsx'
import { Facts, PageHeader, Section } from '../ui/content.tsx'
import { companyWords } from '../words/company.ts'
import { momentInSentence } from '../words/sentence.ts'
import { PriorityNote } from './priority-note.tsx'
import type { PublicFrame } from './public-frame.ts'
import { ClauseText } from './public-policy.tsx'

/** Open until an instant, closed until one, or not said. */
export type OpenState = { isOpen: boolean; changesAt: Date | null } | null

type Props = {
  frame: PublicFrame
  open: OpenState
  /** Those that promise something to every customer. */
  promises: readonly Clause[]
  /** Explained where a promise speaks of priorities. */
  matrix: PriorityMatrix | null
  policyNumber: number | null
  address: string | null
}

/** A company's first page: is somebody there, how to report, what is promised. */
export const CompanyPage = ({ frame, open, promises, matrix, policyNumber, address }: Props) => {
  const { lang, company, phone } = frame
  const t = companyWords[lang]
  return (
    <PublicLayout
      {...frame}
      title={company.name}
      path={publicPaths.company()}
      description={t.description(company.name)}
    >
      <div class="stack">
        <PageHeader title={t.title} answer={open && <OpenLine frame={frame} open={open} />} />
        <Actions>
          <ButtonLink kind="primary" icon="wrench" href={publicPaths.report()}>
            {t.report}
          </ButtonLink>
          {phone && (
            <ButtonLink icon="phone" href={phone.href}>
              {phone.text}
            </ButtonLink>
          )}
        </Actions>
        {promises.length > 0 && (
          <Section title={t.promise} hint={policyNumber === null ? undefined : t.promiseHint(policyNumber)}>
            <Facts items={promises.map((clause) => promiseOf(clause, frame))} />
            {matrix && promises.some((clause) => speaksOfPriority(clause, lang)) && (
              <PriorityNote lang={lang} matrix={matrix} />
            )}
            <p class="mt-6">
              <a href={publicPaths.policy()}>{t.wholePolicy}</a>
            </p>
          </Section>
        )}
        <Section title={t.reported}>
          <p>
            {t.reportedText}
            {phone && t.linkLost}
          </p>
          {address && <p class="mt-2 text-muted">{t.address(address)}</p>}
        </Section>
      </div>
    </PublicLayout>
  )
}

const speaksOfPriority = (clause: Clause, lang: PublicFrame['lang']) =>
  priorities.some((code) => plainText(clause, lang).includes(code))

function OpenLine({ frame, open }: { frame: PublicFrame; open: NonNullable<OpenState> }): Child {
  const t = companyWords[frame.lang]
  const at = open.changesAt && momentInSentence(open.changesAt, frame.now, frame.timeZone, frame.lang)
  if (!open.isOpen) return <p>{at && t.closedUntil(at)}</p>
  return <p>{at ? t.openUntil(at) : t.openAlways}</p>
}

const promiseOf = (clause: Clause, { lang }: PublicFrame) => ({
  term: (
    <>
      {clause.title[lang]}
      <br />
      <a href={`${publicPaths.policy()}#clause-${clause.number}`}>{clauseLabel(clause.number, lang)}</a>
    </>
  ),
  value: <ClauseText clause={clause} lang={lang} />,
})
