import type { Child } from 'hono/jsx'
import { type Day, dayOf } from '#rules/day.ts'
import { shortPriorityNames } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { ServiceRequestStatus } from '#rules/service-request.ts'
import type { AssetStatus } from '#schema/tenant/asset.ts'
import type { ContractStatus } from '#schema/tenant/contract.ts'
import type { Renewal } from '#schema/tenant/renewal.ts'
import type { ConsoleFrame } from '../frame.ts'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Section } from '../ui/content.tsx'
import { Moment } from '../ui/moment.tsx'
import { customerCardWords } from '../words/customer-card.ts'
import { fullDayWords } from '../words/moment.ts'
import { statusWords } from '../words/service-request.ts'

export type ListedRequest = {
  id: string
  number: number
  status: ServiceRequestStatus
  open: boolean
  priority: string
  product: string | null
  description: string
  receivedAt: Date
}
export type ListedMachine = {
  id: string
  name: string
  serialNumber: string | null
  status: AssetStatus
  warrantyEndsOn: Day | null
  product: string | null
}
export type ListedContract = {
  id: string
  number: string
  title: string
  status: ContractStatus
  startsOn: Day
  endsOn: Day
}
export type ListedRenewal = Pick<Renewal, 'id' | 'subjectKind' | 'endsOn' | 'stage' | 'ownerId'>

/** The card shows so many of each. */
const shown = 20

type ListProps<Row> = { title: string; empty: string; more: string; rows: readonly Row[]; line: (row: Row) => Child }

const ListSection = <Row,>({ title, empty, more, rows, line }: ListProps<Row>) => (
  <Section title={title}>
    {rows.length === 0 ? (
      <p class="muted">{empty}</p>
    ) : (
      <ul class="register">
        {rows.slice(0, shown).map((row) => (
          <li>{line(row)}</li>
        ))}
      </ul>
    )}
    {rows.length > shown && (
      <p class="muted">
        <small>{more}</small>
      </p>
    )}
  </Section>
)

type FrameProps = { frame: ConsoleFrame }

export const RequestList = ({ frame, requests }: FrameProps & { requests: readonly ListedRequest[] }) => {
  const { lang, now, timeZone } = frame
  const t = customerCardWords[lang]
  return (
    <ListSection
      title={t.requests.title}
      empty={t.requests.empty}
      more={t.more}
      rows={requests}
      line={(request) => (
        <>
          <a class="clamp" href={consolePaths.request(request.id)}>
            {request.number} {request.product ? `${request.product} · ` : ''}
            {request.description}
          </a>
          <span class="muted">
            {statusWords[lang][request.status]} ·{' '}
            <Moment at={request.receivedAt} now={now} timeZone={timeZone} lang={lang} /> ·{' '}
            {wordsOf(shortPriorityNames, request.priority, lang)}
          </span>
          {request.open && <Badge meaning="soon">{t.requests.open}</Badge>}
        </>
      )}
    />
  )
}

export const MachineList = ({ frame, machines }: FrameProps & { machines: readonly ListedMachine[] }) => {
  const { lang } = frame
  const t = customerCardWords[lang]
  return (
    <ListSection
      title={t.machines.title}
      empty={t.machines.empty}
      more={t.more}
      rows={machines}
      line={(machine) => (
        <>
          <a class="clamp" href={consolePaths.asset(machine.id)}>
            {machine.name}
          </a>
          <span class="muted">
            {[machine.serialNumber && t.machines.serial(machine.serialNumber), coverOf(machine, frame)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      )}
    />
  )
}

function coverOf({ warrantyEndsOn }: ListedMachine, { lang, now, timeZone }: ConsoleFrame): string {
  const t = customerCardWords[lang].machines
  if (!warrantyEndsOn) return t.unknown
  const day = fullDayWords(warrantyEndsOn, lang)
  return warrantyEndsOn < dayOf(now, timeZone) ? t.ended(day) : t.covered(day)
}

export const ContractList = ({ frame, contracts }: FrameProps & { contracts: readonly ListedContract[] }) => {
  const { lang, now, timeZone } = frame
  const t = customerCardWords[lang]
  const today = dayOf(now, timeZone)
  return (
    <ListSection
      title={t.contracts.title}
      empty={t.contracts.empty}
      more={t.more}
      rows={contracts}
      line={(contract) => (
        <>
          <a class="clamp" href={consolePaths.contract(contract.id)}>
            {contract.number} {contract.title}
          </a>
          <span class="muted">
            {t.contracts.span(fullDayWords(contract.startsOn, lang), fullDayWords(contract.endsOn, lang))}
          </span>
          <Badge>{t.contracts.states[contractState(contract, today)]}</Badge>
        </>
      )}
    />
  )
}

function contractState({ status, startsOn, endsOn }: ListedContract, today: Day) {
  if (status !== 'active') return status
  if (today < startsOn) return 'future'
  return today > endsOn ? 'over' : 'current'
}

export const RenewalList = ({
  frame,
  renewals,
  memberNames,
}: FrameProps & { renewals: readonly ListedRenewal[]; memberNames: ReadonlyMap<string, string> }) => {
  const { lang } = frame
  const t = customerCardWords[lang]
  if (renewals.length === 0) return null
  return (
    <ListSection
      title={t.renewals.title}
      empty={t.renewals.empty}
      more={t.more}
      rows={renewals}
      line={(renewal) => (
        <>
          <a href={consolePaths.renewal(renewal.id)}>
            {t.renewals.subjects[renewal.subjectKind]} {t.renewals.ends(fullDayWords(renewal.endsOn, lang))}
          </a>
          <span class="muted">
            {[t.renewals.stages[renewal.stage], renewal.ownerId && memberNames.get(renewal.ownerId)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      )}
    />
  )
}
