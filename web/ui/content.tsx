import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

type PageHeaderProps = {
  title: Child
  /** The screen's one answer, in a sentence. */
  answer?: Child
  back?: { href: string; label: string } | undefined
  actions?: Child
}

export const PageHeader = ({ title, answer, back, actions }: PageHeaderProps) => (
  <header class="page-header">
    {back && (
      <a class="back" href={back.href}>
        <Icon name="chevron" />
        {back.label}
      </a>
    )}
    <div>
      <h1>{title}</h1>
      {answer && <div class="answer">{answer}</div>}
    </div>
    {actions && <div class="actions">{actions}</div>}
  </header>
)

type SectionProps = { title: Child; hint?: Child; actions?: Child; id?: string | undefined; children?: Child }

/** A part of a page; a hairline parts it from the one before. */
export const Section = ({ title, hint, actions, id, children }: SectionProps) => (
  <section class="section" id={id}>
    <div class="section-head">
      <h2>{title}</h2>
      {actions}
      {hint && <p>{hint}</p>}
    </div>
    {children}
  </section>
)

/** Only for what is really separate from the rest of the page. */
export const Card = ({ title, children }: { title?: Child; children?: Child }) => (
  <div class="card">
    {title && <h2>{title}</h2>}
    {children}
  </div>
)

export type Fact = { term: Child; value: Child }

export const Facts = ({ items }: { items: readonly Fact[] }) => (
  <dl class="facts">
    {items.map(({ term, value }) => (
      <>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </>
    ))}
  </dl>
)

type EmptyProps = { title: Child; text?: Child; icon?: IconName | undefined; action?: Child; level?: 1 | 2 | undefined }

/** Says what will be here and how to start; also says which permission is missing. */
export const EmptyState = ({ title, text, icon = 'inbox', action, level = 2 }: EmptyProps) => (
  <div class="empty">
    <Icon name={icon} />
    {level === 1 ? <h1>{title}</h1> : <h2>{title}</h2>}
    {text && <p>{text}</p>}
    {action && <div class="actions">{action}</div>}
  </div>
)

/** On paper only: every printed page's company, number and date. */
export const PrintHead = ({ company, number, date }: { company: string; number?: string; date: Child }) => (
  <div class="only-print print-head">
    <span>{company}</span>
    {number && <span>{number}</span>}
    <span>{date}</span>
  </div>
)
