import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Notice, notices } from '#schema/notice.ts'
import { read, write } from '#tenants/round-trip.ts'
import { runControlPlaneJobs } from '#worker/jobs/control-plane.ts'
import { type Outbox, sendDueNotices } from '#worker/jobs/send-notice.ts'
import { mailSender } from '#worker/jobs/way-out.ts'
import type { MailAnswer } from '#worker/platform/platform.ts'
import { noticeBinding, writeNotice } from '#worker/queries/notice.ts'
import { type Ground, startGround } from './notice-ground.ts'

const minute = 60_000
const day = 1_440 * minute
let ground: Ground

beforeAll(async () => {
  ground = await startGround()
})
afterAll(() => ground.stop())
beforeEach(async () => {
  const db = ground.platform.controlPlane()
  await write(db, [db.delete(notices)])
  ground.sent.length = 0
  ground.mail.answer = () => ({ outcome: 'sent', providerId: 'p' })
  ground.mishap.before = () => {}
  ground.mishap.after = () => {}
})

const outbox = (changes: Partial<Outbox> = {}): Outbox => ({
  db: ground.platform.controlPlane(),
  owner: 'control-plane',
  generation: 1,
  letterhead: { company: 'Acme', origin: 'https://acme.example', timeZone: 'UTC' },
  wayFor: () => mailSender(ground.platform.mail),
  ...changes,
})
const run = (changes?: Partial<Outbox>) => sendDueNotices(ground.platform, outbox(changes))

async function plan(key: string, changes: Partial<Notice> = {}, bound = 'control-plane') {
  const db = ground.platform.controlPlane()
  const secrets = JSON.stringify({ token: `secret-of-${key}-0123456789` })
  const sealed = await ground.platform.vault.seal(secrets, noticeBinding(bound, key))
  const notice = {
    key,
    recipient: `${key}@example.com`,
    template: 'password_reset',
    lang: 'en' as const,
    data: { name: 'Ada' },
    sealed,
    subject: 'member',
    createdAt: ground.clock.now,
    ...changes,
  }
  await write(db, [writeNotice(db, notice)])
}

async function stored(key: string): Promise<Notice> {
  const db = ground.platform.controlPlane()
  const [[notice]] = await read(db, [db.select().from(notices).where(eq(notices.key, key))])
  return notice!
}

const answers = (...list: MailAnswer[]) => {
  ground.mail.answer = () => list.shift() ?? { outcome: 'sent', providerId: 'p' }
}

describe('a notice', () => {
  test('is sent with its key, its secret opened for this one mail and then erased', async () => {
    await plan('one')
    await run()
    expect(ground.sent).toHaveLength(1)
    expect(ground.sent[0]).toMatchObject({ key: 'one', to: 'one@example.com', from: { name: 'Acme' } })
    expect(ground.sent[0]!.text).toContain('https://acme.example/password-reset/secret-of-one-0123456789')
    expect(await stored('one')).toMatchObject({
      state: 'sent',
      providerId: 'p',
      sealed: null,
      leaseUntil: null,
      attempt: 1,
    })
  })

  test('planned twice under one key is one message', async () => {
    await plan('same')
    await plan('same')
    await run()
    expect(ground.sent).toHaveLength(1)
  })

  test('is sent once, however many runs meet over it', async () => {
    const keys = Array.from({ length: 20 }, (_, at) => `many-${at}`)
    for (const key of keys) await plan(key)
    await Promise.all([run(), run(), run(), run()])
    expect(ground.sent.map(({ key }) => key).sort()).toEqual([...keys].sort())
  })

  test('is sent once also when every third answer of the database is lost', async () => {
    const keys = Array.from({ length: 12 }, (_, at) => `lossy-${at}`)
    for (const key of keys) await plan(key)
    let calls = 0
    ground.mishap.after = () => {
      calls += 1
      if (calls % 3 === 0) throw new TypeError('fetch failed')
    }
    await run()
    ground.mishap.after = () => {}
    await run()
    expect(ground.sent.map(({ key }) => key).sort()).toEqual([...keys].sort())
    for (const key of keys) expect((await stored(key)).state).toBe('sent')
  })

  test('not due yet is left alone', async () => {
    await plan('tomorrow', { dueAt: new Date(ground.clock.now.getTime() + day) })
    await run()
    expect(ground.sent).toEqual([])
    expect((await stored('tomorrow')).state).toBe('planned')
  })
})

