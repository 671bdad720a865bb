import type { Child } from 'hono/jsx'
import { type GuardrailId, guardrails } from '#rules/guardrail.ts'
import type { Finding } from '#rules/guardrail-check.ts'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import { policyKinds } from '#rules/policy.ts'
import { draftOf } from '#rules/policy-draft.ts'
import { versionStandingOf } from '#rules/policy-standing.ts'
import { may } from '#rules/role.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { EmptyState, PageHeader, PrintHead } from '../ui/content.tsx'
import { PrintButton } from '../ui/copy-button.tsx'
import { Tabs } from '../ui/navigation.tsx'
import { guardrailWords } from '../words/guardrail.ts'
import { fullMomentWords } from '../words/moment.ts'
import { effectiveWords, policyWords } from '../words/policy.ts'
import { ClauseLink, Contents, FindingLine, PolicySheet } from './policy-document.tsx'
import { endOf, periodOf, VersionList } from './policy-version-list.tsx'

export type PolicyProps = {
  frame: ConsoleFrame
  kind: PolicyKind
  versions: readonly PolicyVersion[]
  /** The version that is shown; null where there is none at all. */
  version: PolicyVersion | null
  clauses: readonly Clause[]
  memberNames: ReadonlyMap<string, string>
  /** An older or later version than the one in force, by its own address. */
  byNumber?: boolean
}

/** "What is our rule": the version in force as a document, and the versions before and after it. */
export const PolicyPage = (props: PolicyProps) => {
  const { frame, kind, version, versions } = props
  const { lang } = frame
  const t = policyWords[lang]
  const mayEdit = may(frame.member.role, 'policy.edit')
  return (
    <ConsoleLayout {...frame} title={t.kinds[kind]} current="policy" islands={['print-button', 'busy-form']}>
      <PrintHead
        company={frame.company.name}
        number={version ? `${t.kinds[kind]} ${t.version(version.number)}` : t.kinds[kind]}
        date={fullMomentWords(frame.now, frame.timeZone, lang)}
      />
      <PageHeader title={t.kinds[kind]} answer={answerOf(props)} actions={<PolicyActions {...props} />} />
      <KindTabs lang={lang} kind={kind} />
      {version ? (
        <>
          <Standing {...props} />
          <div class="columns policy">
            <PolicySheet
              {...{ lang, kind }}
              company={frame.company.name}
              subtitle={subtitleOf(props)}
              clauses={props.clauses}
            />
            <aside class="no-print">
              <Contents lang={lang} clauses={props.clauses} />
              <VersionList {...{ frame, versions, mayEdit }} shown={version.number} />
              <Findings {...props} />
            </aside>
          </div>
        </>
      ) : (
        <EmptyState {...t.empty} icon="file" />
      )}
    </ConsoleLayout>
  )
}

export const KindTabs = ({ lang, kind }: { lang: ConsoleFrame['lang']; kind: PolicyKind }) => (
  <Tabs
    label={policyWords[lang].kindTabs}
    items={policyKinds.map((one) => ({
      href: consolePaths.policy(one),
      label: policyWords[lang].kinds[one],
      current: one === kind,
    }))}
  />
)

function answerOf({ frame, version, versions, clauses }: PolicyProps): Child {
  const { lang, now, timeZone } = frame
  const t = policyWords[lang]
  if (!version) return t.notInForce
  const standing = versionStandingOf(version, versions, now)
  if (standing === 'draft') return t.notInForce
  if (standing !== 'in_force' || !version.effectiveFrom)
    return `${t.version(version.number)}${colon[lang]}${t.standing[standing]}`
  return t.inForce(version.number, effectiveWords(version.effectiveFrom, timeZone, lang), clauses.length)
}

function subtitleOf({ frame, version, versions }: PolicyProps): Child {
  const t = policyWords[frame.lang]
  if (!version) return null
  const period = periodOf(frame, version, versions)
  const standing = t.standing[versionStandingOf(version, versions, frame.now)]
  return [t.version(version.number), period || standing].join(frame.lang === 'zh-CN' ? '　' : ' · ')
}

