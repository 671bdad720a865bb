/** How a way out fares, as its row says. */
export type ChannelHealth = { failuresInARow: number; failingSince: Date | null }

/** So many failures one after the other, over so long a time, and it is switched off; whoever looks after it is told. */
const mostFailures = 8
const longestFailingMs = 24 * 3_600_000

export type ChannelOutcome = 'worked' | 'failed' | 'gone' | 'no_verdict'

/**
 * What one answer says of the way itself, not of the message. `waits`: the provider asked for a pause, so it is there.
 * A robot or a webhook that refuses is at fault itself; a mail server that refuses one address is not.
 */
export function outcomeOfAnswer(
  answer: { outcome: 'sent' | 'refused' | 'later' | 'lost'; reason?: string; waits: boolean },
  isStaff: boolean,
): ChannelOutcome {
  switch (answer.outcome) {
    case 'sent':
      return 'worked'
    case 'refused':
      if (answer.reason?.startsWith('gone')) return 'gone'
      return isStaff ? 'failed' : 'no_verdict'
    case 'later':
      return answer.waits ? 'no_verdict' : 'failed'
    case 'lost':
      return 'failed'
  }
}

/** Undefined: nothing to write. */
export function healthAfter(
  { failuresInARow, failingSince }: ChannelHealth,
  outcome: ChannelOutcome,
  now: Date,
): (ChannelHealth & { disables: boolean }) | undefined {
  if (outcome === 'no_verdict') return undefined
  if (outcome === 'worked') return { failuresInARow: 0, failingSince: null, disables: false }
  const since = failingSince ?? now
  const failures = failuresInARow + 1
  const disables = failures >= mostFailures && now.getTime() - since.getTime() >= longestFailingMs
  return { failuresInARow: failures, failingSince: since, disables: disables || outcome === 'gone' }
}
