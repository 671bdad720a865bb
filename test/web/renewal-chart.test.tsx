import { expect, test } from 'vitest'
import { EndsChart } from '#web/pages/renewal-chart.tsx'

const months = [
  { month: '2026-11', warranty: 4, contract: 1, renewed: 0 },
  { month: '2026-12', warranty: 11, contract: 1, renewed: 2 },
  { month: '2027-01', warranty: 0, contract: 0, renewed: 0 },
]

test('the chart says in words what its bars show, and its numbers stand in a table', () => {
  const html = String(EndsChart({ lang: 'en', months }))
  expect(html).toContain('aria-labelledby="ends-chart ends-sum"')
  const said = /<desc id="ends-sum">([^<]+)</.exec(html)?.[1]
  expect(said).toBe(
    'In the next twelve months, warranties that end: 15; contracts that end: 2; renewed: 2. Most end in Dec 2026: 12.',
  )
  expect(html.match(/<th scope="row">/g)).toHaveLength(3)
  const zh = String(EndsChart({ lang: 'zh-CN', months }))
  expect(zh).toContain('共有 15 项保修、2 份合同到期，已续约 2 份。到期最多的是2026年12月，共 12 项。')
})

test('nothing is drawn where nothing ends', () => {
  const html = String(EndsChart({ lang: 'zh-CN', months }))
  expect(html.match(/<rect/g)).toHaveLength(5)
  expect(String(EndsChart({ lang: 'en', months: [months[2]!] }))).not.toContain('<svg')
})
