import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'
import { expect, test } from 'vitest'
import { signUps } from '#schema/control-plane/tenant.ts'
import { openControlPlane } from '#tenants/open.ts'
import { startTown, type Town } from './town.ts'

const here = '127.0.0.1'
const english = { 'accept-language': 'en' }

const pageOf = async ({ product }: Town) => (await product.send('localhost', '/sign-up', { headers: english })).text()
const challengeOf = async ({ product }: Town, host = 'localhost', path = '/sign-up/challenge') =>
  (await product.get(host, path)).json<Challenge>()
const made = ({ controlPlane }: Town) => controlPlane().select().from(signUps)

async function solved(town: Town, host?: string, path?: string) {
  const challenge = await challengeOf(town, host, path)
  return btoa(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) }))
}

test('in peace nobody is asked for work, and the form is as it was', async () => {
  const town = await startTown()
  await town.press('sign-up network', here, 4)
  await town.press('sign-up everybody', 'all', 59)
  expect(await pageOf(town)).not.toContain('proof-of-work')
  expect((await town.send(await town.filled())).status).toBe(303)
})

for (const [who, limit, key, count] of [
  ['one network', 'sign-up network', here, 5],
  ['everybody', 'sign-up everybody', 'all', 60],
] as const)
  test(`many sign-ups of ${who}: without work the form comes back with all but the password, with it a company is made`, async () => {
    const town = await startTown()
    await town.press(limit, key, count)
    const page = await pageOf(town)
    expect(page).toContain('data-challenge="/sign-up/challenge"')
    expect(page).toContain('it runs no scripts.')
    expect(page).toContain('Please try again in an hour.')
    const fields = await town.filled({ companyName: 'Acme & Söhne' })
    const refused = await town.send({ ...fields, proof: '' })
    expect(refused.status).toBe(422)
    const again = await refused.text()
    expect(again).toContain('Many companies are being set up just now')
    expect(again).toContain('value="Acme &amp; Söhne"')
    expect(again).toContain(`value="${fields.idempotencyKey}"`)
    expect(again).toContain('<proof-of-work')
    expect(again).not.toContain(fields.password)
    expect(await made(town)).toEqual([])

    expect((await town.send({ ...fields, proof: await solved(town) })).status).toBe(303)
    expect(await made(town)).toHaveLength(1)
  })

test('work that was refused counts against nobody: a flood without it does not close the door', async () => {
  const town = await startTown()
  await town.press('sign-up network', here, 5)
  for (let n = 0; n < 8; n++) expect((await town.send(await town.filled())).status).toBe(422)
  expect((await town.send({ ...(await town.filled()), proof: await solved(town) })).status).toBe(303)
})

test('a proof makes one company: a replay is refused, at the same moment too, and the same form sent twice is one', async () => {
  const town = await startTown()
  await town.press('sign-up network', here, 5)
  const proof = await solved(town)
  const forms = await Promise.all([1, 2, 3].map(async () => ({ ...(await town.filled()), proof })))
  const answers = await Promise.all(forms.map((form) => town.send(form)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422])
  expect((await town.send({ ...(await town.filled()), proof })).status).toBe(422)
  const winner = forms[answers.findIndex(({ status }) => status === 303)]!
  expect((await town.send(winner)).status).toBe(303)
  expect(await made(town)).toHaveLength(1)
})

test('forged, altered, of a company, or too late: none counts', async () => {
  const town = await startTown()
  await town.press('sign-up network', here, 5)
  const own = await solved(town)
  const sent = JSON.parse(atob(own))
  const acme = await town.product.company('acme')
  town.product.platform.tenants = { ...town.product.platform.tenants, byHost: async () => acme.tenant }
  const proofs = [
    'nonsense',
    btoa('null'),
    btoa(JSON.stringify({ ...sent, solution: { ...sent.solution, counter: sent.solution.counter + 1 } })),
    btoa(JSON.stringify({ ...sent, challenge: { ...sent.challenge, signature: '00' } })),
    await solved(town, acme.host, '/report/challenge'),
  ]
  for (const proof of proofs) expect((await town.send({ ...(await town.filled()), proof })).status).toBe(422)
  expect((await town.send({ ...(await town.filled()), proof: 'x'.repeat(4_001) })).status).toBe(422)
  town.pass(21 * 60)
  expect((await town.send({ ...(await town.filled()), proof: own })).status).toBe(422)
  expect(await made(town)).toEqual([])
})

test('the more come in, the harder the work; a used-up limit asks to wait, work or not', async () => {
  const town = await startTown()
  await town.press('sign-up everybody', 'all', 60)
  const { cost } = (await challengeOf(town)).parameters
  await town.press('sign-up everybody', 'all', 150)
  expect((await challengeOf(town)).parameters.cost).toBeGreaterThan(cost)
  await town.press('sign-up everybody', 'all', 300)
  const refused = await town.send({ ...(await town.filled()), proof: await solved(town) })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('eight at the same moment without work: no more than five get through', async () => {
  const town = await startTown()
  const forms = await Promise.all(Array.from({ length: 8 }, () => town.filled()))
  const answers = await Promise.all(forms.map((form) => town.send(form)))
  const through = answers.filter(({ status }) => status === 303)
  expect(through.length).toBeLessThanOrEqual(5)
})

test('where the register does not answer, the form is shown all the same', async () => {
  const away = () => Promise.reject(new TypeError('fetch failed'))
  const town = await startTown()
  town.product.platform.controlPlane = () => openControlPlane('http://127.0.0.1:9', 'x', { fetch: away, timeoutMs: 50 })
  const answer = await town.product.send('localhost', '/sign-up', { headers: english })
  expect(answer.status).toBe(200)
  expect(await answer.text()).not.toContain('proof-of-work')
})
