import { versionInForce } from '#rules/policy.ts'
import { wasCalledOff } from '#rules/policy-publication.ts'
import { type VersionStanding, versionStandingOf } from '#rules/policy-standing.ts'
import type { PolicyVersion } from '#schema/tenant/policy.ts'
import type { ConsoleFrame } from '../frame.ts'
import { consolePaths } from '../paths.ts'
import { Badge, type Meaning } from '../ui/badge.tsx'
import { Section } from '../ui/content.tsx'
import { effectiveWords, policyWords } from '../words/policy.ts'

type Props = {
  frame: ConsoleFrame
  versions: readonly PolicyVersion[]
  shown: number
  /** Whether drafts and withdrawn ones are this member's business. */
  mayEdit: boolean
}

const meanings: Record<VersionStanding, Meaning> = {
  in_force: 'fine',
  scheduled: 'soon',
  superseded: 'neutral',
  draft: 'neutral',
  consultation: 'soon',
  withdrawn: 'neutral',
}

/** Every version and from when it counts; old ones stay readable. */
export const VersionList = ({ frame, versions, shown, mayEdit }: Props) => {
  const { lang, now } = frame
  const t = policyWords[lang]
  const visible = versions.filter((version) => mayEdit || isReadable(version))
  return (
    <Section title={t.versions} hint={t.running} id="versions">
      <ul class="version-list">
        {visible.map((version) => (
          <li aria-current={version.number === shown ? 'true' : undefined}>
            <div class="version-line">
              <a href={hrefOf(version)}>{t.version(version.number)}</a>
              <Badge meaning={meanings[versionStandingOf(version, versions, now)]}>
                {t.standing[versionStandingOf(version, versions, now)]}
              </Badge>
            </div>
            <span class="muted">{periodOf(frame, version, versions)}</span>
            {version.basedOn && (
              <a class="version-changes" href={consolePaths.policyChanges(version.policy, version.number)}>
                {t.changes}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Drafts and what was withdrawn unpublished are the business of those who edit. */
const isReadable = (version: PolicyVersion) =>
  (version.status !== 'draft' && version.status !== 'withdrawn') || wasCalledOff(version)

const hrefOf = ({ policy, number, status }: PolicyVersion) =>
  status === 'draft' ? consolePaths.policyDraft(policy) : consolePaths.policyVersion(policy, number)

/** "2026年5月1日起执行", and until when where another one has taken its place. */
export function periodOf({ lang, timeZone }: ConsoleFrame, version: PolicyVersion, versions: readonly PolicyVersion[]) {
  const t = policyWords[lang]
  if (!version.effectiveFrom || version.status === 'withdrawn') return ''
  const until = endOf(version, versions)
  const since = effectiveWords(version.effectiveFrom, timeZone, lang)
  if (until) return t.fromUntil(since, effectiveWords(until, timeZone, lang))
  if (!version.trialUntil) return t.from(since)
  return `${t.from(since)}${lang === 'zh-CN' ? '，' : ', '}${t.trial(effectiveWords(version.trialUntil, timeZone, lang))}`
}

/** When the next version began, or will. */
export function endOf(version: PolicyVersion, versions: readonly PolicyVersion[]): Date | null {
  const later = versions
    .filter(({ status, effectiveFrom }) => status === 'published' && effectiveFrom && version.effectiveFrom)
    .map(({ effectiveFrom }) => effectiveFrom as Date)
    .filter((at) => version.effectiveFrom && at > version.effectiveFrom)
    .sort((one, other) => one.getTime() - other.getTime())
  return later.find((at) => versionInForce(versions, at)?.number !== version.number) ?? null
}
