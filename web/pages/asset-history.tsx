import { type ContractTerm, standingOn } from '#rules/contract-agreement.ts'
import type { Day } from '#rules/day.ts'
import { usageUnits } from '#rules/policy-vocabulary-terms.ts'
import { wordsOf } from '#rules/policy-words.ts'
import { may } from '#rules/role.ts'
import type { ServiceRequestStatus } from '#rules/service-request.ts'
import type { ConsoleFrame } from '../frame.ts'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/content.tsx'
import { Form } from '../ui/form.tsx'
import { Timeline, type TimelineItem } from '../ui/history.tsx'
import { Moment } from '../ui/moment.tsx'
import { assetCardWords } from '../words/asset-card.ts'
import { contractWords } from '../words/contract.ts'
import { fullDayWords } from '../words/moment.ts'
import { statusWords } from '../words/service-request.ts'
import type { AssetCardProps, StayRow } from './asset.tsx'
import { ReturnForm } from './asset-step.tsx'

/** Stays in repair and exchanges, the newest first. */
export function Stays({ mayEdit, ...props }: AssetCardProps & { mayEdit: boolean }) {
  const { frame, stays } = props
  if (stays.length === 0) return null
  return (
    <Section title={assetCardWords[frame.lang].stays.title}>
      <ul class="lines">
        {stays.toReversed().map((stay) => (
          <li>
            <StayLine {...props} stay={stay} />
            {mayEdit && <StayForms {...props} stay={stay} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

type OneStay = AssetCardProps & { stay: StayRow }

function StayLine({ frame: { lang }, components, stay }: OneStay) {
  const t = assetCardWords[lang]
  const on = (day: Day) => fullDayWords(day, lang)
  const part = stay.component === null ? t.whole : (components.find(({ key }) => key === stay.component)?.name ?? '')
  const said =
    stay.kind === 'repair'
      ? t.stays.stay(on(stay.from), stay.until && on(stay.until))
      : t.stays.exchanged(on(stay.from))
  return (
    <>
      <b>{part}</b> {said}
      {(stay.fault || stay.note) && (
        <div class="muted">{[stay.fault, stay.note].filter(Boolean).join(lang === 'zh-CN' ? '；' : '; ')}</div>
      )}
    </>
  )
}

const StayForms = (props: OneStay) => {
  const { frame, asset, stay, formKey } = props
  const t = assetCardWords[frame.lang]
  return (
    <div class="actions">
      {stay.kind === 'repair' && stay.until === null && <ReturnForm {...props} />}
      <Form
        action={consolePaths.assetStay(asset.id, stay.id, 'removal')}
        idempotencyKey={formKey}
        label={`${t.remove} ${fullDayWords(stay.from, frame.lang)}`}
      >
        <Button kind="link">{t.remove}</Button>
      </Form>
    </div>
  )
}

export const Readings = ({ frame: { lang }, readings }: AssetCardProps) => {
  if (readings.length === 0) return null
  const newest = readings.toSorted((one, other) => (one.on < other.on ? 1 : -1)).slice(0, 12)
  return (
    <Section title={assetCardWords[lang].readings}>
      <ul class="lines">
        {newest.map(({ on, unit, amount }) => (
          <li>
            {fullDayWords(on, lang)} <b>{new Intl.NumberFormat(lang).format(amount)}</b>{' '}
            {wordsOf(usageUnits, unit, lang)}
          </li>
        ))}
      </ul>
    </Section>
  )
}

export const Related = ({ frame: { lang }, asset, related, replacedById }: AssetCardProps) => {
  if (related.length === 0) return null
  const t = assetCardWords[lang].related
  const kindOf = ({ id, parentAssetId }: (typeof related)[number]) => {
    if (id === asset.parentAssetId) return t.parent
    if (parentAssetId === asset.id) return t.part
    return id === replacedById ? t.replacedBy : t.replaced
  }
  return (
    <Section title={t.title}>
      <ul class="lines">
        {related.map((one) => (
          <li>
            <span class="muted">{kindOf(one)}</span> <a href={consolePaths.asset(one.id)}>{one.name}</a>{' '}
            {one.serialNumber}
          </li>
        ))}
      </ul>
    </Section>
  )
}

type ContractsProps = {
  frame: ConsoleFrame
  contracts: readonly (ContractTerm & { id: string; number: string; title: string })[]
  today: Day
  customerId: string | null
}

export const Contracts = ({ frame: { lang }, contracts, today }: ContractsProps) => {
  const t = assetCardWords[lang]
  return (
    <Section title={t.contracts}>
      {contracts.length === 0 && <p class="muted">{t.noContracts}</p>}
      <ul class="lines">
        {contracts.map((contract) => (
          <li>
            <a href={consolePaths.contract(contract.id)}>{contract.title}</a>{' '}
            <Badge>{contractWords[lang].standings[standingOn(contract, today)]}</Badge>
            <div class="muted">
              {contractWords[lang].term(fullDayWords(contract.startsOn, lang), fullDayWords(contract.endsOn, lang))}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

type RequestsProps = {
  frame: ConsoleFrame
  requests: readonly {
    id: string
    number: number
    status: ServiceRequestStatus
    description: string
    receivedAt: Date
  }[]
}

export const Requests = ({ frame, requests }: RequestsProps) => {
  const t = assetCardWords[frame.lang]
  const isOpen = may(frame.member.role, 'requests.read')
  return (
    <Section title={t.requests}>
      {requests.length === 0 && <p class="muted">{t.noRequests}</p>}
      <ul class="lines">
        {requests.map(({ id, number, status, description, receivedAt }) => (
          <li>
            {isOpen ? <a href={consolePaths.request(id)}>{number}</a> : number} {description}
            <div class="muted">
              {statusWords[frame.lang][status]} ·{' '}
              <Moment at={receivedAt} now={frame.now} timeZone={frame.timeZone} lang={frame.lang} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

type HistoryProps = {
  frame: ConsoleFrame
  events: readonly { name: string; actor: string; at: Date; detail: Record<string, unknown> }[]
  members: ReadonlyMap<string, string>
}

/** Every change, the newest first. */
export function AssetHistory({ frame, events, members }: HistoryProps) {
  const t = assetCardWords[frame.lang]
  const items: TimelineItem[] = events.flatMap(({ name, actor, at, detail }) => {
    const title = t.events[name]
    if (!title) return []
    const by = actor === 'customer' ? t.customer : (members.get(actor) ?? t.system)
    const when = <Moment at={at} now={frame.now} timeZone={frame.timeZone} lang={frame.lang} />
    return [{ title, by, at: when, text: detailText(detail, frame.lang) }]
  })
  return (
    <Section title={t.history}>
      {items.length > 0 ? <Timeline items={items} /> : <p class="muted">{t.noHistory}</p>}
    </Section>
  )
}

function detailText(detail: Record<string, unknown>, lang: ConsoleFrame['lang']): string | undefined {
  const text = (key: string) => (typeof detail[key] === 'string' ? (detail[key] as string) : '')
  const days = ['from', 'until', 'on'].map(text).filter((day) => /^\d{4}-\d\d-\d\d$/.test(day))
  const amount = typeof detail.amount === 'number' ? `${detail.amount} ${wordsOf(usageUnits, text('unit'), lang)}` : ''
  const said = [text('name'), text('serialNumber'), text('part'), ...days.map((day) => fullDayWords(day, lang)), amount]
  return said.filter(Boolean).join(' · ') || undefined
}
