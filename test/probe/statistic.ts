/** Two samples of one distribution would differ as much, or more, with this probability (Mann-Whitney, two-sided, ties). */
export function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, isOne: true })), ...other.map((value) => ({ value, isOne: false }))]
  all.sort((a, b) => a.value - b.value)
  let rankSum = 0
  let ties = 0
  for (let at = 0; at < all.length; ) {
    let end = at
    while (end < all.length && all[end]!.value === all[at]!.value) end++
    const size = end - at
    ties += size ** 3 - size
    for (let next = at; next < end; next++) if (all[next]!.isOne) rankSum += (at + 1 + end) / 2
    at = end
  }
  const [n, m] = [one.length, other.length]
  const u = rankSum - (n * (n + 1)) / 2
  const spread = Math.sqrt(((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1))))
  return spread === 0 ? 1 : 2 * upperNormal(Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / spread)
}

/** How far these counts are from being all alike, and how probable it is that chance alone takes them so far. */
export function chiSquare(counts: readonly number[]): { value: number; p: number } {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  const value = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  const freedom = counts.length - 1
  // Wilson and Hilferty: good to three digits from thirty degrees of freedom on.
  const spread = 2 / (9 * freedom)
  return { value, p: upperNormal((Math.cbrt(value / freedom) - (1 - spread)) / Math.sqrt(spread)) }
}

/** `share` of the values are at most this. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

/** The share of a normal distribution beyond `z` (Abramowitz and Stegun 7.1.26, error below 1.5e-7). */
function upperNormal(z: number): number {
  if (z < 0) return 1 - upperNormal(-z)
  const t = 1 / (1 + (0.3275911 * z) / Math.SQRT2)
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return (series * Math.exp((-z * z) / 2)) / 2
}
