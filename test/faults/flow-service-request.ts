import type { Role } from '#rules/role.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, type RequestStep } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { type Register, registerMachine } from '../registered-machine.ts'
import type { Flow } from './flow.ts'
import type { Stage } from './stage.ts'

type Wish = Pick<Flow, 'adds' | 'title'> & {
  fields?: Record<string, string> | ((stage: Stage) => Record<string, string>)
  /** Steps taken before, each with its fields. */
  after?: [RequestStep, NonNullable<Wish['fields']>][]
  held?: boolean
  role?: Role
  /** A machine, and what else stands in the register. */
  register?: Register
  intake?: Parameters<typeof receive>[2]
}

/** A step that a member takes on one service request. */
function stepFlow(
  step: RequestStep,
  { fields = {}, after = [], held, role = 'supervisor', register, intake = {}, ...flow }: Wish,
): Flow {
  return {
    route: `POST /console/requests/:id/${step}`,
    again: 'same',
    ...flow,
    async fill(stage) {
      const { product, company } = stage
      if (register) await registerMachine(company, register)
      const { id } = await receive(product, company, { ...intake, ...(held ? { heldBecause: 'trap' } : {}) })
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
const machine: Earlier = ['machine', { serialNumber: 'SN 1001', assetId: '' }]
const overridden: Earlier = ['coverage-override', { outcome: 'chargeable', because: '客户自行拆修。' }]
const contract = { asset: { deliveredOn: '2020-03-25' as const }, contract: {} }

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
  stepFlow('resolution', {
    title: 'with its cause and a stay in the depot',
    fields: {
      ...{ resolution: '更换轴承。', solvedCause: 'material', solvedOtherCause: '', solvedComponent: 'compressor' },
      ...{ repairFrom: '2026-01-05', repairUntil: '2026-01-12' },
    },
    register: {},
    after: [machine],
    adds: { messages: 1, events: 2, notices: 1, decisions: 1, asset_repairs: 1 },
  }),
  stepFlow('machine', {
    fields: { serialNumber: 'SN 1001', assetId: '' },
    register: {},
    adds: { events: 1, decisions: 1 },
  }),
  stepFlow('cause', {
    fields: { cause: 'misuse', otherCause: '', component: '' },
    register: {},
    after: [machine],
    role: 'engineer',
    adds: { events: 1, decisions: 1 },
  }),
  stepFlow('coverage-override', { fields: overridden[1], register: {}, after: [machine], adds: { events: 1 } }),
  stepFlow('coverage-override-end', { register: {}, after: [machine, overridden], adds: { events: 1 } }),
  stepFlow('arrival', {
    title: 'which uses up a visit of the contract',
    fields: { at: '2026-01-12T09:00' },
    register: contract,
    after: [machine, assigned],
    adds: { events: 1 },
  }),
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
    adds: { events: 1, clocks: 3, decisions: 5, customers: 1, search_entries: 1, register_search: 1 },
  }),
  stepFlow('release', {
    title: 'rejecting what was held',
    fields: { verdict: 'reject' },
    held: true,
    adds: { events: 1 },
  }),
]
