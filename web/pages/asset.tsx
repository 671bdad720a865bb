import type { AssetDayField } from '#rules/asset.ts'
import { assetDayFields, type Stay, warrantyStateOf } from '#rules/asset.ts'
import type { WarrantyStanding } from '#rules/coverage.ts'
import { type Day, dayOf } from '#rules/day.ts'
import { productCategories } from '#rules/policy-vocabulary-terms.ts'
import { wordsOf } from '#rules/policy-words.ts'
import { may } from '#rules/role.ts'
import type { Asset } from '#schema/tenant/asset.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Badge } from '../ui/badge.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { type Fact, Facts, PageHeader, PrintHead, Section } from '../ui/content.tsx'
import type { FormState } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Steps } from '../ui/history.tsx'
import { assetDayWords, assetWords } from '../words/asset.ts'
import { assetCardWords } from '../words/asset-card.ts'
import { assetFormWords } from '../words/asset-form.ts'
import { coverageReasonWords, sumWords } from '../words/coverage.ts'
import { coverageLines } from '../words/coverage-step.ts'
import { fullDayWords } from '../words/moment.ts'
import { AssetHistory, Contracts, Readings, Related, Requests, Stays } from './asset-history.tsx'
import { AssetSteps } from './asset-step.tsx'

export type StayRow = Stay & { fault: string | null; note: string | null }

/** How the whole machine, or one of its components, stands to its warranty. */
export type ShownWarranty = { part: string | null; standing: WarrantyStanding }

export type AssetCardProps = {
  frame: ConsoleFrame
  asset: Asset
  customer: { id: string; name: string; phone: string } | null
  site: { name: string; address: string } | null
  product: { id: string; name: string; model: string | null; category: string | null } | null
  components: readonly { key: string; name: string }[]
  policyNumber: number | null
  warranties: readonly ShownWarranty[]
  stays: readonly StayRow[]
  readings: readonly { on: Day; unit: string; amount: number }[]
  related: readonly { id: string; name: string; serialNumber: string | null; parentAssetId: string | null }[]
  replacedById: string | null
  contracts: Parameters<typeof Contracts>[0]['contracts']
  requests: Parameters<typeof Requests>[0]['requests']
  events: Parameters<typeof AssetHistory>[0]['events']
  members: ReadonlyMap<string, string>
  formKey: string
  refused?: { step: string; form: FormState } | undefined
}

/** One machine: until when it is covered and why, and all that happened to it. */
export const AssetPage = (props: AssetCardProps) => {
  const { frame, asset, customer } = props
  const t = assetCardWords[frame.lang]
  const today = dayOf(frame.now, frame.timeZone)
  const mayEdit = may(frame.member.role, 'register.edit')
  return (
    <ConsoleLayout {...frame} title={asset.name} current="assets" islands={['busy-form']}>
      <PrintHead
        company={frame.company.name}
        number={asset.serialNumber ?? asset.name}
        date={fullDayWords(today, frame.lang)}
      />
      <PageHeader
        back={{ href: consolePaths.assets(), label: t.back }}
        title={
          <>
            {asset.name} {asset.serialNumber && <span class="muted">{asset.serialNumber}</span>}
          </>
        }
        answer={answerOf(props, today)}
        actions={
          <>
            <StatusBadge {...{ asset, frame }} />
            {mayEdit && <ButtonLink href={consolePaths.assetPart(asset.id, 'details')}>{t.edit}</ButtonLink>}
            {mayEdit && <LabelButton {...props} />}
          </>
        }
      />
      <div class="split">
        <div>
          <Warranties {...props} />
          {mayEdit && <AssetSteps {...props} today={today} />}
          <Stays {...props} mayEdit={mayEdit} />
          <Readings {...props} />
          <AssetHistory {...props} />
        </div>
        <div>
          <Section title={t.facts}>
            <Facts items={factsOf(props)} />
          </Section>
          <Contracts frame={frame} contracts={props.contracts} today={today} customerId={customer?.id ?? null} />
          <Requests frame={frame} requests={props.requests} />
          <Related {...props} />
        </div>
      </div>
    </ConsoleLayout>
  )
}

