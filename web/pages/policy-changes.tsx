import type { Child } from 'hono/jsx'
import type { Lang } from '#rules/lang.ts'
import { parameterOf } from '#rules/parameter.ts'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import { type ClauseChange, diffVersions } from '#rules/policy-difference.ts'
import { draftOf } from '#rules/policy-draft.ts'
import { chapterLabel, chaptersOf, clauseLabel, plainText } from '#rules/policy-text.ts'
import { may } from '#rules/role.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { EmptyState, PageHeader, PrintHead } from '../ui/content.tsx'
import { fullMomentWords } from '../words/moment.ts'
import { policyWords } from '../words/policy.ts'

type Props = {
  frame: ConsoleFrame
  kind: PolicyKind
  version: PolicyVersion
  base: PolicyVersion | null
  before: readonly Clause[]
  after: readonly Clause[]
}

/** What a version says otherwise than the one before it, clause by clause. */
export const PolicyChangesPage = ({ frame, kind, version, base, before, after }: Props) => {
  const { lang } = frame
  const t = policyWords[lang]
  const changes = base ? diffVersions(before, after) : []
  const title = base ? t.changesOf(version.number, base.number) : t.version(version.number)
  const own =
    draftOf([version]) && may(frame.member.role, 'policy.edit')
      ? consolePaths.policyDraft(kind)
      : consolePaths.policyVersion(kind, version.number)
  return (
    <ConsoleLayout {...frame} title={title} current="policy">
      <PrintHead
        company={frame.company.name}
        number={`${t.kinds[kind]} ${title}`}
        date={fullMomentWords(frame.now, frame.timeZone, lang)}
      />
      <PageHeader
        back={{ href: own, label: `${t.kinds[kind]} ${t.version(version.number)}` }}
        title={title}
        answer={base ? (changes.length > 0 ? t.changeCount(changes.length) : null) : null}
      />
      {changes.length > 0 ? (
        <ChangeList {...{ lang, before, after }} />
      ) : (
        <EmptyState icon="file" title={base ? t.noChanges : t.firstVersion} />
      )}
    </ConsoleLayout>
  )
}

/** Both documents, in whose order a clause has its place. */
type Order = { before: readonly Clause[]; after: readonly Clause[] }

export const ChangeList = ({ lang, before, after }: { lang: Lang } & Order) => (
  <ul class="change-list">
    {diffVersions(before, after).map((change) => (
      <li>
        <Change {...{ lang, change, order: { before, after } }} />
      </li>
    ))}
  </ul>
)

const Change = ({ lang, change, order }: { lang: Lang; change: ClauseChange; order: Order }) => {
  const shown = change.after ?? change.before
  if (!shown) return null
  return (
    <>
      <div class="change-head">
        <h2>
          <span class="clause-number">{clauseLabel(shown.number, lang)}</span> {shown.title[lang]}
        </h2>
        <Badge>{kindOf(change, lang)}</Badge>
      </div>
      {change.kind === 'added' && change.after && <Insertion>{plainText(change.after, lang)}</Insertion>}
      {change.kind === 'removed' && change.before && <Deletion>{plainText(change.before, lang)}</Deletion>}
      {change.kind === 'changed' && <Differences {...{ lang, change, order }} />}
    </>
  )
}

/** What only stands elsewhere is moved; nothing in it is changed. */
function kindOf({ kind, moved, worded, parameters }: ClauseChange, lang: Lang): string {
  const t = policyWords[lang]
  if (!moved) return t.changeKinds[kind]
  if (!worded && parameters.length === 0) return t.moved
  return lang === 'zh-CN' ? `${t.changeKinds[kind]}，${t.moved}` : `${t.changeKinds[kind]}, ${t.moved.toLowerCase()}`
}

const Differences = ({ lang, change, order }: { lang: Lang; change: ClauseChange; order: Order }) => {
  const t = policyWords[lang]
  const { before, after } = change
  return (
    <dl class="differences">
      {change.moved && before && after && (
        <>
          <dt>{t.place}</dt>
          <dd>
            <Deletion>{placeOf(before, order.before, lang)}</Deletion>
            <Insertion>{placeOf(after, order.after, lang)}</Insertion>
          </dd>
        </>
      )}
      {change.parameters.map((parameter) => (
        <>
          <dt>{parameterOf(parameter.key).name[lang]}</dt>
          <dd>
            <Deletion>{parameter.before?.[lang] ?? t.nothing}</Deletion>
            <Insertion>{parameter.after?.[lang] ?? t.nothing}</Insertion>
          </dd>
        </>
      ))}
      {change.worded && before && after && (
        <>
          <dt>{t.wording}</dt>
          <dd>
            <Deletion>{wordsOf(before, after, lang)}</Deletion>
            <Insertion>{wordsOf(after, before, lang)}</Insertion>
          </dd>
        </>
      )}
    </dl>
  )
}

/** Its chapter and number in that version. */
function placeOf({ chapter, number }: Clause, clauses: readonly Clause[], lang: Lang): string {
  const found = chaptersOf(clauses).find(({ title }) => title['zh-CN'] === chapter['zh-CN'])
  const name = found ? `${chapterLabel(found.number, lang)} ${chapter[lang]}` : chapter[lang]
  return policyWords[lang].placeOf(name, clauseLabel(number, lang))
}

/** The reader's language; where only the other one was changed, that one. */
function wordsOf(clause: Clause, other: Clause, lang: Lang): string {
  const differs = (one: Lang) => clause.title[one] !== other.title[one] || clause.text[one] !== other.text[one]
  const shown = differs(lang) ? lang : lang === 'en' ? 'zh-CN' : 'en'
  const title = clause.title[shown] === other.title[shown] ? '' : `${clause.title[shown]} · `
  return `${title}${plainText(clause, shown)}`
}

const Deletion = ({ children }: { children?: Child }) => (
  <p class="was">
    <del>{children}</del>
  </p>
)
const Insertion = ({ children }: { children?: Child }) => (
  <p class="is">
    <ins>{children}</ins>
  </p>
)
