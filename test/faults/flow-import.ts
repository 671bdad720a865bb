import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { continueImports } from '#worker/jobs/continue-imports.ts'
import type { Flow } from './flow.ts'
import { consoleFlow, type Found } from './flow-member.ts'

const machines = `客户名称,电话,产品型号,序列号,安装日期
甲公司,0571-8765 4321,BX-120,A-1,2025-06-01
甲公司,0571-8765 4321,BX-120,A-2,2025-06-01
乙公司,0571-8765 4322,BX-240,A-2,2025-06-01
`
const mapping = {
  ...{ kind: 'asset', 'column.0': 'customer', 'column.1': 'phone', 'column.2': 'product' },
  ...{ 'column.3': 'serialNumber', 'column.4': 'installedOn' },
}

function tableForm() {
  const form = new FormData()
  form.set('idempotencyKey', newSecret())
  form.set('kind', 'guess')
  form.set('sheet', '1')
  form.set('file', new File([machines], '设备.csv', { type: 'text/csv' }))
  return form
}

async function send({ stage, company, cookie }: Found, path: string, fields: Record<string, string> | FormData = {}) {
  const answer = await stage.product.post(company.host, path, fields, cookie)
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status}`)
  return answer.headers.get('location')!
}

const uploaded = async (found: Found) => (await send(found, consolePaths.imports(), tableForm())).split('/').at(-1)!

async function mapped(found: Found) {
  const id = await uploaded(found)
  await send(found, consolePaths.importPart(id, 'mapping'), mapping)
  return id
}

async function checked(found: Found) {
  const id = await mapped(found)
  await send(found, consolePaths.importPart(id, 'steps'))
  return id
}

async function started(found: Found) {
  const id = await checked(found)
  await send(found, consolePaths.importPart(id, 'entry'), { noticesFrom: '2026-01-12' })
  return id
}

async function done(found: Found) {
  const id = await started(found)
  await send(found, consolePaths.importPart(id, 'steps'))
  return id
}

async function undoing(found: Found) {
  const id = await done(found)
  await send(found, consolePaths.importPart(id, 'undoing'), { confirmed: 'yes' })
  await send(found, consolePaths.importPart(id, 'steps'))
  return id
}

const again = 'same' as const

/** A table's way into the register, and out again. */
export const importFlows: Flow[] = [
  consoleFlow('POST /console/imports', {
    path: consolePaths.imports(),
    fields: tableForm,
    adds: { imports: 1, import_chunks: 1, events: 1, idempotency_keys: 1 },
    again,
  }),
  consoleFlow('POST /console/imports/:id/mapping', {
    path: async (found) => consolePaths.importPart(await uploaded(found), 'mapping'),
    fields: mapping,
    adds: { events: 1, import_mappings: 5 },
    again,
  }),
  consoleFlow('POST /console/imports/:id/steps', {
    title: 'judging rows',
    path: async (found) => consolePaths.importPart(await mapped(found), 'steps'),
    adds: {},
    again,
  }),
  consoleFlow('POST /console/imports/:id/entry', {
    path: async (found) => consolePaths.importPart(await checked(found), 'entry'),
    fields: { noticesFrom: '2026-01-12' },
    adds: { events: 1 },
    again,
  }),
  consoleFlow('POST /console/imports/:id/steps', {
    title: 'taking rows over',
    path: async (found) => consolePaths.importPart(await started(found), 'steps'),
    adds: {
      ...{ assets: 2, customers: 1, products: 1, decisions: 2, events: 1, plannings: 1 },
      ...{ search_entries: 4, register_search: 4 },
    },
    again,
  }),
  consoleFlow('POST /console/imports/:id/undoing', {
    path: async (found) => consolePaths.importPart(await done(found), 'undoing'),
    fields: { confirmed: 'yes' },
    adds: { events: 1 },
    again,
  }),
  {
    ...consoleFlow('POST /console/imports/:id/steps', {
      title: 'taking rows back',
      path: async (found) => consolePaths.importPart(await undoing(found), 'steps'),
      adds: {
        ...{ assets: -2, products: -1, customers: -1, decisions: -2, events: 1 },
        ...{ search_entries: -4, register_search: -4 },
      },
      again,
    }),
    /** Sent again it takes the next kind of rows back; the company's jobs do the rest. */
    settle: ({ company: { tenant, db }, product }) =>
      continueImports({ tenant, db, now: product.clock.now, vault: product.platform.vault }),
  },
  consoleFlow('POST /console/imports/:id/dropping', {
    path: async (found) => consolePaths.importPart(await checked(found), 'dropping'),
    adds: { events: 1, import_chunks: -1 },
    again,
  }),
]
