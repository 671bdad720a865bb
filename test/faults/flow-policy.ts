import { decisionDifferences } from '#schema/tenant/recomputation.ts'
import { write } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { jpeg } from '../cases/photo.ts'
import type { Flow } from './flow.ts'
import { consoleFlow, type Found } from './flow-member.ts'
import { formIn } from './page-form.ts'

const draft = consolePaths.policyDraft('service')
const draftOnce = async ({ stage, company, cookie }: Found) =>
  void (await stage.product.post(company.host, draft, {}, cookie))

const shownForm = async ({ stage, company, cookie }: Found, page: string, action = page) =>
  formIn(await (await stage.product.get(company.host, page, cookie)).text(), action)

/** The first clause of the draft that can be taken out. */
async function clauseKey({ company }: Found, like = '%') {
  const query = `select key from clauses where version_id = (select id from policy_versions where status = 'draft'
    and policy = 'service') and key like '${like}' order by position desc limit 1`
  return String((await company.db.$client.execute(query)).rows[0]!.key)
}

/** Two decisions that came out otherwise last night. */
async function differing({ stage, company: { db } }: Found) {
  const { now } = stage.product.clock
  const row = { subject: 'r1', stored: {}, computed: {}, foundAt: now }
  await write(
    db,
    ['d1', 'd2'].map((decisionId) => db.insert(decisionDifferences).values({ ...row, decisionId })),
  )
  return consolePaths.differencesSeen()
}

export const policyFlows: Flow[] = [
  consoleFlow('POST /console/audit/differences/seen', {
    path: differing,
    fields: { shown: 'd1,d2' },
    adds: { events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/draft', {
    path: draft,
    adds: { policy_versions: 1, clauses: 30, events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/draft/clauses/:key{[A-Z0-9-]+}', {
    path: async (found) => {
      await draftOnce(found)
      return consolePaths.policyClause('service', await clauseKey(found))
    },
    fields: async (found) => {
      const path = consolePaths.policyClause('service', await clauseKey(found))
      return { ...(await shownForm(found, path)), 'title.en': 'Another title' }
    },
    adds: { events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/draft/clauses', {
    path: async (found) => {
      await draftOnce(found)
      return `${draft}/clauses`
    },
    fields: async (found) => ({
      ...(await shownForm(found, `${draft}/clauses`)),
      ...{ 'title.zh-CN': '着装', 'title.en': 'Clothing', 'text.zh-CN': '着工装上门。', 'text.en': 'In work clothes.' },
    }),
    adds: { clauses: 1, events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/draft/clauses/:key{[A-Z0-9-]+}/removal', {
    path: async (found) => {
      await draftOnce(found)
      return `${consolePaths.policyClause('service', await clauseKey(found))}/removal`
    },
    adds: { clauses: -1, events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/draft/withdrawal', {
    path: async (found) => {
      await draftOnce(found)
      return `${draft}/withdrawal`
    },
    fields: (found) => shownForm(found, `${draft}/withdrawal`),
    adds: { events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/draft/publication', {
    path: async (found) => {
      await draftOnce(found)
      return `${draft}/publication`
    },
    fields: async (found) => {
      const { day: _, ...form } = await shownForm(found, `${draft}/publication`)
      return form
    },
    adds: { events: 1, plannings: 1 },
    again: 'same',
  }),
]

const consultation = consolePaths.policyDraftConsultation('staff')

async function consulted({ stage, company, cookie }: Found) {
  await stage.product.post(company.host, consultation, { until: '2026-01-20', invitation: '' }, cookie)
}

export const governanceFlows: Flow[] = [
  consoleFlow('POST /console/policies/:kind/versions/:number/withdrawal', {
    path: async (found) => {
      await draftOnce(found)
      const form = await shownForm(found, `${draft}/publication`)
      const { stage, company, cookie } = found
      const wish = { ...form, effective: 'on_day', day: '2026-02-01' }
      await stage.product.post(company.host, `${draft}/publication`, wish, cookie)
      await draftOnce(found)
      return consolePaths.policyVersionWithdrawal('service', 2)
    },
    fields: { reason: '与新合同不符' },
    adds: { events: 2 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/draft/clauses/:key{[A-Z0-9-]+}/place', {
    path: async (found) => {
      await draftOnce(found)
      return consolePaths.policyClausePlace('service', await clauseKey(found))
    },
    fields: async (found) => shownForm(found, consolePaths.policyClausePlace('service', await clauseKey(found))),
    adds: { events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/draft/consultation', {
    path: consultation,
    fields: { until: '2026-01-20', invitation: '请看第三章' },
    adds: { policy_consultations: 1, events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/versions/:number/consultation/comments', {
    path: async (found) => {
      await consulted(found)
      return consolePaths.policyComments('staff', 1)
    },
    fields: () => ({ idempotencyKey: crypto.randomUUID(), clause: '', body: '第三条太严', answer: 'comment' }),
    adds: { policy_comments: 1, events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/versions/:number/consultation/conclusion', {
    path: async (found) => {
      await consulted(found)
      await found.company.db.$client.execute(`update policy_consultations set until_on = '2026-01-11'`)
      return consolePaths.policyConsultationConclusion('staff', 1)
    },
    fields: { conclusion: '1 月 11 日全员会议通过。' },
    adds: { events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/versions/:number/consultation/end', {
    path: async (found) => {
      await consulted(found)
      return consolePaths.policyConsultationEnd('staff', 1)
    },
    fields: { reason: '要先改第三章' },
    adds: { events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/policies/:kind/versions/:number/acknowledgements', {
    as: 'agent',
    path: async ({ company }) => {
      const published = `status = 'published', effective_from = 1, published_at = 1`
      await company.db.$client.execute(`update policy_versions set ${published} where policy = 'staff'`)
      return consolePaths.policyAcknowledgements('staff', 1)
    },
    adds: { policy_acknowledgements: 1, events: 1 },
    again: 'same',
  }),
]

const nationalDay = { year: '2026', from: '2026-10-08', until: '', kind: 'off', hours: '', note: '盘点' }

export const companyFlows: Flow[] = [
  consoleFlow('POST /console/calendar/days', {
    path: consolePaths.calendarDays(),
    fields: nationalDay,
    adds: { calendar_days: 1, events: 1, plannings: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/calendar/days/:day/removal', {
    path: async ({ stage, company, cookie }) => {
      await stage.product.post(company.host, consolePaths.calendarDays(), nationalDay, cookie)
      return consolePaths.calendarDayRemoval('2026-10-08')
    },
    adds: { calendar_days: -1, events: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/settings', {
    path: consolePaths.settings(),
    fields: async (found) => {
      const { secondFactorRequired: _, ...form } = await shownForm(found, consolePaths.settings())
      return { ...form, name: '新名字', phone: '021-5555 0000' }
    },
    adds: { events: 1, plannings: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/settings/logo', {
    title: 'a new one',
    path: consolePaths.settingsLogo(),
    fields: () => {
      const form = new FormData()
      form.set('idempotencyKey', newSecret())
      form.set('logo', new File([jpeg()], 'logo.jpg', { type: 'image/jpeg' }))
      return form
    },
    adds: { events: 1, idempotency_keys: 1 },
    again: 'same',
  }),
  consoleFlow('POST /console/settings/logo', {
    title: 'taken away',
    path: async ({ company }) => {
      await company.db.$client.execute(`update companies set logo_key = 'logo-before'`)
      return consolePaths.settingsLogo()
    },
    fields: { remove: 'yes' },
    adds: { events: 1 },
    again: 'same',
  }),
]
