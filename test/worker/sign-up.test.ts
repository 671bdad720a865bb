import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { dueOf } from '#rules/clock.ts'
import { signUps, tenants } from '#schema/control-plane/tenant.ts'
import { notices } from '#schema/notice.ts'
import { members } from '#schema/tenant/member.ts'
import { links } from '#schema/tenant/session.ts'
import { finishSignUps } from '#worker/operations/sign-up.ts'
import { realDatabases } from './provision-ground.ts'
import { startTown, type Town, unique } from './town.ts'

const cookieOf = (answer: Response) => answer.headers.get('set-cookie')!.split(';')[0]!

async function arrive({ product }: Town, answer: Response) {
  const page = await product.send('localhost', answer.headers.get('location')!, {
    cookie: cookieOf(answer),
    headers: { 'accept-language': 'en' },
  })
  const html = await page.text()
  return { page, html, code: html.match(/name="code" value="([\w-]{43})"/)?.[1] }
}

const welcome = ({ product }: Town, slug: string, code: string) =>
  product.send(`${slug}.localhost`, '/welcome', {
    method: 'POST',
    headers: { origin: 'https://localhost' },
    body: new URLSearchParams({ code }),
  })

test('a company signs up and its owner arrives signed in at its own host', async () => {
  const town = await startTown()
  const fields = await town.filled()
  const answer = await town.send(fields)
  expect(answer.status).toBe(303)
  const { page, html, code } = await arrive(town, answer)
  expect(page.status).toBe(200)
  expect(html).toContain('Acme Lifts Ltd is set up')
  expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' https://${fields.slug}.localhost`)
  expect(page.headers.get('referrer-policy')).toBe('strict-origin')

  const arrived = await welcome(town, fields.slug, code!)
  expect(arrived.status).toBe(303)
  expect(arrived.headers.get('location')).toBe('/console')
  expect(arrived.headers.get('set-cookie')).toContain('__Host-')
  const db = town.product.platform.openDb((await town.directory.byHost(`${fields.slug}.localhost`))!)
  expect(await db.select().from(members)).toMatchObject([
    { email: fields.email, name: 'Ada Byron', role: 'owner', lang: 'en' },
  ])
})

test('the hand-over code works once, lies hashed, and dies after a minute', async () => {
  const town = await startTown()
  const fields = await town.filled()
  const answer = await town.send(fields)
  const { code } = await arrive(town, answer)
  const db = town.product.platform.openDb((await town.directory.byHost(`${fields.slug}.localhost`))!)
  expect(JSON.stringify(await db.select().from(links))).not.toContain(code)
  expect((await welcome(town, fields.slug, code!)).status).toBe(303)
  expect((await welcome(town, fields.slug, code!)).status).toBe(422)

  const again = await arrive(town, answer)
  town.pass(61)
  expect((await welcome(town, fields.slug, again.code!)).status).toBe(422)
})

test('a newer code ends the older one', async () => {
  const town = await startTown()
  const fields = await town.filled()
  const answer = await town.send(fields)
  const [first, second] = [await arrive(town, answer), await arrive(town, answer)]
  expect((await welcome(town, fields.slug, first.code!)).status).toBe(422)
  expect((await welcome(town, fields.slug, second.code!)).status).toBe(303)
})

test('a quarter of an hour later the password is asked for', async () => {
  const town = await startTown()
  const fields = await town.filled()
  const answer = await town.send(fields)
  town.pass(901)
  const { html, code } = await arrive(town, answer)
  expect(code).toBeUndefined()
  expect(html).toContain(`https://${fields.slug}.localhost/sign-in`)
})

test('whoever has only the address of the hand-over page is told nothing', async () => {
  const town = await startTown()
  const answer = await town.send(await town.filled())
  const path = answer.headers.get('location')!
  const stranger = `__Host-sign-up=${'x'.repeat(43)}`
  for (const cookie of ['', stranger]) expect((await town.product.get('localhost', path, cookie)).status).toBe(404)
})

test('a double click, a retry and the back button make one company', async () => {
  const town = await startTown()
  const fields = await town.filled()
  const [first, second] = await Promise.all([town.send(fields), town.send(fields)])
  const third = await town.send({ ...fields, companyName: 'Acme Again', slug: unique('again') })
  const places = [first, second, third].map((answer) => [answer.status, answer.headers.get('location')])
  expect(new Set(places.map(String)).size).toBe(1)
  expect(places[0]![0]).toBe(303)
  expect(await town.controlPlane().select().from(tenants)).toMatchObject([{ slug: fields.slug, status: 'active' }])
})

