import type { Child } from 'hono/jsx'
import type { Lang } from '#web/words/lang.ts'
import { uiWords } from '#web/words/ui.ts'
import { ButtonLink } from './button.tsx'

export type Tab = { href: string; label: Child; count?: number | undefined; current?: boolean | undefined }

type TabsProps = { label: string; items: readonly Tab[] }

/** Parts of one thing, each its own page. */
export const Tabs = (props: TabsProps) => <Links {...props} look="tabs" />

/** Filters of one list, as links. */
export const FilterChips = (props: TabsProps) => <Links {...props} look="chips" />

const Links = ({ label, items, look }: TabsProps & { look: string }) => (
  <nav class={look} aria-label={label}>
    {items.map((item) => (
      <a href={item.href} aria-current={item.current ? 'page' : undefined}>
        {item.label}
        {item.count !== undefined && <span class="count">{item.count}</span>}
      </a>
    ))}
  </nav>
)

type PaginationProps = {
  lang: Lang
  /** On every page but the first: a list is turned forward, and begun again. */
  firstHref?: string | null | undefined
  nextHref?: string | null | undefined
  /** "1–50 of 1,000"; what the page knows. */
  summary?: Child
}

export const Pagination = ({ lang, firstHref, nextHref, summary }: PaginationProps) => {
  if (!firstHref && !nextHref && !summary) return null
  return (
    <nav class="pagination" aria-label={uiWords[lang].pages}>
      <p>{summary}</p>
      {firstHref && <ButtonLink href={firstHref}>{uiWords[lang].first}</ButtonLink>}
      {nextHref && <ButtonLink href={nextHref}>{uiWords[lang].next}</ButtonLink>}
    </nav>
  )
}
