import { offsetSpanAt } from '#rules/day.ts'
import { may, type Permission } from '#rules/role.ts'
import type { Member } from '#schema/tenant/member.ts'
import { read } from '#tenants/round-trip.ts'
import { hashOf } from '#tenants/vault.ts'
import type { Reached } from '../operations/photo.ts'
import { receiveReport } from '../operations/report.ts'
import { addNote, cancelRequest, reopenRequest, replyTo, resolveRequest } from '../operations/service-request-answer.ts'
import { enterCall } from '../operations/service-request-entry.ts'
import { triageRequest } from '../operations/service-request-triage.ts'
import { assignRequest, endPause, pauseRequest, recordArrival } from '../operations/service-request-work.ts'
import { type CustomerPost, confirmByCustomer, writeByCustomer } from '../operations/tracking.ts'
import { trackingToken } from '../operations/tracking-token.ts'
import type { Platform } from '../platform/platform.ts'
import { findByTracking } from '../queries/service-request.ts'
import type { Staged } from './demo-company.ts'
import type { PlannedStep, StepKind } from './demo-course.ts'
import { displayPicture } from './demo-picture.ts'
import type { Setting, Story } from './demo-story.ts'

export type Stage = Staged & { platform: Platform; setting: Setting }

/** The request comes in at its time, through the public form or the desk. Answers its id. */
export const receive = (stage: Stage, story: Story, nth: number): Promise<string> =>
  story.channel === 'web_form' ? report(stage, story, nth) : enter(stage, story, nth)

async function report(stage: Stage, story: Story, nth: number): Promise<string> {
  const { tenant, db, platform, setting } = stage
  const { person, fault } = story
  const pictures = Array.from({ length: story.photos }, () => displayPicture(setting.chance))
  const outcome = await receiveReport({ tenant, db, platform, now: story.at } satisfies Reached, {
    report: {
      ...{ idempotencyKey: await keyOf(stage, nth, 'form'), draftId: await keyOf(stage, nth, 'draft'), proof: '' },
      ...{ name: person.name, phone: person.phone, email: person.email ?? '' },
      ...{ address: person.address, zone: person.zone, product: fault.product },
      ...{ serialNumber: story.serialNumber ?? '', description: story.said, urgency: story.urgency },
      wishedAt: story.wishedAt ? localText(story.wishedAt, setting.calendar.timeZone) : '',
      exportConsent: 'yes',
      machine: '',
      homepage: story.fate === 'held' ? 'https://cheap.example' : '',
    },
    errors: {},
    files: pictures.map((bytes) => new File([bytes], 'photo.png')),
    ...{ removed: [], lang: setting.cast.lang, from: addressOf(nth) },
  })
  if (outcome.kind !== 'received') throw new Error(`a demo report was not received: ${JSON.stringify(outcome.kind)}`)
  const [[row]] = await read(db, [findByTracking(db, await hashOf(outcome.token))])
  return row!.id
}

async function enter(stage: Stage, story: Story, nth: number): Promise<string> {
  const { tenant, db, platform } = stage
  const { person, fault, channel, serialNumber, urgency, onSite } = story
  const actor = one(stage, 'requests.create', 'agent')
  const { company } = stage.setting.cast
  const scope = {
    tenant,
    db,
    now: story.at,
    actor,
    company,
    vault: platform.vault,
    key: await keyOf(stage, nth, 'call'),
  }
  const entered = await enterCall(scope, {
    ...{ channel, type: 'fault', name: person.name, phone: person.phone, email: person.email },
    ...{ address: person.address, zone: person.zone, product: fault.product, serialNumber },
    ...{ description: story.said, urgency, impact: 'one', onSite },
  })
  if (!('id' in entered)) throw new Error(`a demo call was not entered: ${JSON.stringify(entered)}`)
  return entered.id
}

