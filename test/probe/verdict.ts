/** One line of the table: which case, what was measured, and whether it is as the case wants it. */
export type Verdict = { probe: string; measured: string; wanted: string; isHeld: boolean }

export function tableOf(verdicts: readonly Verdict[]): string[] {
  const rows = verdicts.map(({ probe, measured, wanted, isHeld }) => [
    probe,
    measured,
    wanted,
    isHeld ? 'held' : 'NOT HELD',
  ])
  return [['Case', 'Measured', 'Wanted', ''], ['---', '---', '---', '---'], ...rows].map(
    (row) => `| ${row.join(' | ')} |`,
  )
}

export const milliseconds = (value: number) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`

/** `0.0004` says more than `0.000`. */
export const probability = (p: number) => (p >= 0.001 ? p.toFixed(3) : p.toExponential(1))
