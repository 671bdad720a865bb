import type { Child } from 'hono/jsx'
import type { Clause, PolicyKind } from '#rules/policy.ts'
import { policyKinds } from '#rules/policy.ts'
import { draftOf } from '#rules/policy-draft.ts'
import { wasCalledOff } from '#rules/policy-publication.ts'
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
import { fullDayWords, fullMomentWords } from '../words/moment.ts'
import { effectiveWords, policyWords } from '../words/policy.ts'
import { consultationWords } from '../words/policy-consultation.ts'
import { Contents, PolicySheet } from './policy-document.tsx'
import { Acknowledgement, type Acknowledging, Findings, Records } from './policy-evidence.tsx'
import { endOf, periodOf, VersionList } from './policy-version-list.tsx'

export type PolicyProps = {
  frame: ConsoleFrame
  kind: PolicyKind
  versions: readonly PolicyVersion[]
  /** The version that is shown; null where there is none at all. */
  version: PolicyVersion | null
  clauses: readonly Clause[]
  memberNames: ReadonlyMap<string, string>
  acknowledging: Acknowledging
  /** Somebody was asked about the version that is shown. */
  wasConsulted: boolean
  /** What members are being asked about now. */
  running: { number: number; until: string } | null
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
              beside={isAskedAbout(props) ? (clause) => <CommentLink {...props} clause={clause} /> : undefined}
              after={<Acknowledgement {...props} version={version} />}
            />
            <aside class="no-print">
              <Contents lang={lang} clauses={props.clauses} />
              <VersionList {...{ frame, versions, mayEdit }} shown={version.number} />
              <Records {...props} version={version} />
              <Findings {...props} version={version} />
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
  if (standing === 'draft' || (standing === 'consultation' && !version.basedOn)) return t.notInForce
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
  const standing = version && versionStandingOf(version, versions, frame.now)
  return (
    <>
      {version && <PrintButton lang={frame.lang} />}
      {version && standing === 'scheduled' && may(frame.member.role, 'policy.publish') && (
        <ButtonLink href={consolePaths.policyVersionWithdrawal(kind, version.number)}>{t.callOff}</ButtonLink>
      )}
      {may(frame.member.role, 'policy.edit') &&
        (draftOf(versions) ? (
          <ButtonLink kind="primary" href={consolePaths.policyDraft(kind)}>
            {t.openDraft}
          </ButtonLink>
        ) : (
          versions.length > 0 && (
            <busy-form>
              <form method="post" action={consolePaths.policyDraft(kind)}>
                {standing === 'withdrawn' && version && <input type="hidden" name="text" value={version.number} />}
                <Button>{standing === 'withdrawn' && version ? t.draftFrom(version.number) : t.edit}</Button>
              </form>
            </busy-form>
          )
        ))}
    </>
  )
}

const isAskedAbout = ({ running, version }: PolicyProps) => running !== null && running.number === version?.number

const CommentLink = ({ frame: { lang }, kind, running, clause }: PolicyProps & { clause: Clause }) => (
  <p class="clause-tools no-print">
    <a
      href={`${consolePaths.policyConsultation(kind, running?.number ?? 0)}?clause=${clause.key}#comment`}
      aria-label={`${consultationWords[lang].comment} ${clause.title[lang]}`}
    >
      {consultationWords[lang].comment}
    </a>
  </p>
)

/** What stands between this text and its effect: a draft, a later version, a former one. */
const Standing = ({ frame, kind, version, versions, running }: PolicyProps) => {
  const { lang, now, timeZone } = frame
  const t = policyWords[lang]
  if (!version) return null
  const standing = versionStandingOf(version, versions, now)
  if (standing === 'consultation') return <Asked {...{ frame, kind, running }} />
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
  const draft = may(frame.member.role, 'policy.edit') && !running && draftOf(versions)
  return (
    <>
      {next?.effectiveFrom && (
        <Banner>
          <p>{t.scheduled(next.number, effectiveWords(next.effectiveFrom, timeZone, lang))}</p>
          <p>
            <a href={consolePaths.policyVersion(kind, next.number)}>{t.readScheduled}</a>
          </p>
        </Banner>
      )}
      <Asked {...{ frame, kind, running }} />
      {draft && (
        <Banner>
          <p>{t.draftExists(draft.number)}</p>
        </Banner>
      )}
    </>
  )
}

/** Members are being asked about a draft: where they answer. */
const Asked = ({ frame: { lang }, kind, running }: Pick<PolicyProps, 'frame' | 'kind' | 'running'>) =>
  running && (
    <Banner>
      <p>{policyWords[lang].consultationHere(running.number, fullDayWords(running.until, lang))}</p>
      <p>
        <a href={consolePaths.policyConsultation(kind, running.number)}>{consultationWords[lang].bannerLink}</a>
      </p>
    </Banner>
  )

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
  if (wasCalledOff(version)) return t.calledOffHere(version.number, version.note ?? '')
  return standing === 'withdrawn'
    ? t.withdrawnHere
    : `${t.version(version.number)}${colon[lang]}${t.standing[standing]}`
}

const colon = { 'zh-CN': '：', en: ': ' }
