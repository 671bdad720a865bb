import { expect, test } from 'vitest'
import { members } from '#schema/tenant/member.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { receive } from '../fixtures.ts'
import { startProduct } from '../harness.ts'
import { formOn, wordsOn } from './page-form.ts'
import { browserAt, mailedToken, signedIn } from './signed-in.ts'

const posts = [
  { post: 'service_manager', words: 'service manager', role: 'supervisor', mayAssign: 303 },
  { post: 'group_leader', words: 'group leader', role: 'supervisor', mayAssign: 303 },
  { post: 'technician', words: 'technician', role: 'engineer', mayAssign: 403 },
]

test('[S3.2-02] department manager, team lead and technician are posts that people are invited to, each with its permissions', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  const admin = await signedIn(product, acme, 'admin')
  const { id } = await receive(product, acme)
  for (const { post, role, mayAssign } of posts) {
    const email = `${post}@acme.example`
    const guest = { name: `the ${post}`, email, role, position: post, lang: 'en' }
    expect([post, (await admin.post(consolePaths.invitations(), guest)).status]).toEqual([post, 303])
    const visitor = browserAt(product, acme.host)
    const path = `/invitation/${await mailedToken(product, acme, email)}`
    const joined = await visitor.post(path, { name: guest.name, password: 'a sentence of my own', lang: 'en' })
    expect([post, joined.status]).toEqual([post, 303])
    const assignment = { idempotencyKey: newSecret(), memberId: acme.memberOf('engineer').id }
    const answer = await visitor.post(consolePaths.requestStep(id, 'assignment'), assignment)
    expect([post, answer.status]).toEqual([post, mayAssign])
  }
  const rows = await acme.db.select().from(members)
  for (const { post, role } of posts) expect(rows.find(({ position }) => position === post)).toMatchObject({ role })
  const page = wordsOn(await (await admin.get(consolePaths.members())).text())
  for (const { post, words } of posts) expect(page).toMatch(new RegExp(`the ${post}.{0,80}${words}`, 'i'))
})

test('left to the position, the role is the one that comes with it; without a position somebody has to choose', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  const admin = await signedIn(product, acme, 'admin')
  const invite = (position: string) => {
    const guest = { name: 'Li Lei', email: `new.${position || 'one'}@acme.example`, lang: 'en' }
    return admin.post(consolePaths.invitations(), { ...guest, position, role: 'by_position' })
  }
  for (const { post, role } of [...posts, { post: 'finance', role: 'agent' }]) {
    expect([post, (await invite(post)).status]).toEqual([post, 303])
    const rows = await acme.db.select().from(members)
    expect(rows.find(({ position }) => position === post)).toMatchObject({ role })
  }
  const undecided = await invite('')
  expect(undecided.status).toBe(422)
  expect(wordsOn(await undecided.text())).toContain('Choose a position, or choose a role instead')
  expect((await invite('owner')).status).toBe(422)
})

test('[S3.5-05] a service manager with the rights for it writes the norms and sends people; a technician does neither', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  const admin = await signedIn(product, acme, 'admin')
  const { id } = await receive(product, acme)
  for (const { post, role, norms, sends } of [
    { post: 'service_manager', role: 'admin', norms: 303, sends: 303 },
    { post: 'technician', role: 'engineer', norms: 403, sends: 403 },
  ]) {
    const email = `${post}@acme.example`
    const guest = { name: `the ${post}`, email, role, position: post, lang: 'en' }
    expect([post, (await admin.post(consolePaths.invitations(), guest)).status]).toEqual([post, 303])
    const visitor = browserAt(product, acme.host)
    const path = `/invitation/${await mailedToken(product, acme, email)}`
    await visitor.post(path, { name: guest.name, password: 'a sentence of my own', lang: 'en' })
    expect([post, (await visitor.post(consolePaths.policyDraft('service'), {})).status]).toEqual([post, norms])
    const assignment = { idempotencyKey: newSecret(), memberId: acme.memberOf('engineer').id }
    const answer = await visitor.post(consolePaths.requestStep(id, 'assignment'), assignment)
    expect([post, answer.status]).toEqual([post, sends])
    const clause = consolePaths.policyClause('service', 'TX-REPLY')
    const page = await (await visitor.get(clause)).text()
    const form = await formOn(page, clause)
    form.set('sla.first_reply.hours', '2')
    expect([post, (await visitor.post(clause, Object.fromEntries(form) as Record<string, string>)).status]).toEqual([
      post,
      norms,
    ])
  }
  const draft = wordsOn(await (await admin.get(consolePaths.policyDraft('service'))).text())
  expect(draft).toContain('within 2 hours')
})