test('[T-08] an address that is or was somebody’s is refused, with others to take, and everything typed is kept', async () => {
  const town = await startTown()
  const fields = await town.filled()
  await town.send(fields)
  await town.controlPlane().update(tenants).set({ status: 'retired' })
  for (const slug of [fields.slug, fields.slug.replace('acme', 'acrne')]) {
    const answer = await town.send(await town.filled({ slug, companyName: 'Acme & Söhne' }))
    const html = await answer.text()
    expect([slug, answer.status]).toEqual([slug, 409])
    expect(html).toContain('value="Acme &amp; Söhne"')
    expect(html).toMatch(/data-slug="acme-sohne"/)
    expect(html).not.toContain('three blue kettles')
  }
  expect(await town.controlPlane().select().from(tenants)).toHaveLength(1)
})

test('reserved names, weak passwords and missing fields are refused beside the field', async () => {
  const town = await startTown()
  for (const [changes, said] of [
    [{ slug: 'support' }, 'This name is ours'],
    [{ slug: 'Ac_me' }, 'Use small letters'],
    [{ password: 'password1' }, 'Very many people use this password'],
    [{ password: 'short' }, '8 characters or more'],
    [{ country: 'US' }, 'several time zones'],
    [{ country: 'XX' }, 'Choose one of the options'],
    [{ email: 'ada' }, 'valid e-mail address'],
    [{ companyName: '  ' }, 'Please fill this in'],
    [{ packId: 'TP-NO' }, 'Choose one of the options'],
    [{ admin: 'yes' }, 'unknown here'],
  ] as [Record<string, string>, string][]) {
    const answer = await town.send(await town.filled(changes))
    expect([changes, answer.status]).toEqual([changes, 422])
    expect(await answer.text()).toContain(said)
  }
  expect(await town.controlPlane().select().from(signUps)).toEqual([])
})

test('the list of what is missing names each field', async () => {
  const town = await startTown()
  const html = await (await town.send(await town.filled({ companyName: '', ownerName: '' }))).text()
  for (const label of ['Company name', 'Your name']) expect(html).toContain(`>${label}: Please fill this in.</a>`)
})

test('without a script the form suggests an address and asks for it to be looked at', async () => {
  const town = await startTown()
  const answer = await town.send(await town.filled({ slug: '', companyName: '上海恒达机械设备有限公司' }))
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('value="hengda"')
  expect(html).toContain('Keep it or change it')
})

test('while typing, a name is suggested and checked', async () => {
  const town = await startTown()
  const ask = async (name: string, slug: string) =>
    (await town.product.get('localhost', `/sign-up/slug?${new URLSearchParams({ name, slug })}`)).json()
  expect(await ask('上海恒达机械设备有限公司', '')).toMatchObject({ slug: 'hengda', free: true, text: '可以用。' })
  expect(await ask('', 'Login')).toMatchObject({ slug: 'login', free: false })
  const fields = await town.filled()
  await town.send(fields)
  expect(await ask('Acme Lifts Ltd', fields.slug)).toMatchObject({
    free: false,
    suggestions: ['acme-lifts', 'acme', 'acmelifts'],
  })
})

test('a filled trap is told to try again, and the trap is empty then', async () => {
  const town = await startTown()
  const answer = await town.send(await town.filled({ website: 'https://spam.example' }))
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('hidden field')
  expect(html).not.toContain('spam.example')
})

test('one network may set up ten companies a day; the eleventh is told to wait', async () => {
  const town = await startTown()
  await town.press('sign-up network', '127.0.0.1', 10)
  const refused = await town.send(await town.filled())
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_600)
  expect(await town.controlPlane().select().from(signUps)).toEqual([])
  town.pass(86_401)
  expect((await town.send(await town.filled())).status).toBe(303)
})

test('while the databases cannot be made, the person sees the truth, and the reaper finishes it', async () => {
  const real = realDatabases()
  const away = { is: true }
  const create: typeof real.create = (name) => (away.is ? Promise.reject(new Error('away')) : real.create(name))
  const town = await startTown({ databases: { ...real, create } })
  const fields = await town.filled()
  const answer = await town.send(fields)
  expect(answer.status).toBe(303)
  const waiting = await arrive(town, answer)
  expect(waiting.page.headers.get('refresh')).toBe('2')
  expect(waiting.html).toContain('Make the database')
  away.is = false
  town.pass(120)
  await finishSignUps(town.product.platform)
  expect((await arrive(town, answer)).code).toBeDefined()
})

