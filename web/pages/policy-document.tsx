import type { Child } from 'hono/jsx'
import type { Finding } from '#rules/guardrail-check.ts'
import type { Lang } from '#rules/lang.ts'
import type { ParameterKey } from '#rules/parameter.ts'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import { isActing, standingOf } from '#rules/policy-standing.ts'
import { chapterLabel, chaptersOf, clauseLabel, renderClause } from '#rules/policy-text.ts'
import { Icon } from '../ui/icon.tsx'
import { guardrailWords } from '../words/guardrail.ts'
import { policyWords } from '../words/policy.ts'

type SheetProps = {
  lang: Lang
  kind: PolicyKind
  company: string
  /** "Version 3, in force since …". */
  subtitle: Child
  clauses: readonly Clause[]
  /** Beside a clause: how to change it, what the law says to it. */
  beside?: ((clause: Clause) => Child) | undefined
  /** At the end, for whoever has read it all. */
  after?: Child
}

/** The policy as paper: what is printed, signed and hung on the wall is what the program runs by. */
export const PolicySheet = ({ lang, kind, company, subtitle, clauses, beside, after }: SheetProps) => {
  const t = policyWords[lang]
  return (
    <article class="sheet" aria-labelledby="sheet-title">
      <header class="sheet-head">
        <p>{company}</p>
        <h2 id="sheet-title">{t.kinds[kind]}</h2>
        <p class="muted">{subtitle}</p>
      </header>
      {chaptersOf(clauses).map((chapter) => (
        <section class="chapter" id={`chapter-${chapter.number}`}>
          <h3>
            {chapterLabel(chapter.number, lang)}
            <span>{chapter.title[lang]}</span>
          </h3>
          {chapter.clauses.map((clause) => (
            <ClauseBlock {...{ lang, clause }}>{beside?.(clause)}</ClauseBlock>
          ))}
        </section>
      ))}
      <footer class="sheet-foot no-print">
        <p>{t.acting(clauses.filter((clause) => standingOf(clause) === 'acts').length, clauses.length)}</p>
        <p>{t.legend}</p>
      </footer>
      {after}
    </article>
  )
}

const ClauseBlock = ({ lang, clause, children }: { lang: Lang; clause: Clause; children?: Child }) => {
  const standing = standingOf(clause)
  return (
    <section class="clause" id={clauseAnchor(clause.key)}>
      <div class="clause-head">
        <h4>
          <span class="clause-number">{clauseLabel(clause.number, lang)}</span>
          {clause.title[lang]}
        </h4>
        <span class={`clause-standing standing-${standing} no-print`}>
          {policyWords[lang].clauseStanding[standing]}
        </span>
      </div>
      <ClauseText {...{ lang, clause }} />
      {children}
    </section>
  )
}

export const clauseAnchor = (key: string) => `clause-${key}`

export const ClauseText = ({ lang, clause }: { lang: Lang; clause: Clause }) => (
  <p class="clause-text" lang={lang}>
    {renderClause(clause, lang).map((piece) =>
      'text' in piece ? piece.text : <Slot name={piece.slot} words={piece.words} />,
    )}
  </p>
)

const Slot = ({ name, words }: { name: ParameterKey; words: string }) => (
  <mark class={isActing(name) ? 'slot' : 'slot slot-waits'} data-slot={name}>
    {words}
  </mark>
)

/** "Clause 12", leading to it on this page; the whole document where there is none. */
export function ClauseLink({ lang, clauses, clauseKey }: ClauseLinkProps) {
  const clause = clauses.find(({ key }) => key === clauseKey)
  if (!clause) return <>{guardrailWords[lang].whole}</>
  return <a href={`#${clauseAnchor(clause.key)}`}>{clauseLabel(clause.number, lang)}</a>
}
type ClauseLinkProps = { lang: Lang; clauses: readonly Clause[]; clauseKey: string | null | undefined }

/** Chapters as links; on a phone it comes before the sheet, folded. */
export const Contents = ({ lang, clauses }: { lang: Lang; clauses: readonly Clause[] }) => (
  <nav class="contents" aria-label={policyWords[lang].contents}>
    <ol>
      {chaptersOf(clauses).map(({ number, title, clauses: within }) => (
        <li>
          <a href={`#chapter-${number}`}>
            <span>{title[lang]}</span>
            <span class="muted">{[...new Set([within[0]?.number, within.at(-1)?.number])].join('–')}</span>
          </a>
        </li>
      ))}
    </ol>
  </nav>
)

const icons = { block: 'alert', gate: 'lock', warn: 'alert', info: 'info' } as const
const meanings = { block: 'late', gate: 'soon', warn: 'soon', info: 'neutral' } as const

export type ShownFinding = Pick<Finding, 'id' | 'severity' | 'message'>

/** What the law says to one clause, in a line of its own. */
export const FindingLine = ({ lang, finding, where }: { lang: Lang; finding: ShownFinding; where?: Child }) => (
  <p class={`finding ${meanings[finding.severity]}`}>
    <Icon name={icons[finding.severity]} />
    <span>
      {where && <>{where} </>}
      <b>{guardrailWords[lang].severity[finding.severity]}</b>
      {lang === 'zh-CN' ? '：' : ': '}
      {finding.message[lang]}
    </span>
  </p>
)
