import { type LabelSize, labelSizes, pagesOf } from '#rules/asset-label.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { PrintButton } from '../ui/copy-button.tsx'
import { FilterChips } from '../ui/navigation.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { assetLabelWords } from '../words/asset-label.ts'

export type Label = { id: string; name: string; serialNumber: string | null; url: string }

type Props = { frame: ConsoleFrame; size: LabelSize; labels: readonly Label[] }

/** Sheets of labels, as they come out of the printer. */
export const AssetLabelPage = ({ frame, size, labels }: Props) => {
  const { lang } = frame
  const t = assetLabelWords[lang]
  const chosen = labels.map(({ id }) => id).join(' ')
  const chips = labelSizes.map((one) => ({
    href: `${consolePaths.labels()}?${new URLSearchParams({ size: one, assets: chosen })}`,
    label: t.sizes[one],
    current: one === size,
  }))
  return (
    <ConsoleLayout {...frame} title={t.title} current="assets" islands={['print-button']}>
      <div class="no-print stack">
        <PageHeader
          back={{ href: consolePaths.assets(), label: t.back }}
          title={t.title}
          answer={labels.length > 0 && t.answer(labels.length)}
          actions={labels.length > 0 && <PrintButton lang={lang} />}
        />
        {labels.length === 0 ? (
          <EmptyState {...t.empty} icon="printer" />
        ) : (
          <>
            <FilterChips label={t.size} items={chips} />
            <p class="muted">{t.hint}</p>
          </>
        )}
      </div>
      <section class={`labels labels-${size}`} aria-label={t.title} tabindex={0}>
        {pagesOf(labels, size).map((page) => (
          <ol class="label-sheet">
            {page.map((label) => (
              <LabelItem {...{ frame, label }} />
            ))}
          </ol>
        ))}
      </section>
    </ConsoleLayout>
  )
}

/** The machine as it is called, its number, whom to ask: nothing that tells whose it is. */
const LabelItem = ({ frame: { lang, company }, label }: { frame: ConsoleFrame; label: Label }) => {
  const t = assetLabelWords[lang]
  return (
    <li class="label-item">
      <QrCode text={label.url} label={t.code(label.name)} />
      <div class="label-text">
        <b>{label.name}</b>
        {label.serialNumber && <span class="label-serial">{label.serialNumber}</span>}
        <span>{t.scan}</span>
        <span>{company.name}</span>
      </div>
    </li>
  )
}