test('the person who waits is enough: looking at the page goes on with what was left', async () => {
  const real = realDatabases()
  const away = { is: true }
  const create: typeof real.create = (name) => (away.is ? Promise.reject(new Error('away')) : real.create(name))
  const town = await startTown({ databases: { ...real, create } })
  const answer = await town.send(await town.filled())
  away.is = false
  town.pass(120)
  await arrive(town, answer)
  await expect.poll(async () => (await town.controlPlane().select().from(signUps))[0]?.step).toBe('published')
})

test('nothing of the owner is in the log or in a path', async () => {
  const town = await startTown()
  const fields = await town.filled()
  const answer = await town.send(fields)
  const { page } = await arrive(town, answer)
  const told = JSON.stringify([town.product.logs, answer.headers.get('location'), page.headers.get('location')])
  for (const secret of [fields.password, fields.email, fields.idempotencyKey]) expect(told).not.toContain(secret)
})

test('a company in mainland China is told where its customers’ data goes [GR-16]', async () => {
  const abroad = await startTown()
  expect(await (await abroad.product.get('localhost', '/sign-up')).text()).toContain('客户信息会出境')
  const home = await startTown({ dataRegion: 'cn' })
  expect(await (await home.product.get('localhost', '/sign-up')).text()).not.toContain('客户信息会出境')
})

test('"find my company" answers the same for a known and an unknown address, and mails only the known one', async () => {
  const town = await startTown()
  const fields = await town.filled()
  await town.send(fields)
  const [known, unknown] = [
    await town.send({ email: fields.email }, '/find'),
    await town.send({ email: 'nobody@acme.example' }, '/find'),
  ]
  expect([known.status, unknown.status]).toEqual([202, 202])
  const bare = async (answer: Response, email: string) =>
    (await answer.text()).replaceAll(email, '').replaceAll(/nonce="[^"]*"/g, '')
  expect(await bare(known, fields.email)).toBe(await bare(unknown, 'nobody@acme.example'))

  const planned = await town.controlPlane().select().from(notices)
  expect(planned).toMatchObject([
    {
      template: 'company_addresses',
      recipient: '',
      data: { companies: [{ name: 'Acme Lifts Ltd', url: `https://${fields.slug}.localhost` }] },
    },
  ])
  expect(JSON.stringify(planned)).not.toContain(fields.email)
  const { runControlPlaneJobs } = await import('#worker/jobs/control-plane.ts')
  await runControlPlaneJobs(town.product.platform)
  expect(town.product.sent).toMatchObject([{ to: fields.email }])
  await town.send({ email: fields.email.toUpperCase() }, '/find')
  expect(await town.controlPlane().select().from(notices)).toHaveLength(1)
})

test('searching is counted: after ten in an hour nothing more is planned, known or not', async () => {
  const town = await startTown()
  const fields = await town.filled()
  await town.send(fields)
  for (let n = 0; n < 10; n++) await town.send({ email: `nobody${n}@acme.example` }, '/find')
  for (const email of [fields.email, 'nobody@acme.example'])
    expect((await town.send({ email }, '/find')).status).toBe(429)
  expect(await town.controlPlane().select().from(notices).where(eq(notices.template, 'company_addresses'))).toEqual([])
})

test('the landing page says what it does in both languages, with an example whose sum is right', async () => {
  const town = await startTown()
  const page = async (lang: string) =>
    (await town.product.send('localhost', '/', { headers: { 'accept-language': lang } })).text()
  expect(await page('zh-CN')).toContain('工程师最晚周一 13:30 到')
  expect(await page('en')).toContain('An engineer is with you by Monday 13:30')

  const daily = [['08:30', '17:30']] as const
  const week = { mon: daily, tue: daily, wed: daily, thu: daily, fri: daily }
  const due = dueOf({
    kind: 'arrival',
    startedAt: new Date('2026-05-22T16:30:00+08:00'),
    allowance: { unit: 'working_hours', amount: 6 },
    calendar: { timeZone: 'Asia/Shanghai', week, holidays: 'cn', overrides: [] },
    pauses: [],
    stoppedAt: null,
  })
  expect(due).toMatchObject({ allowed: true, result: { at: new Date('2026-05-25T13:30:00+08:00') } })
})
