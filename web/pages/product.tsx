import { type Day, dayOf } from '#rules/day.ts'
import { may } from '#rules/role.ts'
import type { Product } from '#schema/tenant/product.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { type Fact, Facts, PageHeader, Section } from '../ui/content.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { fullDayWords } from '../words/moment.ts'
import { categoryWords, productWords, scopeWords } from '../words/product.ts'
import { CustomerHistory, type HistoryEvent } from './customer-history.tsx'

export const productNews = ['added', 'changed', 'archived', 'restored'] as const

type Machine = {
  id: string
  name: string
  serialNumber: string | null
  warrantyEndsOn: Day | null
  customerId: string
  customer: string
}

type Props = {
  frame: ConsoleFrame
  product: Product
  machines: readonly Machine[]
  history: readonly HistoryEvent[]
  memberNames: ReadonlyMap<string, string>
  formKey: string
  told?: (typeof productNews)[number] | undefined
  refused?: string | undefined
}

const shown = 20

/** One model: its line of the policy, its parts, its machines. */
export const ProductPage = (props: Props) => {
  const { frame, product, told, refused } = props
  const { lang, timeZone } = frame
  const t = productWords[lang]
  return (
    <ConsoleLayout {...frame} title={product.name} current="assets" islands={['busy-form']}>
      <PageHeader
        back={{ href: consolePaths.products(), label: t.back }}
        title={product.name}
        actions={<Doings {...props} />}
      />
      {told && <Banner kind="success">{t.told[told]}</Banner>}
      {refused && <ErrorSummary lang={lang} errors={{ form: refused }} />}
      {product.archivedAt && <Banner>{t.archivedOn(fullDayWords(dayOf(product.archivedAt, timeZone), lang))}</Banner>}
      <div class="split">
        <div>
          <Machines {...props} />
          <CustomerHistory {...props} ownName={product.name} />
        </div>
        <div>
          <Section title={t.facts}>
            <Facts items={factsOf(props)} />
          </Section>
          <Section title={t.components}>
            {product.components.length === 0 ? (
              <p class="muted">{t.noComponents}</p>
            ) : (
              <Facts
                items={product.components.map(({ name, scope }) => ({ term: name, value: scopeWords(scope, lang) }))}
              />
            )}
          </Section>
        </div>
      </div>
    </ConsoleLayout>
  )
}

const Doings = ({ frame: { lang, member }, product, formKey }: Props) => {
  const t = productWords[lang]
  if (!may(member.role, 'register.edit')) return null
  const label = product.archivedAt ? t.restore : t.archive
  return (
    <>
      <Form
        action={consolePaths.productPart(product.id, product.archivedAt ? 'restoration' : 'archiving')}
        idempotencyKey={formKey}
        label={label}
      >
        <Button kind="quiet">{label}</Button>
      </Form>
      <ButtonLink kind="primary" href={consolePaths.productPart(product.id, 'details')}>
        {t.edit}
      </ButtonLink>
    </>
  )
}

const Machines = ({ frame: { lang }, machines }: Props) => {
  const t = productWords[lang]
  return (
    <Section title={t.machines.title}>
      {machines.length === 0 && <p class="muted">{t.machines.empty}</p>}
      <ul class="register">
        {machines.slice(0, shown).map((machine) => (
          <li>
            <a class="clamp" href={consolePaths.asset(machine.id)}>
              {machine.name}
            </a>
            {machine.serialNumber && <span class="muted">{t.serial(machine.serialNumber)}</span>}
            <a href={consolePaths.customer(machine.customerId)}>{machine.customer}</a>
          </li>
        ))}
      </ul>
      {machines.length > shown && (
        <p class="muted">
          <small>{t.machines.more}</small>
        </p>
      )}
    </Section>
  )
}

function factsOf({ frame: { lang }, product }: Props): Fact[] {
  const t = productWords[lang]
  return [
    ...(product.model ? [{ term: t.model, value: product.model }] : []),
    { term: t.scope, value: scopeWords(product.warrantyScope, lang) },
    { term: t.category, value: product.category ? categoryWords(product.category, lang) : t.noCategory },
    { term: t.consumer, value: product.isConsumerGoods ? t.yes : t.no },
  ]
}
