/** What labels are printed on: a sheet of 3 × 8 for an office printer, or the rolls of label printers. */
export const labelSizes = ['a4', '60x40', '50x30'] as const
export type LabelSize = (typeof labelSizes)[number]

/** On one page. */
export const labelsOnPage: Record<LabelSize, number> = { a4: 24, '60x40': 1, '50x30': 1 }

export function pagesOf<T>(labels: readonly T[], size: LabelSize): T[][] {
  const most = labelsOnPage[size]
  return Array.from({ length: Math.ceil(labels.length / most) }, (_, page) =>
    labels.slice(page * most, (page + 1) * most),
  )
}
