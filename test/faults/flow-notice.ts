import { newSecret } from '#tenants/vault.ts'
import { consolePaths, type NoticeStep } from '#web/paths.ts'
import { addEnding, addNotice } from '../site-notice.ts'
import type { Flow } from './flow.ts'
import { consoleFlow, type Found } from './flow-member.ts'
import { morning } from './stage.ts'

const soon = new Date('2026-01-20T01:00:00Z')

const rowFlow = (step: NoticeStep, state: string, fields: Record<string, string> = {}) =>
  consoleFlow(`POST /console/notices/:key/${step}`, {
    path: async ({ company }) => {
      const key = await addNotice(company.db, morning, { state, dueAt: soon, attempt: 2 })
      return consolePaths.noticeStep(key, step)
    },
    fields,
    adds: { events: 1 },
    again: 'same',
  })

/** Where the button of the first planned message leads, which has no row yet. */
async function firstButton({ stage, company, cookie }: Found, step: NoticeStep) {
  const page = await (await stage.product.get(company.host, consolePaths.notices(), cookie)).text()
  const path = page.match(new RegExp(`formaction="([^"]+/${step}[^"]*)"`))?.[1]
  if (!path) throw new Error(`nothing to ${step}`)
  return path.replaceAll('&amp;', '&')
}

export const noticeFlows: Flow[] = [
  rowFlow('hold', 'planned'),
  consoleFlow('POST /console/notices/:key/hold', {
    title: 'of what has no row yet',
    path: async (found) => {
      await addEnding(found.company.db, morning, { number: 'HT-1', endsOn: '2026-03-31' })
      return firstButton(found, 'hold')
    },
    fields: { back: 'list' },
    adds: { notices: 1, events: 1 },
    again: 'same',
  }),
  rowFlow('release', 'held'),
  consoleFlow('POST /console/notices/:key/release', {
    title: 'of what was due before the go-live day',
    path: async (found) => {
      await addEnding(found.company.db, morning, { number: 'HT-1', endsOn: '2026-01-25' })
      return firstButton(found, 'release')
    },
    adds: { notices: 1, renewals: 1, events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/notices/release', {
    path: async ({ company }) => {
      await addEnding(company.db, morning, { number: 'HT-1', endsOn: '2026-01-25' })
      await addEnding(company.db, morning, { number: 'HT-2', endsOn: '2026-01-26', email: 'wang@customer.example' })
      return consolePaths.noticeRelease()
    },
    fields: async ({ stage, company, cookie }) => {
      const page = await (await stage.product.get(company.host, consolePaths.noticeRelease(), cookie)).text()
      return { idempotencyKey: newSecret(), day: '', count: /name="count" value="(\d+)"/.exec(page)![1]! }
    },
    adds: { notices: 2, renewals: 2, events: 1, idempotency_keys: 1 },
    again: 'same',
  }),
  rowFlow('arrived', 'unknown'),
  rowFlow('again', 'unknown', { attempt: '2' }),
  consoleFlow('POST /console/notices/go-live', {
    path: consolePaths.noticeGoLive(),
    fields: { day: '2026-02-01' },
    adds: { plannings: 1, events: 1 },
    again: 'same',
  }),
]
