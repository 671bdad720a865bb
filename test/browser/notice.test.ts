import { expect, test } from 'vitest'
import { notices } from '#schema/notice.ts'
import { decisions } from '#schema/tenant/decision.ts'
import { decisionDifferences, recomputations } from '#schema/tenant/recomputation.ts'
import { newId } from '#tenants/id.ts'
import { write } from '#tenants/round-trip.ts'
import { unsubscribeTicket } from '#worker/operations/unsubscribe-ticket.ts'
import { addEnding } from '../site-notice.ts'
import { inBoth } from './both.ts'
import { signUpCompany } from './company.ts'
import { insideOf } from './ledger.ts'
import { desktop, lookAround, visitor } from './visitor.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10) as never

test('what will be sent is held and released, one and many at a time; what nobody knows waits for two buttons', async () => {
  const { owner, company } = await signUpCompany({}, 'TP-MFG', '华东设备服务有限公司')
  const { page } = owner
  await page.setViewportSize(desktop)
  const at = (path: string) => `${company.origin}/console/notices${path}`
  await inBoth(page, at(''), 'notices-none')
  await insideOf(company.slug, async ({ db }) => {
    const now = new Date()
    for (const nth of [1, 2, 3]) {
      const email = `buyer-${nth}@customer.example`
      await addEnding(db, now, { number: `HT-2026-00${nth}`, endsOn: inDays(12 + nth), email })
      await addEnding(db, now, { number: `HT-2027-00${nth}`, endsOn: inDays(60 + nth), email })
    }
    await write(
      db,
      unknownRows(now).map((row) => db.insert(notices).values(row)),
    )
  })
  await inBoth(page, at(''), 'notices')
  await page.locator('button[formaction*="/hold"]').first().click()
  await page.waitForURL(/done=hold/)
  await lookAround(page, 'notices-held')
  await page.locator('button[formaction*="/release"]').first().click()
  await page.waitForURL(/done=release/)
  await inBoth(page, at('/release'), 'notice-release')
  await page.getByRole('button', { name: /放行|Release/ }).click()
  await page.waitForURL(/done=together/)
  await lookAround(page, 'notices-released')
  await inBoth(page, at('/release'), 'notice-release-none')
  await inBoth(page, `${at('/go-live')}?day=${inDays(-60)}`, 'notice-go-live')
  await inBoth(page, at('/ledger'), 'notice-ledger')
  await inBoth(page, at('/ledger?state=attention'), 'notice-attention')
  await inBoth(page, at('/unknown-one'), 'notice-unknown')
  await inBoth(page, at('/came-back'), 'notice-came-back')
  await inBoth(page, at('/complained'), 'notice-complained')
  await inBoth(page, at('/of-a-request'), 'notice-of-request')
  await page.goto(at('/unknown-one'))
  await page.locator('form[action$="/arrived"] button, button[formaction$="/arrived"]').first().click()
  await page.waitForURL(/done=arrived/)
  await lookAround(page, 'notice-arrived')
  owner.expectQuiet()
}, 240_000)

test('whoever unsubscribes needs no log-in, and a person lets them in again', async () => {
  const { owner, company } = await signUpCompany({}, 'TP-MFG', '华东设备服务有限公司')
  const ticket = await insideOf(company.slug, async ({ db, tenant, vault }) => {
    const [row] = unknownRows(new Date())
    await write(db, [
      db.insert(notices).values({ ...row!, key: 'an-offer', state: 'sent', content: 'commercial', failure: null }),
    ])
    return unsubscribeTicket(vault, tenant, 'an-offer')
  })
  const reader = await visitor()
  await inBoth(reader.page, `${company.origin}/unsubscribe/${ticket}`, 'unsubscribe')
  await reader.page.getByRole('button', { name: /退订|Unsubscribe/ }).click()
  await lookAround(reader.page, 'unsubscribed')
  const { page } = owner
  await page.goto(`${company.origin}/console/settings/suppressions`)
  await page
    .getByRole('link', { name: /恢复发送|Send again/ })
    .first()
    .click()
  await page.fill('[name=reason]', '客户来电要求恢复')
  await page.getByRole('button', { name: /恢复发送|Send again/ }).click()
  await page.waitForURL(/told=restored/)
  await lookAround(page, 'suppression-restored')
  await reader.page.goto(`${company.origin}/unsubscribe/${'x'.repeat(43)}.${'y'.repeat(16)}`)
  expect(await reader.page.title()).not.toBe('')
  owner.expectQuiet()
  reader.expectQuiet()
})