const StatusBadge = ({ asset, frame }: Pick<AssetCardProps, 'asset' | 'frame'>) => (
  <Badge>{assetWords[frame.lang].status[asset.status]}</Badge>
)

const LabelButton = ({ frame, asset, formKey }: AssetCardProps) => {
  const t = assetCardWords[frame.lang]
  return (
    <Form action={consolePaths.labels()} idempotencyKey={formKey} hidden={{ assets: asset.id }} label={t.labelPrint}>
      <Button kind="quiet" icon="printer">
        {t.label}
      </Button>
    </Form>
  )
}

function answerOf({ frame: { lang }, warranties }: AssetCardProps, today: Day) {
  const t = assetCardWords[lang]
  const until = warranties.find(({ part }) => part === null)?.standing.until ?? null
  if (until === null) return assetWords[lang].noStart
  const day = fullDayWords(until, lang)
  return warrantyStateOf(until, today) === 'ended' ? t.ended(day) : t.until(day)
}

/** The whole machine first, then what has a term of its own. */
function Warranties(props: AssetCardProps) {
  const { frame, warranties, policyNumber } = props
  const t = assetCardWords[frame.lang]
  return (
    <Section title={t.warranty}>
      {warranties.length === 0 && <p class="muted">{t.noPolicy}</p>}
      {warranties.map(({ part, standing }) => (
        <div class="term">
          {part && <h3>{t.ownTerm(part)}</h3>}
          {standing.until ? <p>{sumWords(standing, frame.lang)}</p> : null}
          {standing.reason && <p>{coverageReasonWords(standing.reason, frame.lang)}</p>}
          <p class="muted">{t.clause(standing.clauseNumber, policyNumber ?? 1)}</p>
          <Steps lines={coverageLines(standing.steps.filter(isOfTerm), frame)} />
        </div>
      ))}
    </Section>
  )
}

function factsOf(props: AssetCardProps): Fact[] {
  const { frame, asset, customer, site, product } = props
  const { lang } = frame
  const t = assetFormWords[lang]
  const day = (field: AssetDayField): Fact[] => {
    const on = asset[field]
    return on ? [{ term: assetDayWords[lang][field], value: fullDayWords(on, lang) }] : []
  }
  return [
    {
      term: t.fields.customer,
      value: customer ? <a href={consolePaths.customer(customer.id)}>{customer.name}</a> : assetWords[lang].nobody,
    },
    ...(site ? [{ term: t.fields.site, value: site.name ? `${site.name} · ${site.address}` : site.address }] : []),
    {
      term: t.fields.product,
      value: product ? (
        <a href={consolePaths.product(product.id)}>
          {product.name} {product.model}
        </a>
      ) : (
        <span class="muted">{t.noProduct}</span>
      ),
    },
    ...(product?.category ? [{ term: t.category, value: wordsOf(productCategories, product.category, lang) }] : []),
    { term: t.fields.serialNumber, value: asset.serialNumber ?? assetWords[lang].noSerial },
    ...assetDayFields.flatMap(day),
    ...(asset.installedByUs ? [{ term: t.fields.installedByUs, value: t.yes }] : []),
    ...(asset.agreedMonths !== null
      ? [{ term: t.fields.agreedMonths, value: `${asset.agreedMonths} ${t.months}` }]
      : []),
    ...(asset.note ? [{ term: t.fields.note, value: <span class="typed">{asset.note}</span> }] : []),
  ]
}

/** Nothing was reported, and nothing broke. */
const isOfTerm = ({ kind }: WarrantyStanding['steps'][number]) => kind !== 'reported' && kind !== 'cause'
