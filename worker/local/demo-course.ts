import { instantAfterWorkingTime } from '#rules/calendar-time.ts'
import type { Setting, Story } from './demo-story.ts'

export type StepKind =
  | 'triage'
  | 'reply'
  | 'note'
  | 'assign'
  | 'wait_customer'
  | 'wait_parts'
  | 'resume'
  | 'arrive'
  | 'resolve'
  | 'ask'
  | 'confirm'
  | 'cancel'
  | 'reopen'

/** What somebody does about a request, and when. */
export type PlannedStep = { at: Date; kind: StepKind; text: string }

const hourMs = 3_600_000

/** The whole way of a request, as if today were far away; what lies after `now` has not happened yet. */
export function courseOf(setting: Setting, story: Story): PlannedStep[] {
  const steps = stepsOf(setting, story).filter(({ at }) => at <= setting.now)
  return steps.sort((one, other) => one.at.getTime() - other.at.getTime())
}

type Later = (from: Date, least: number, most: number) => Date

function stepsOf(setting: Setting, story: Story): PlannedStep[] {
  const { chance, calendar } = setting
  const later: Later = (from, least, most) =>
    instantAfterWorkingTime(calendar, from, chance.between(least, most)) ?? from
  if (story.fate === 'held' || story.fate === 'unanswered') return []
  if (story.fate === 'cancelled') return cancelled(setting, story, later)
  const begun = beginning(setting, story, later)
  const ready = begun.at(-1)!.at
  if (story.fate === 'stuck') return begun
  if (story.fate === 'customer') return [...begun, waiting(setting, later(ready, 20, 90))]
  const worked = work(setting, story, ready, later)
  if (story.fate === 'parts')
    return [...begun, ...worked.filter(({ kind }) => kind === 'arrive' || kind === 'wait_parts')]
  const solvedAt = worked.at(-1)!.at
  if (story.fate === 'resolved') return [...begun, ...worked]
  const ending = chance.happens(0.04) ? again(setting, story, solvedAt, later) : end(setting, solvedAt)
  return [...begun, ...worked, ...ending]
}

/** Looked at, answered, somebody sent; now and then a question in between. */
function beginning({ chance, cast, now }: Setting, { fault, fate, at }: Story, later: Later): PlannedStep[] {
  const isOld = now.getTime() - at.getTime() > 96 * hourMs
  const isSlow = fate === 'ordinary' && chance.happens(0.06)
  const answeredAt = isSlow ? later(at, 700, 1_600) : later(at, 3, 20 + chance.skewed(0, 180))
  const assignedAt = later(answeredAt, 5, fate === 'stuck' ? 15 : 90)
  const steps: PlannedStep[] = [
    { kind: 'triage', at: answeredAt, text: '' },
    { kind: 'reply', at: new Date(answeredAt.getTime() + 60_000), text: fault.answer },
  ]
  if (chance.happens(0.2)) {
    const { asked, answered } = chance.pick(cast.clientele.followUps)
    const askedAt = new Date(answeredAt.getTime() + chance.between(5, 90) * 60_000)
    steps.push({ kind: 'ask', at: askedAt, text: asked })
    if (isOld || chance.happens(0.5)) steps.push({ kind: 'reply', at: later(askedAt, 4, 60), text: answered })
  }
  if (fault.note && chance.happens(0.5)) steps.push({ kind: 'note', at: assignedAt, text: fault.note })
  return [...steps, { kind: 'assign', at: assignedAt, text: '' }]
}

function waiting({ chance, cast }: Setting, at: Date): PlannedStep {
  return { kind: 'wait_customer', at, text: chance.pick(cast.clientele.waitsForCustomer) }
}

function work(setting: Setting, story: Story, from: Date, later: Later): PlannedStep[] {
  const { chance } = setting
  const { fault, onSite, fate } = story
  const steps: PlannedStep[] = []
  let at = from
  if (fate === 'ordinary' && chance.happens(0.08)) {
    steps.push(waiting(setting, later(at, 5, 60)))
    at = later(at, 300, 1_200)
    steps.push({ kind: 'resume', at, text: '' })
  }
  if (onSite) {
    at = later(at, 50, chance.happens(0.12) ? 700 : 260)
    steps.push({ kind: 'arrive', at, text: '' })
  }
  if (fate === 'parts' || (fault.part && chance.happens(0.18))) {
    steps.push({ kind: 'wait_parts', at: later(at, 15, 50), text: fault.part ?? '' })
    at = later(at, 500, 1_700)
    steps.push({ kind: 'resume', at, text: '' })
  }
  return [...steps, { kind: 'resolve', at: later(at, 25, onSite ? 150 : 420), text: fault.solved }]
}

/** Half of the customers say that it is solved; the silence of all closes it in the end, as the policy says. */
function end({ chance }: Setting, solvedAt: Date): PlannedStep[] {
  if (!chance.happens(0.55)) return []
  return [{ kind: 'confirm', at: new Date(solvedAt.getTime() + chance.between(2, 70) * hourMs), text: '' }]
}

function again(setting: Setting, { fault }: Story, solvedAt: Date, later: Later): PlannedStep[] {
  const { chance, cast } = setting
  const reopenedAt = later(solvedAt, 400, 1_200)
  const assignedAt = later(reopenedAt, 10, 60)
  const solvedAgainAt = later(assignedAt, 200, 900)
  return [
    { kind: 'reopen', at: reopenedAt, text: chance.pick(cast.clientele.reopens) },
    { kind: 'assign', at: assignedAt, text: '' },
    { kind: 'resolve', at: solvedAgainAt, text: fault.solved },
    ...end(setting, solvedAgainAt),
  ]
}

function cancelled({ chance, cast }: Setting, { fault, at }: Story, later: Later): PlannedStep[] {
  const answeredAt = later(at, 5, 90)
  return [
    { kind: 'reply', at: answeredAt, text: fault.answer },
    { kind: 'cancel', at: later(answeredAt, 20, 500), text: chance.pick(cast.clientele.cancels) },
  ]
}