/** Forms are sent once, and a picture has the same key at every reset. */
const keyOf = ({ setting }: Stage, nth: number, form: string) => hashOf(`demo ${setting.cast.slug} ${nth} ${form}`)

/** Everybody has a network of their own. */
const addressOf = (nth: number) => `10.${nth % 250}.${Math.floor(nth / 250)}.7`

/** As a form sends a time of the company's own clock. */
const localText = (at: Date, timeZone: string) =>
  new Date(at.getTime() + offsetSpanAt(at.getTime(), timeZone).offset).toISOString().slice(0, 16)

/** Everything that is done about it, each step at its time and by somebody who may; what no longer fits is left out. */
export async function goThrough(stage: Stage, story: Story, id: string, nth: number, steps: readonly PlannedStep[]) {
  const engineer = one(stage, 'requests.arrive', 'engineer', story.at)
  const { tenant, db, platform } = stage
  const { vault } = platform
  const token = await trackingToken(vault, tenant, id)
  for (const [index, step] of steps.entries()) {
    const actor = actorOf(stage, step.kind, engineer)
    const post = { token, idempotencyKey: await keyOf(stage, nth, `step ${index}`), from: addressOf(nth) }
    const scope = { tenant, db, vault, platform, now: step.at, actor }
    await doing[step.kind](scope, { id, story, step, engineerId: engineer.id, post })
  }
}

type Scope = Parameters<typeof replyTo>[0] & Reached
type What = { id: string; story: Story; step: PlannedStep; engineerId: string; post: CustomerPost }
type Doing = (scope: Scope, what: What) => Promise<unknown>

const doing: Record<StepKind, Doing> = {
  triage: (scope, { id, story: { urgency, person, onSite } }) =>
    triageRequest(scope, id, { urgency, impact: 'one', zone: person.zone || null, onSite }),
  reply: (scope, { id, step }) => replyTo(scope, id, step.text),
  note: (scope, { id, step }) => addNote(scope, id, step.text),
  assign: (scope, { id, engineerId }) => assignRequest(scope, id, engineerId),
  wait_customer: (scope, { id, step }) => pauseRequest(scope, id, 'waiting_customer', step.text),
  wait_parts: (scope, { id, step }) => pauseRequest(scope, id, 'waiting_parts', step.text || undefined),
  resume: (scope, { id }) => endPause(scope, id),
  arrive: (scope, { id, step }) => recordArrival(scope, id, step.at),
  resolve: (scope, { id, step }) => resolveRequest(scope, id, step.text),
  cancel: (scope, { id, step }) => cancelRequest(scope, id, step.text),
  reopen: (scope, { id, step }) => reopenRequest(scope, id, step.text),
  ask: (scope, { step, post }) =>
    writeByCustomer(byCustomer(scope), post, { body: step.text, draftId: post.idempotencyKey, files: [], removed: [] }),
  confirm: (scope, { post }) => confirmByCustomer(byCustomer(scope), post),
}

/** No member did it. */
const byCustomer = ({ actor: _, ...reached }: Scope) => reached

/** The engineer sent does the work; the desk does the rest. */
function actorOf(stage: Stage, kind: StepKind, engineer: Member): Member {
  if (kind === 'arrive' || kind === 'resolve' || kind === 'wait_parts') return engineer
  if (kind === 'assign') return one(stage, 'requests.assign', 'supervisor')
  return one(stage, 'requests.answer', 'agent')
}

/** Whoever has left did nothing in the last weeks. */
function one({ staff, setting }: Stage, permission: Permission, role: Member['role'], at?: Date): Member {
  const { cast, chance, now } = setting
  const isRecent = at && now.getTime() - at.getTime() < leftBeforeDays * 86_400_000
  const able = staff.filter((member, index) => {
    const isHere = member.joinedAt && !(isRecent && cast.members[index]?.is === 'disabled')
    return isHere && member.role === role && may(member.role, permission)
  })
  return chance.pick(able)
}

const leftBeforeDays = 21
