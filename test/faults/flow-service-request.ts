import type { Role } from '#rules/role.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, type RequestStep } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import type { Flow } from './flow.ts'
import type { Stage } from './stage.ts'

type Wish = Pick<Flow, 'adds' | 'title'> & {
  fields?: Record<string, string> | ((stage: Stage) => Record<string, string>)
  /** Steps taken before, each with its fields. */
  after?: [RequestStep, NonNullable<Wish['fields']>][]
  held?: boolean
  role?: Role
}

/** A step that a member takes on one service request. */
function stepFlow(step: RequestStep, { fields = {}, after = [], held, role = 'supervisor', ...flow }: Wish): Flow {
  return {
    route: `POST /console/requests/:id/${step}`,
    again: 'same',
    ...flow,
    async fill(stage) {
      const { product, company } = stage
      const { id } = await receive(product, company, held ? { heldBecause: 'trap' } : {})
      const cookie = await company.cookieOf(role)
      const form = (name: RequestStep, more: Record<string, string>) => ({
        path: consolePaths.requestStep(id, name),
        fields: { idempotencyKey: newSecret(), ...more },
        cookie,
      })
      const fieldsOf = (wanted: NonNullable<Wish['fields']>) => (typeof wanted === 'function' ? wanted(stage) : wanted)
      for (const [name, more] of after) {
        const earlier = form(name, fieldsOf(more))
        const { status } = await product.post(company.host, earlier.path, earlier.fields, cookie)
        if (status !== 303) throw new Error(`${name} before ${step}: ${status}`)
      }
      return form(step, fieldsOf(fields))
    },
  }
}

type Earlier = NonNullable<Wish['after']>[number]
const paused: Earlier = ['pause', { pauseReason: 'waiting_parts' }]
const resolved: Earlier = ['resolution', { resolution: '已清洗滤网。' }]
const engineer = ({ company }: Stage) => ({ memberId: company.memberOf('engineer').id })
const assigned: Earlier = ['assignment', engineer]

export const serviceRequestFlows: Flow[] = [
  stepFlow('reply', { fields: { reply: '工程师下午到。' }, adds: { messages: 1, events: 1, notices: 1 } }),
  stepFlow('note', { fields: { note: 'Ring twice.' }, adds: { messages: 1, events: 1 } }),
  stepFlow('triage', {
    fields: { urgency: 'high', impact: 'all', zone: 'suburban', onSite: 'yes' },
    adds: { events: 1, decisions: 4 },
  }),
  stepFlow('assignment', { fields: engineer, adds: { events: 1, work_orders: 1 } }),
  stepFlow('pause', {
    fields: { pauseReason: 'waiting_customer', pauseNote: '客户不在家' },
    adds: { events: 1, pauses: 1 },
  }),
  stepFlow('pause-end', { after: [paused], adds: { events: 1 } }),
  stepFlow('arrival', { fields: { at: '2026-01-12T09:00' }, after: [assigned], adds: { events: 1 } }),
  stepFlow('resolution', { fields: { resolution: '已清洗滤网。' }, adds: { messages: 1, events: 1, notices: 1 } }),
  stepFlow('reopening', {
    fields: { reopening: '还是不制冷' },
    after: [resolved],
    adds: { messages: 1, events: 1, pauses: 1 },
  }),
  stepFlow('cancellation', { fields: { cancellation: '客户取消' }, adds: { messages: 1, events: 1, notices: 1 } }),
  stepFlow('release', {
    title: 'accepting what was held',
    fields: { verdict: 'accept' },
    held: true,
    adds: { events: 1, clocks: 3, decisions: 4 },
  }),
  stepFlow('release', {
    title: 'rejecting what was held',
    fields: { verdict: 'reject' },
    held: true,
    adds: { events: 1 },
  }),
]