test('decisions that come out otherwise stand above the log until somebody has checked them', async () => {
  const { owner, company } = await signUpCompany()
  const { page } = owner
  await insideOf(company.slug, async ({ db }) => {
    const now = new Date()
    const kinds = ['arrival_window', 'coverage', 'warranty']
    // The nights are over: the product's own job would find these anew, for they have no clauses.
    const night = { on: inDays(2), cursor: '', checked: 3, differing: 3, startedAt: now, finishedAt: now }
    await write(db, [db.insert(recomputations).values(night)])
    await write(
      db,
      kinds.flatMap((kind, nth) => [
        db.insert(decisions).values({
          ...{ id: `d${nth}`, subject: newId(now), kind, clauseKey: 'c', clauseNumber: 12 + nth, at: now },
          ...{ policyVersionId: 'v', inputs: {}, result: {}, steps: [] },
        }),
        db
          .insert(decisionDifferences)
          .values({ decisionId: `d${nth}`, subject: 'r1', stored: {}, computed: {}, foundAt: now }),
      ]),
    )
  })
  await inBoth(page, `${company.origin}/console/audit`, 'audit-differences')
  await page
    .getByRole('button', { name: /^(已核对|Checked)$/ })
    .first()
    .click()
  await page.waitForURL(/done=seen/)
  await lookAround(page, 'audit-differences-seen')
  await page.getByRole('button', { name: /都已核对|All 2 are checked/ }).click()
  await expect.poll(() => page.getByRole('button', { name: /核对|hecked/ }).count()).toBe(0)
  owner.expectQuiet()
})

/** As the jobs leave them: nobody knows, came back, called spam, for a robot. */
function unknownRows(now: Date): (typeof notices.$inferInsert)[] {
  const ending = {
    ...{
      of: 'contract',
      kind: 'contract_end',
      to: '罗芳',
      customer: '天泰物业',
      name: '空压机年度保养',
      country: 'CN',
    },
    ...{ number: 'HT-2026-009', startsOn: '2025-06-01', endsOn: inDays(20), autoRenew: false, renewalId: 'rn1' },
    ...{ content: 'service', isLate: false, latestOn: null },
  }
  const row = {
    ...{
      channel: 'email' as const,
      recipient: 'luo@customer.example',
      template: 'ending_customer',
      lang: 'zh-CN' as const,
    },
    ...{ data: ending, subject: 'c9', dueAt: now, createdAt: now, attempt: 1, kind: 'contract_end' as const },
  }
  const request = {
    ...{ topic: 'new', requestId: 'r1', number: 1042, type: 'fault', urgency: 'high', channel: 'web_form' },
    ...{ zone: 'urban', due: { clock: 'arrival', dueAt: now.getTime(), clause: 12 } },
  }
  const sent = { ...row, state: 'sent' as const, sentAt: now, providerId: '49a3999c-0ce1-4ea6-ab68' }
  return [
    { ...row, key: 'unknown-one', state: 'unknown', failure: 'the lease ran out: it may have been sent', attempt: 3 },
    { ...row, key: 'came-back', state: 'failed', failure: 'bounced General', sentAt: now },
    { ...sent, key: 'complained', failure: 'complained' },
    { ...sent, key: 'delayed', failure: 'delayed MailboxFull' },
    {
      ...{ ...sent, key: 'of-a-request', channel: 'staff', recipient: 'x', template: 'request_new', data: request },
      ...{ kind: 'request', providerId: null },
    },
  ]
}
