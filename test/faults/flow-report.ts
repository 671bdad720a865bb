import { newSecret } from '#tenants/vault.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { jpeg } from '../cases/photo.ts'
import { receive } from '../fixtures.ts'
import { registerMachine } from '../registered-machine.ts'
import { multipart, typed } from '../report-form.ts'
import type { Flow } from './flow.ts'
import type { Stage } from './stage.ts'

const chinese = '__Host-lang=zh-CN'
const photo = { bytes: jpeg() }

/** Opened first: what it reads is read before anything breaks. */
async function filledReport({ product, company }: Stage, changes: Record<string, string>) {
  await product.get(company.host, publicPaths.report(), chinese)
  return { ...typed, email: 'wang@customer.example', ...changes, idempotencyKey: newSecret(), draftId: newSecret() }
}

const received = {
  ...{
    service_requests: 1,
    service_request_search: 1,
    customers: 1,
    search_entries: 1,
    register_search: 1,
    clocks: 3,
    decisions: 5,
  },
  ...{ events: 1, notices: 1, idempotency_keys: 1 },
}

const { notices: _, ...entered } = received
const { customers: __, search_entries: ___, register_search: ____, ...ofKnownCustomer } = received

export const reportFlows: Flow[] = [
  {
    route: 'POST /report',
    title: 'without a photo',
    again: 'same',
    adds: { ...received, attempts: 3 },
    fill: async (stage) => ({ path: publicPaths.report(), fields: await filledReport(stage, {}), cookie: chinese }),
  },
  {
    route: 'POST /report',
    title: 'with two photos',
    again: 'same',
    adds: { ...received, attempts: 3, photos: 2 },
    fill: async (stage) => {
      const photos = [photo, { bytes: jpeg({ width: 320 }) }]
      return { path: publicPaths.report(), fields: multipart(await filledReport(stage, {}), photos), cookie: chinese }
    },
  },
  {
    route: 'POST /report',
    title: 'the same as a moment ago, with a photo: joined to what is there',
    again: 'same',
    adds: { events: 1, idempotency_keys: 1, photos: 1 },
    fill: async (stage) => {
      const { product, company } = stage
      const first = await filledReport(stage, {})
      await product.send(company.host, publicPaths.report(), {
        method: 'POST',
        cookie: chinese,
        headers: { origin: `https://${company.host}` },
        body: multipart(first),
      })
      const fields = multipart(await filledReport(stage, {}), [photo])
      return { path: publicPaths.report(), fields, cookie: chinese }
    },
  },
  {
    route: 'POST /report',
    title: 'about a machine that is registered, from its customer',
    again: 'same',
    adds: { ...ofKnownCustomer, attempts: 3 },
    fill: async (stage) => {
      await registerMachine(stage.company)
      return { path: publicPaths.report(), fields: await filledReport(stage, {}), cookie: chinese }
    },
  },
  {
    route: 'POST /report',
    title: 'on an isolate that has not seen the company yet',
    again: 'same',
    adds: { ...received, attempts: 3 },
    fill: async () => ({
      path: publicPaths.report(),
      fields: { ...typed, email: 'wang@customer.example', idempotencyKey: newSecret(), draftId: newSecret() },
      cookie: chinese,
    }),
  },
  {
    route: 'POST /report',
    title: 'caught in the trap, and kept for a person',
    again: 'same',
    adds: { service_requests: 1, service_request_search: 1, events: 1, idempotency_keys: 1, attempts: 3 },
    fill: async (stage) => {
      const fields = await filledReport(stage, { homepage: 'https://spam.example' })
      return { path: publicPaths.report(), fields, cookie: chinese }
    },
  },
  {
    route: 'POST /report',
    title: 'refused, with a photo that waits for the next try',
    done: 422,
    again: 'same',
    adds: { photos: 1, attempts: 3 },
    fill: async (stage) => {
      const fields = multipart(await filledReport(stage, { phone: '' }), [photo])
      return { path: publicPaths.report(), fields, cookie: chinese }
    },
  },
  {
    route: 'POST /console/requests',
    title: 'a call that was written down',
    again: 'same',
    adds: entered,
    fill: async ({ company }) => ({
      path: consolePaths.requests(),
      cookie: await company.cookieOf('agent'),
      fields: {
        ...{
          idempotencyKey: newSecret(),
          channel: 'phone',
          type: 'fault',
          phone: '138 0013 8000',
          name: '王芳',
          email: '',
        },
        ...{ address: '人民路 8 号', zone: 'urban', product: 'KFR-35', serialNumber: '', urgency: 'normal' },
        ...{ description: '空调不制冷', impact: 'one', onSite: 'yes' },
      },
    }),
  },
]

type CustomerPost = Pick<Flow, 'title' | 'adds'> & {
  path: (token: string) => string
  fields: Record<string, string>
  files?: { bytes: Uint8Array }[]
  isResolved?: boolean
}

function customerFlow(route: string, { path, fields, files, isResolved, ...flow }: CustomerPost): Flow {
  return {
    route,
    again: 'same',
    ...flow,
    async fill(stage) {
      const { product, company } = stage
      const { id, token } = await receive(product, company)
      if (isResolved) {
        const resolution = { idempotencyKey: newSecret(), resolution: '已清洗滤网。' }
        const step = consolePaths.requestStep(id, 'resolution')
        await product.post(company.host, step, resolution, await company.cookieOf('agent'))
      }
      await product.get(company.host, publicPaths.tracking(token), chinese)
      const keyed = { idempotencyKey: newSecret(), ...fields }
      const posted = files ? multipart({ ...keyed, draftId: newSecret() }, files) : keyed
      return { path: path(token), fields: posted, cookie: chinese }
    },
  }
}

const counted = { events: 1, idempotency_keys: 1, attempts: 1 }

export const trackingFlows: Flow[] = [
  customerFlow('POST /t/:token/messages', {
    path: publicPaths.trackingMessages,
    fields: { body: '下午三点以后在家。' },
    adds: { ...counted, messages: 1 },
  }),
  customerFlow('POST /t/:token/messages', {
    title: 'with a photo',
    path: publicPaths.trackingMessages,
    fields: { body: '铭牌在这里。' },
    files: [photo],
    adds: { ...counted, messages: 1, photos: 1 },
  }),
  customerFlow('POST /t/:token/cancellation', {
    path: publicPaths.trackingCancellation,
    fields: { reason: '自己修好了' },
    adds: { ...counted, messages: 1 },
  }),
  customerFlow('POST /t/:token/confirmation', {
    title: 'it is solved',
    path: publicPaths.trackingConfirmation,
    fields: { solved: 'yes', reason: '' },
    isResolved: true,
    adds: counted,
  }),
  customerFlow('POST /t/:token/confirmation', {
    title: 'it is not solved',
    path: publicPaths.trackingConfirmation,
    fields: { solved: 'no', reason: '还是不制冷' },
    isResolved: true,
    adds: { ...counted, messages: 1, pauses: 1 },
  }),
]
