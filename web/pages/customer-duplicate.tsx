import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { FilterChips } from '../ui/navigation.tsx'
import { customerWords } from '../words/customer.ts'
import { customerCardWords } from '../words/customer-card.ts'
import { customerMergeWords } from '../words/customer-merge.ts'

export type Double = { customers: readonly { id: string; name: string }[] }

type Props = {
  frame: ConsoleFrame
  by: 'phone' | 'name'
  doubles: readonly Double[]
  isFirst: boolean
  nextHref: string | null
}

/** Customers that share a number or a name, a stretch of the register at a time. */
export const CustomerDuplicatePage = ({ frame, by, doubles, isFirst, nextHref }: Props) => {
  const { lang } = frame
  const t = customerMergeWords[lang].doubles
  return (
    <ConsoleLayout {...frame} title={t.title} current="customers">
      <PageHeader
        title={t.title}
        answer={t.answer}
        back={{ href: consolePaths.customers(), label: customerWords[lang].back }}
      />
      <FilterChips
        label={t.columns.key}
        items={(['phone', 'name'] as const).map((one) => ({
          href: one === 'phone' ? consolePaths.customerDuplicates() : `${consolePaths.customerDuplicates()}?by=name`,
          label: t.by[one],
          current: one === by,
        }))}
      />
      {doubles.length === 0 ? (
        isFirst && !nextHref ? (
          <EmptyState {...t.empty} icon="check" />
        ) : (
          <p class="muted">{t.noneHere}</p>
        )
      ) : (
        <ul class="register" aria-label={t.caption}>
          {doubles.map(({ customers }) => (
            <li>
              {customers.map(({ id, name }) => (
                <a href={consolePaths.customer(id)}>{name}</a>
              ))}
              <ButtonLink href={consolePaths.customerMerge(customers[0]!.id, customers[1]!.id)}>
                {customerCardWords[lang].likely.compare}
              </ButtonLink>
            </li>
          ))}
        </ul>
      )}
      {nextHref && <ButtonLink href={nextHref}>{t.further}</ButtonLink>}
    </ConsoleLayout>
  )
}
