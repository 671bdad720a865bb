import { type ImportStatus, progressOf, type undoneKinds } from '#rules/import-life.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Banner } from '../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { EmptyState, PageHeader, Section } from '../ui/content.tsx'
import { Form } from '../ui/form.tsx'
import { importWords } from '../words/import.ts'
import { importPageWords } from '../words/import-page.ts'
import type { Lang } from '../words/lang.ts'
import type { ImportShown } from './import-mapping.tsx'

type Props = { frame: ConsoleFrame; record: ImportShown }

/** An upload that broke off, or an import that somebody dropped. */
export const ImportOverPage = ({ frame, record }: Props) => {
  const { lang } = frame
  const t = importPageWords[lang]
  const isStaging = record.status === 'staging'
  return (
    <ConsoleLayout {...frame} title={titleOf(record, lang)} current="imports" islands={['busy-form']}>
      <ImportHeader {...{ lang, record, answer: null }} />
      <Banner kind={isStaging ? 'warn' : 'info'}>
        <p>{isStaging ? t.staging : t.dropped}</p>
      </Banner>
      <Actions>
        {isStaging && <Drop {...{ lang, id: record.id }} />}
        <ButtonLink href={consolePaths.imports()}>{t.again}</ButtonLink>
      </Actions>
    </ConsoleLayout>
  )
}

export const titleOf = ({ kind, fileName }: Pick<ImportShown, 'kind' | 'fileName'>, lang: Lang) =>
  importPageWords[lang].heading(importWords[lang].kinds[kind], fileName)

type HeaderProps = { lang: Lang; record: Pick<ImportShown, 'kind' | 'fileName'>; answer: string | null }

export const ImportHeader = ({ lang, record, answer }: HeaderProps) => (
  <PageHeader
    back={{ href: consolePaths.imports(), label: importPageWords[lang].back }}
    title={<span class="break">{titleOf(record, lang)}</span>}
    answer={answer}
  />
)

/** Before anything was stored. */
export const Drop = ({ lang, id }: { lang: Lang; id: string }) => (
  <Form action={consolePaths.importPart(id, 'dropping')} label={importPageWords[lang].drop}>
    <Button kind="danger">{importPageWords[lang].drop}</Button>
  </Form>
)

type ProgressProps = Props & { chunks: number; written: number }

/** While it is judged, stored or taken back: the page asks for one step after the other; without scripts, a person does. */
export const ImportProgressPage = ({ frame, record, chunks }: ProgressProps) => {
  const { lang } = frame
  const t = importPageWords[lang].progress
  const status = record.status as 'checking' | 'importing' | 'undoing'
  const share = Math.round(progressOf(record, chunks) * 100)
  return (
    <ConsoleLayout {...frame} title={titleOf(record, lang)} current="imports" islands={['import-progress']}>
      <ImportHeader {...{ lang, record, answer: t[status] }} />
      <import-progress data-stuck={t.stuck}>
        <progress max={100} value={share} aria-label={t[status]} />
        <p class="progress-text" aria-live="polite">
          {progressText(record, lang)}
        </p>
        <p class="muted">{t.note}</p>
        <form method="post" action={consolePaths.importPart(record.id, 'steps')}>
          <Actions>
            <Button kind="quiet">{t.next}</Button>
          </Actions>
        </form>
      </import-progress>
    </ConsoleLayout>
  )
}

type Counted = { status: ImportStatus; good: number; bad: number; written: number }

export function progressText({ status, good, bad, written }: Counted, lang: Lang): string {
  const { text } = importPageWords[lang].progress
  if (status === 'importing') return text.importing(written)
  return status === 'undoing' ? text.undoing() : text.checking(good, bad)
}

export type KeptRow = { kind: (typeof undoneKinds)[number]; id: string; name: string; number?: string | null }

/** After an import was taken back: what stayed. */
export const ImportUndonePage = ({ frame, record, kept }: Props & { kept: readonly KeptRow[] }) => {
  const { lang } = frame
  const t = importPageWords[lang].undone
  return (
    <ConsoleLayout {...frame} title={titleOf(record, lang)} current="imports">
      <ImportHeader {...{ lang, record, answer: t.answer }} />
      {kept.length === 0 ? (
        <EmptyState title={t.nothing} icon="check" />
      ) : (
        <Section title={t.kept} hint={t.keptHint}>
          <ul class="kept">
            {kept.map(({ kind, id, name, number }) => (
              <li>
                {t.kinds[kind]} <a href={pathOf[kind](id)}>{[name, number].filter(Boolean).join(' · ')}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </ConsoleLayout>
  )
}

const pathOf: Record<KeptRow['kind'], (id: string) => string> = {
  ...{ customer: consolePaths.customer, product: consolePaths.product, asset: consolePaths.asset },
  ...{ contract: consolePaths.contract, contact: consolePaths.customer, site: consolePaths.customer },
}