describe('what is not sure is never sent again by itself', () => {
  test('an answer lost on the way parks it for a person', async () => {
    answers({ outcome: 'lost', reason: 'connection at whole' })
    await plan('lost')
    await run()
    ground.later(day)
    await run()
    expect(ground.sent).toHaveLength(1)
    expect(await stored('lost')).toMatchObject({ state: 'unknown', failure: 'connection at whole', attempt: 1 })
  })

  test('a run that died while sending leaves a lease; once it runs out the notice is parked', async () => {
    await plan('crash')
    ground.mail.answer = () => Promise.reject(new Error('the isolate was killed'))
    await expect(run()).rejects.toThrow('killed')
    expect((await stored('crash')).state).toBe('sending')

    ground.mail.answer = () => ({ outcome: 'sent', providerId: 'p' })
    ground.later(minute)
    await run()
    expect((await stored('crash')).state).toBe('sending')
    ground.later(25 * minute)
    await run()
    expect(await stored('crash')).toMatchObject({ state: 'unknown', leaseUntil: null })
    expect(ground.sent).toEqual([])
  })

  test('one planned before a restore is parked', async () => {
    await plan('restored', { generation: 1 })
    await run({ generation: 2 })
    expect((await stored('restored')).state).toBe('unknown')
    expect(ground.sent).toEqual([])
  })

  test('one whose sending cannot be written down is parked, not repeated', async () => {
    await plan('unrecorded')
    ground.mail.answer = () => {
      ground.mishap.before = () => {
        throw new TypeError('fetch failed')
      }
      return { outcome: 'sent', providerId: 'p' }
    }
    await run().catch(() => {})
    ground.mishap.before = () => {}
    expect((await stored('unrecorded')).state).toBe('sending')
    ground.later(25 * minute)
    await run()
    expect(ground.sent).toHaveLength(1)
    expect((await stored('unrecorded')).state).toBe('unknown')
  })
})

describe('what was not taken', () => {
  test('is failed when the provider refuses it for good', async () => {
    answers({ outcome: 'refused', reason: '550 at envelope' })
    await plan('refused')
    await run()
    ground.later(day)
    await run()
    expect(ground.sent).toEqual([])
    expect(await stored('refused')).toMatchObject({ state: 'failed', failure: '550 at envelope', sealed: null })
  })

  test('waits longer each time, an hour at the most, and is given up after four days', async () => {
    ground.mail.answer = () => ({ outcome: 'later', reason: '451 at envelope' })
    await plan('later')
    const pauses: number[] = []
    for (let tries = 0; tries < 120 && (await stored('later')).state === 'planned'; tries++) {
      await run()
      const { state, dueAt } = await stored('later')
      if (state !== 'planned') break
      pauses.push((dueAt.getTime() - ground.clock.now.getTime()) / minute)
      ground.clock.now = dueAt
    }
    expect(pauses.slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 60, 60])
    expect(Math.max(...pauses)).toBe(60)
    expect(await stored('later')).toMatchObject({ state: 'failed', sealed: null })
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThanOrEqual(4 * 1_440)
  })

  test('stops the run after three in a row: the mail server itself is away', async () => {
    ground.mail.answer = () => ({ outcome: 'later', reason: 'connection at opening' })
    for (let at = 0; at < 6; at++) await plan(`away-${at}`)
    await run()
    const attempts = await Promise.all([0, 1, 2, 3, 4, 5].map(async (at) => (await stored(`away-${at}`)).attempt))
    expect(attempts.filter((attempt) => attempt > 0)).toHaveLength(3)
    answers()
    ground.later(5 * minute)
    await run()
    expect(ground.sent).toHaveLength(6)
  })
})

describe('what does not fit is never sent half-filled', () => {
  test('a secret sealed for another owner, data of another shape, a template nobody knows', async () => {
    await plan('foreign', {}, 'another-tenant')
    await plan('shapeless', { data: { nothing: true } })
    await plan('unheard', { template: 'horoscope' })
    await run()
    expect(ground.sent).toEqual([])
    for (const key of ['foreign', 'shapeless', 'unheard']) expect((await stored(key)).state).toBe('failed')
  })
})

test('the control plane sends its own mails, to a recipient that lies sealed', async () => {
  const { platform } = ground
  const db = platform.controlPlane()
  const sealed = await platform.vault.seal(
    JSON.stringify({ recipient: 'owner@example.com' }),
    noticeBinding('control-plane', 'addresses'),
  )
  const data = { companies: [{ name: '长青设备', url: 'https://changqing.aftercare.example' }] }
  const planned = {
    key: 'addresses',
    recipient: '',
    template: 'company_addresses',
    lang: 'zh-CN' as const,
    data,
    sealed,
  }
  await write(db, [writeNotice(db, { ...planned, subject: 'company_addresses', createdAt: ground.clock.now })])
  await runControlPlaneJobs(platform)
  expect(ground.sent[0]).toMatchObject({
    to: 'owner@example.com',
    from: { name: 'Aftercare' },
    subject: '您的公司网址',
  })
  expect(ground.sent[0]!.text).toContain('https://changqing.aftercare.example')
})
