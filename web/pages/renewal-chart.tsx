import { Section } from '../ui/content.tsx'
import type { Lang } from '../words/lang.ts'
import { monthWords } from '../words/month.ts'
import { renewalPageWords } from '../words/renewal-page.ts'

/** `month`: `2026-05`. */
export type MonthOfEnds = { month: string; warranty: number; contract: number; renewed: number }

const height = 120
const column = 60
const gap = 4
const kinds = ['warranty', 'contract', 'renewed'] as const

/** Drawn on the server; the table below it says the same to those who do not see it, and to those who want the numbers. */
export const EndsChart = ({ lang, months }: { lang: Lang; months: readonly MonthOfEnds[] }) => {
  const t = renewalPageWords[lang].chart
  const most = Math.max(0, ...months.flatMap((one) => kinds.map((kind) => one[kind])))
  return (
    <Section title={t.title} hint={t.hint} id="ends">
      {most === 0 ? (
        <p class="muted">{t.none}</p>
      ) : (
        <>
          <Bars {...{ lang, months, most }} />
          <Numbers {...{ lang, months }} />
        </>
      )}
    </Section>
  )
}

const Bars = ({ lang, months, most }: { lang: Lang; months: readonly MonthOfEnds[]; most: number }) => {
  const wide = (column - 3 * gap) / kinds.length
  const tall = (count: number) => Math.max(2, Math.round((count / most) * height))
  return (
    <div class="chart">
      <svg viewBox={`0 0 ${months.length * column} ${height + 22}`} role="img" aria-labelledby="ends-chart ends-sum">
        <title id="ends-chart">{renewalPageWords[lang].chart.title}</title>
        <desc id="ends-sum">{inShort(months, lang)}</desc>
        {months.map((one, at) => (
          <g>
            {kinds.map(
              (kind, nth) =>
                one[kind] > 0 && (
                  <rect
                    class={`bar bar-${kind}`}
                    x={at * column + gap + nth * (wide + gap / 2)}
                    y={height - tall(one[kind])}
                    width={wide}
                    height={tall(one[kind])}
                    rx="2"
                  />
                ),
            )}
            <text x={at * column + column / 2} y={height + 16} text-anchor="middle">
              {monthWords(one.month, lang, 'short')}
            </text>
          </g>
        ))}
      </svg>
      <ul class="legend">
        {kinds.map((kind) => (
          <li class={`bar-${kind}`}>{renewalPageWords[lang].chart[kind]}</li>
        ))}
      </ul>
    </div>
  )
}

/** What a glance at the bars tells: how many in all, and when the most. */
function inShort(months: readonly MonthOfEnds[], lang: Lang): string {
  const sum = (kind: (typeof kinds)[number]) => months.reduce((total, one) => total + one[kind], 0)
  const endsIn = ({ warranty, contract }: MonthOfEnds) => warranty + contract
  const busiest = months.toSorted((one, other) => endsIn(other) - endsIn(one))[0]!
  const t = renewalPageWords[lang].chart
  const totals = t.totals({ warranty: sum('warranty'), contract: sum('contract'), renewed: sum('renewed') })
  return endsIn(busiest) > 0
    ? [totals, t.busiest(monthWords(busiest.month, lang, 'long'), endsIn(busiest))].join(lang === 'en' ? ' ' : '')
    : totals
}

const Numbers = ({ lang, months }: { lang: Lang; months: readonly MonthOfEnds[] }) => {
  const t = renewalPageWords[lang].chart
  return (
    <details class="figures-box">
      <summary>{t.figures}</summary>
      <table class="figures">
        <caption class="visually-hidden">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.month}</th>
            {kinds.map((kind) => (
              <th scope="col">{t[kind]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((one) => (
            <tr>
              <th scope="row">{monthWords(one.month, lang, 'long')}</th>
              {kinds.map((kind) => (
                <td>{one[kind]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
