import { dayOf } from '#rules/day.ts'
import { may } from '#rules/role.ts'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Section } from '../ui/content.tsx'
import { Form } from '../ui/form.tsx'
import { customerCardWords } from '../words/customer-card.ts'
import { fullDayWords } from '../words/moment.ts'
import type { CustomerProps } from './customer.tsx'

export type LikelyCustomer = { id: string; name: string; phone: string }
export type ListedMerge = { id: string; at: Date; undoUntil: string; name: string; phone: string }

/** Others that have the same number or the same name. */
export const Likely = ({ frame: { lang, member }, customer, likely }: CustomerProps) => {
  const t = customerCardWords[lang].likely
  if (!may(member.role, 'register.merge') || customer.archivedAt) return null
  const found = [
    ...likely.phone.map((other) => ({ ...other, why: t.phone })),
    ...likely.name
      .filter(({ id }) => !likely.phone.some((other) => other.id === id))
      .map((other) => ({ ...other, why: t.name })),
  ]
  if (found.length === 0) return null
  return (
    <Banner kind="warn" title={t.title}>
      <ul class="register">
        {found.map(({ id, name, phone, why }) => (
          <li>
            <span>
              <a href={consolePaths.customer(id)}>{name}</a>{' '}
              <span class="muted">{[phone, why].filter(Boolean).join(' · ')}</span>
            </span>
            <ButtonLink kind="link" href={consolePaths.customerMerge(customer.id, id)}>
              {t.compare}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Banner>
  )
}

/** What was merged into this record, and until when that can be undone. */
export const Merges = ({ frame, customer, merges, formKey }: CustomerProps) => {
  const { lang, now, timeZone, member } = frame
  const t = customerCardWords[lang]
  if (!may(member.role, 'register.merge')) return null
  const today = dayOf(now, timeZone)
  return (
    <Section title={t.merges.title}>
      <ul class="register">
        {merges.map((merge) => (
          <li>
            <span>{t.merges.merged(merge.name)}</span>
            <span class="muted">
              {[merge.phone, fullDayWords(dayOf(merge.at, timeZone), lang)].filter(Boolean).join(' · ')}
            </span>
            <span class="muted">
              {today <= merge.undoUntil ? t.merges.until(fullDayWords(merge.undoUntil, lang)) : t.merges.over}
            </span>
            {today <= merge.undoUntil && (
              <Form
                action={consolePaths.customerMergeReversal(customer.id, merge.id)}
                idempotencyKey={formKey}
                label={t.merges.undo}
              >
                <Button kind="link">{t.merges.undo}</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {!customer.archivedAt && (
        <ButtonLink
          kind="link"
          href={`${consolePaths.customerPart(customer.id, 'merge')}?q=${encodeURIComponent(customer.name)}`}
        >
          {t.likely.other}
        </ButtonLink>
      )}
    </Section>
  )
}