const PolicyActions = ({ frame, kind, versions, version }: PolicyProps) => {
  const t = policyWords[frame.lang]
  return (
    <>
      {version && <PrintButton lang={frame.lang} />}
      {may(frame.member.role, 'policy.edit') &&
        (draftOf(versions) ? (
          <ButtonLink kind="primary" href={consolePaths.policyDraft(kind)}>
            {t.openDraft}
          </ButtonLink>
        ) : (
          versions.length > 0 && (
            <busy-form>
              <form method="post" action={consolePaths.policyDraft(kind)}>
                <Button>{t.edit}</Button>
              </form>
            </busy-form>
          )
        ))}
    </>
  )
}

/** What stands between this text and its effect: a draft, a later version, a former one. */
const Standing = ({ frame, kind, version, versions }: PolicyProps) => {
  const { lang, now, timeZone } = frame
  const t = policyWords[lang]
  if (!version) return null
  const standing = versionStandingOf(version, versions, now)
  if (standing === 'draft' && kind === 'staff')
    return (
      <Banner kind="warn" title={t.staffDraft.title}>
        <p>{t.staffDraft.text}</p>
      </Banner>
    )
  if (standing !== 'in_force') {
    return (
      <Banner>
        <p>{readingWords(frame, version, versions)}</p>
        <p>
          <a href={consolePaths.policy(kind)}>{t.toCurrent}</a>
        </p>
      </Banner>
    )
  }
  const next = versions.find((one) => versionStandingOf(one, versions, now) === 'scheduled')
  const draft = may(frame.member.role, 'policy.edit') && draftOf(versions)
  return (
    <>
      {next?.effectiveFrom && (
        <Banner>
          <p>{t.scheduled(next.number, effectiveWords(next.effectiveFrom, timeZone, lang))}</p>
        </Banner>
      )}
      {draft && (
        <Banner>
          <p>{t.draftExists(draft.number)}</p>
        </Banner>
      )}
    </>
  )
}

/** What the version is that somebody reads who reads another one than that in force. */
function readingWords(
  { lang, now, timeZone }: ConsoleFrame,
  version: PolicyVersion,
  versions: readonly PolicyVersion[],
) {
  const t = policyWords[lang]
  const standing = versionStandingOf(version, versions, now)
  const until = endOf(version, versions)
  if (standing === 'scheduled' && version.effectiveFrom)
    return t.scheduledHere(version.number, effectiveWords(version.effectiveFrom, timeZone, lang))
  if (standing === 'superseded' && until)
    return t.oldVersion(version.number, t.until(effectiveWords(until, timeZone, lang)))
  return standing === 'withdrawn'
    ? t.withdrawnHere
    : `${t.version(version.number)}${colon[lang]}${t.standing[standing]}`
}

const colon = { 'zh-CN': '：', en: ': ' }

/** What was found at publication, and who took it on. */
const Findings = ({ frame, version, clauses, memberNames }: PolicyProps) => {
  const found = version?.findings.flatMap((one) => (isKnown(one.id) ? [{ ...one, id: one.id }] : [])) ?? []
  if (found.length === 0) return null
  const { lang } = frame
  const t = guardrailWords[lang]
  return (
    <section class="section" id="findings">
      <div class="section-head">
        <h2>{t.title}</h2>
      </div>
      {found.map(({ id, severity, clauseKey, by, reason }) => (
        <>
          <FindingLine
            lang={lang}
            finding={{ id, severity: severity as Finding['severity'], message: guardrails[id].message }}
            where={<ClauseLink {...{ lang, clauses, clauseKey }} />}
          />
          {by && <p class="hint">{t.takenOn(memberNames.get(by) ?? by, reason ?? '')}</p>}
        </>
      ))}
      <p class="hint">{t.disclaimer}</p>
    </section>
  )
}

const isKnown = (id: string): id is GuardrailId => Object.hasOwn(guardrails, id)
