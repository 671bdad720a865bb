import { duplicateTextOf } from '#rules/duplicate.ts'
import { promiseForReport } from '#rules/report.ts'
import { may, type Permission } from '#rules/role.ts'
import { decideConfirmation, type StepReason } from '#rules/service-request-step.ts'
import type { Member } from '#schema/tenant/member.ts'
import { newId } from '#tenants/id.ts'
import { hashOf } from '#tenants/vault.ts'
import { storePhotos } from '../operations/photo.ts'
import { addNote, cancelRequest, reopenRequest, replyTo, resolveRequest } from '../operations/service-request-answer.ts'
import { creationWrites, type Intake } from '../operations/service-request-creation.ts'
import { takeStep } from '../operations/service-request-step.ts'
import { triageRequest } from '../operations/service-request-triage.ts'
import { assignRequest, endPause, pauseRequest, recordArrival } from '../operations/service-request-work.ts'
import { trackingToken } from '../operations/tracking-token.ts'
import type { Platform } from '../platform/platform.ts'
import { commit } from '../queries/event.ts'
import { writePhotos } from '../queries/photo.ts'
import { writeMessage } from '../queries/service-request-step.ts'
import type { Staged } from './demo-company.ts'
import type { PlannedStep, StepKind } from './demo-course.ts'
import { displayPicture } from './demo-picture.ts'
import type { Setting, Story } from './demo-story.ts'

export type Stage = Staged & { platform: Platform; setting: Setting }

/** The request comes in at its time, as the public form or the desk takes it. Answers its id. */
export async function receive(stage: Stage, story: Story, nth: number): Promise<string> {
  const { tenant, db, platform, setting } = stage
  const scope = { tenant, db, now: story.at }
  const intake = await intakeOf(stage, story)
  const promise = intake.heldBecause ? null : promiseOf(setting, story)
  const pictures = Array.from({ length: story.photos }, () => displayPicture(setting.chance))
  const place = { draftId: null, requestId: intake.id, expiresAt: null, within: `demo ${nth}` }
  const photos = await storePhotos({ ...scope, platform }, pictures, place)
  const detail = {
    ...{ channel: story.channel, photos: photos.length },
    ...(intake.heldBecause ? { heldBecause: intake.heldBecause } : {}),
  }
  const actor = story.channel === 'web_form' ? {} : { actor: one(stage, 'requests.create', 'agent') }
  await commit({ ...scope, ...actor }, { id: intake.id, version: 0 }, { name: 'service_request.received', detail }, [
    ...creationWrites(scope, intake, promise),
    ...(photos.length > 0 ? [writePhotos(db, photos)] : []),
  ])
  return intake.id
}

function promiseOf({ clauses, versionId, overrides }: Setting, { at, urgency, person, onSite, wishedAt }: Story) {
  const facts = { clauses, versionId, overrides, receivedAt: at, urgency, zone: person.zone, onSite }
  const promise = promiseForReport(facts, wishedAt)
  return promise.allowed ? promise.result : null
}

async function intakeOf({ platform, tenant, setting }: Stage, story: Story): Promise<Intake> {
  const { person, fault, channel, fate, serialNumber, said: description } = story
  const { cast, versionId } = setting
  const id = newId(story.at)
  const machine = { product: fault.product, serialNumber }
  const same = { phone: person.phone, product: fault.product, serialNumber: serialNumber ?? '', description }
  return {
    ...{ id, channel, type: 'fault', description, ...machine },
    ...{ reporterName: person.name, reporterPhone: person.phone, reporterEmail: person.email },
    phoneKey: person.phoneKey,
    ...{ address: person.address || null, zone: person.zone || null },
    ...{ urgency: story.urgency, onSite: story.onSite, wishedAt: story.wishedAt },
    lang: cast.lang,
    trackingHash: await hashOf(await trackingToken(platform.vault, tenant, id)),
    duplicateKey: await hashOf(duplicateTextOf(same)),
    consentedToExport: cast.company.country === 'CN' && platform.dataRegion !== 'cn',
    heldBecause: fate === 'held' ? 'trap' : null,
    policyVersionId: versionId,
  }
}

type Taken = Promise<{ allowed: true } | { allowed: false; reason: StepReason }>

/** Everything that is done about it, each step at its time and by somebody who may; what no longer fits is left out. */
export async function goThrough(stage: Stage, story: Story, id: string, steps: readonly PlannedStep[]) {
  const engineer = one(stage, 'requests.arrive', 'engineer', story.at)
  for (const step of steps) {
    const { tenant, db, platform } = stage
    const scope = { tenant, db, vault: platform.vault, now: step.at }
    const actor = actorOf(stage, step.kind, engineer)
    await doing[step.kind]({ ...scope, actor }, { id, story, step, engineerId: engineer.id })
  }
}

type Scope = Parameters<typeof replyTo>[0]
type Doing = (scope: Scope, what: { id: string; story: Story; step: PlannedStep; engineerId: string }) => Taken

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
  ask: ({ actor: _, ...scope }, { id, step }) =>
    takeStep<StepReason>(
      scope,
      id,
      ({ request: { status, open } }) => ({ allowed: true, result: { status, open } }),
      ({ request }) => ({
        event: { name: 'service_request.message_added' },
        columns: { unansweredSince: request.unansweredSince ?? step.at },
        writes: [
          writeMessage(scope.db, {
            ...{ id: newId(step.at), requestId: id, kind: 'customer', memberId: null, body: step.text, at: step.at },
          }),
        ],
      }),
    ),
  confirm: ({ actor: _, ...scope }, { id }) =>
    takeStep(
      scope,
      id,
      ({ request }) => decideConfirmation(request, scope.now),
      () => ({ event: { name: 'service_request.confirmed' } }),
    ),
  close: ({ actor: _, ...scope }, { id, step }) =>
    takeStep<StepReason>(
      scope,
      id,
      () => ({ allowed: true, result: { status: 'closed', open: false } }),
      () => ({ event: { name: 'service_request.closed' }, columns: { closedAt: step.at } }),
    ),
}

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
