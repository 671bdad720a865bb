import { beforeAll, describe, expect, test } from 'vitest'
import type { ChannelProvider } from '#rules/channel.ts'
import { notices } from '#schema/notice.ts'
import { consents } from '#schema/tenant/consent.ts'
import { write } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { channelFeedbackWords } from '#web/words/channel-feedback.ts'
import { failureWords } from '#web/words/notice-failure.ts'
import { suppressionWords } from '#web/words/suppression.ts'
import { signedWebhookId, webhookSignature } from '#worker/platform/channel/signature.ts'
import vectors from '../cases/standard-webhooks-vectors.json'
import { type Product, startProduct } from '../harness.ts'
import { signingKey, smsFields } from '../site-channel.ts'

let product: Product
let count = 0
beforeAll(async () => {
  product = await startProduct()
})
const t = channelFeedbackWords.en

const fieldsOf: Partial<Record<ChannelProvider, Record<string, string>>> = {
  http_mail: { provider: 'http_mail', name: 'Mail', perMinute: '60', apiKey: 're_key', from: 'service@acme.example' },
  aliyun_sms: smsFields(''),
  tencent_sms: {
    ...{ provider: 'tencent_sms', name: 'Texts', perMinute: '60', secretId: 'AKID', secretKey: 's', appId: '1400' },
    ...{ signName: '长青', template_ending_service: '123' },
  },
}

/** A company whose provider knows the address at which it tells what came later. */
async function listening(provider: ChannelProvider) {
  const company = await product.company(`told-${count++}`)
  const { host, db } = company
  const cookie = await company.cookieOf('owner')
  const post = (path: string, fields: Record<string, string>) => product.post(host, path, fields, cookie)
  const all = async (sql: string) => (await db.$client.execute(sql)).rows
  await post(consolePaths.channels(), { ...fieldsOf[provider], idempotencyKey: newSecret() })
  const id = String((await all('select id from channels'))[0]!.id)
  const page = async () => (await product.get(host, consolePaths.channel(id), cookie)).text()
  const make = async (idempotencyKey = newSecret()) => {
    const text = await (await post(consolePaths.channelFeedback(id), { idempotencyKey })).text()
    return new URL(/value="(https?:[^"]+\/feedback\/[\w-]{43})"/.exec(text)![1]!).pathname
  }
  const tell = async (path: string, told: unknown, headers: Record<string, string> = {}) => {
    const body = typeof told === 'string' ? told : JSON.stringify(told)
    const answer = await product.send(host, path, { method: 'POST', body, headers })
    return { status: answer.status, text: await answer.text() }
  }
  return { company, host, db, cookie, post, all, id, page, make, tell }
}

async function mailing() {
  const ground = await listening('http_mail')
  const { db, all, id, post } = ground
  const path = await ground.make()
  const { provider: _, ...wish } = fieldsOf.http_mail!
  const version = String((await all('select version from channels'))[0]!.version)
  await post(consolePaths.channel(id), { ...wish, apiKey: '', version, feedbackKey: signingKey })
  const now = product.clock.now
  const row = {
    ...{ channel: 'email' as const, recipient: 'Buyer@Example.com', template: 'ending_customer', lang: 'en' as const },
    ...{ data: {}, subject: 'a1', dueAt: now, createdAt: now, sentAt: now, state: 'sent' as const },
  }
  await write(db, [
    db.insert(notices).values({ ...row, key: 'mine' }),
    db.insert(notices).values({ ...row, key: 'to-a-member', recipient: 'agent@acme.example', memberId: 'm1' }),
    db.insert(consents).values({
      ...{ id: 'k1', channel: 'email', address: 'buyer@example.com', grantedAt: now, source: 'form', by: 'm' },
    }),
  ])
  const signed = async (
    type: string,
    {
      key = 'mine',
      bounce = {} as object,
      id: event = newSecret(),
      secret = signingKey,
      at = now,
      to = 'buyer@example.com',
    } = {},
  ) => {
    const body = JSON.stringify({ type, data: { to: [to], tags: { notice: key }, bounce } })
    const timestamp = Math.floor(at.getTime() / 1000)
    const signature = await webhookSignature(secret, event, timestamp, body)
    const headers = { 'svix-id': event, 'svix-timestamp': String(timestamp), 'svix-signature': `v1,b0gus ${signature}` }
    return { ...(await ground.tell(path, body, headers)), body, headers }
  }
  const hard = { type: 'Permanent', subType: 'General' }
  return { ...ground, path, signed, hard }
}

describe('the address at which a provider tells what came later', () => {
  test('is shown once, lies there as a hash, and a new one ends it', async () => {
    const { make, page, all, tell } = await listening('aliyun_sms')
    const path = await make()
    expect(await page()).not.toContain(path)
    expect(JSON.stringify(await all('select * from channels'))).not.toContain(path.split('/').at(-1))
    expect(await page()).toContain(t.unheard)
    expect((await tell(path, [])).status).toBe(200)
    expect(await page()).not.toContain(t.unheard)
    const next = await make()
    expect(next).not.toBe(path)
    expect((await tell(path, [])).status).toBe(404)
    expect((await tell(next, [])).status).toBe(200)
  })

  test('is one address however often the same form arrives', async () => {
    const { make, all } = await listening('tencent_sms')
    const key = newSecret()
    expect(await make(key)).toBe(await make(key))
    expect(await all("select name from events where name = 'channel.address_made'")).toHaveLength(1)
  })

  test('is there for no robot, and one that was made up is nobody’s', async () => {
    const { tell, host, cookie, db, id } = await listening('aliyun_sms')
    await db.$client.execute("update channels set provider = 'feishu'")
    expect((await product.post(host, consolePaths.channelFeedback(id), {}, cookie)).status).toBe(404)
    const made = await tell(publicPaths.feedback(newSecret()), [])
    expect(made.status).toBe(404)
  })

  test('takes no more than a provider ever sends at once', async () => {
    const { make, tell } = await listening('aliyun_sms')
    const path = await make()
    expect((await tell(path, `[${' '.repeat(140_000)}]`)).status).toBe(413)
    expect((await tell(path, '{"a":')).status).toBe(422)
  })

  test('of a channel that was removed, it is nobody’s', async () => {
    const { make, tell, post, id } = await listening('aliyun_sms')
    const path = await make()
    await post(consolePaths.channelRemoval(id), {})
    expect((await tell(path, [])).status).toBe(404)
  })
})

describe('a mail that came back', () => {
  test('stops its address and says so in the ledger; told again it is the same', async () => {
    const { signed, hard, all, tell, path, host, cookie } = await mailing()
    const { status, body, headers } = await signed('email.bounced', { bounce: hard })
    expect(status).toBe(200)
    const stopped = { channel: 'email', address: 'buyer@example.com', scope: 'all', reason: 'bounced' }
    expect(await all('select * from suppressions')).toMatchObject([stopped])
    expect(await all("select state, failure from notices where key = 'mine'")).toEqual([
      { state: 'failed', failure: 'bounced General' },
    ])
    expect(await (await product.get(host, consolePaths.notice('mine'), cookie)).text()).toContain(
      failureWords('bounced General', 'en'),
    )
    // A person lets it in again; the provider, which had no answer the first time, says the same once more.
    await all('delete from suppressions')
    expect((await tell(path, body, headers)).status).toBe(200)
    expect(await all('select * from suppressions')).toEqual([])
    expect(await all("select name from events where name = 'suppression.reported'")).toHaveLength(1)
  })

  test('for a while is noted, and stops nothing', async () => {
    const { signed, all } = await mailing()
    await signed('email.bounced', { bounce: { type: 'Transient', subType: 'MailboxFull' } })
    expect(await all('select * from suppressions')).toEqual([])
    expect(await all("select state, failure from notices where key = 'mine'")).toEqual([
      { state: 'sent', failure: 'delayed MailboxFull' },
    ])
  })

  test('a complaint stops its address, and ends the leave to send offers', async () => {
    const { signed, all, host, cookie } = await mailing()
    await signed('email.complained')
    expect(await all('select reason from suppressions')).toEqual([{ reason: 'complained' }])
    expect(await all('select id from consents where withdrawn_at is null')).toEqual([])
    expect(await all("select state, failure from notices where key = 'mine'")).toEqual([
      { state: 'sent', failure: 'complained' },
    ])
    const page = await (await product.get(host, consolePaths.suppressions(), cookie)).text()
    expect(page).toContain(suppressionWords.en.reasons.complained)
  })

  test('of a member, of an address that the mail was not for, and of nobody’s mail stops nothing', async () => {
    const { signed, hard, all } = await mailing()
    await signed('email.bounced', { bounce: hard, key: 'to-a-member', to: 'agent@acme.example' })
    await signed('email.bounced', { bounce: hard, to: 'somebody@else.example' })
    expect((await signed('email.bounced', { bounce: hard, key: 'of-another-product' })).status).toBe(200)
    expect((await signed('email.delivered')).status).toBe(200)
    expect(await all('select * from suppressions')).toEqual([])
  })

  test('is believed only with the provider’s own signature, of the last five minutes, over these very bytes', async () => {
    const { signed, hard, all, tell, path } = await mailing()
    const other = `whsec_${btoa('another-secret-of-24-byt')}`
    const minutes = (n: number) => new Date(product.clock.now.getTime() + n * 60_000)
    product.logs.length = 0
    expect((await signed('email.bounced', { bounce: hard, secret: other })).status).toBe(401)
    expect((await signed('email.bounced', { bounce: hard, at: minutes(-6) })).status).toBe(401)
    expect((await signed('email.bounced', { bounce: hard, at: minutes(6) })).status).toBe(401)
    const right = await signed('email.delivered')
    expect((await tell(path, right.body.replace('delivered', 'bounced'), right.headers)).status).toBe(401)
    expect((await tell(path, right.body)).status).toBe(401)
    expect(await all('select * from suppressions')).toEqual([])
    expect(JSON.stringify(product.logs)).not.toMatch(/buyer|example\.com|svix|feedback\/[\w-]{43}/)
    expect(product.logs.map(({ event }) => event)).toContain('feedback.unsigned')
  })

  test('without a signing secret nothing is believed, and the page says so', async () => {
    const { make, tell, page } = await listening('http_mail')
    const path = await make()
    expect((await tell(path, { type: 'email.bounced', data: {} })).status).toBe(401)
    expect(await page()).toContain(t.noKey)
  })

  type Vector = {
    op: string
    name: string
    secret: string
    payload: string
    now: number
    headers: Record<string, string>
    accept: boolean
  }
  test.each((vectors.vectors as unknown as Vector[]).filter(({ op }) => op === 'verify'))(
    '[W-05] the official vector is judged as it should be: $name',
    async ({ secret, payload, now, headers, accept }) => {
      const id = await signedWebhookId(secret, new Headers(headers), payload, new Date(now * 1000))
      expect(id !== undefined).toBe(accept)
    },
  )
})

describe('whoever answers a text message with “no more”', () => {
  const stopped = { channel: 'sms', address: '8613811110000', scope: 'all', reason: 'opted_out', by: 'customer' }

  test('gets no more of them: told by Aliyun, once, in any company', async () => {
    const { make, tell, all } = await listening('aliyun_sms')
    const path = await make()
    const one = { phone_number: '13811110000', content: 'TD', send_time: '2026-01-12 09:00:00', sequence_id: '1' }
    const kind = { ...one, phone_number: '13811110001', content: '好的，谢谢', sequence_id: '2' }
    const third = { ...one, phone_number: '13811110002', content: '退订', sequence_id: '3' }
    product.logs.length = 0
    expect(await tell(path, [one, kind])).toEqual({ status: 200, text: '{"code":0,"msg":"OK"}' })
    expect(await all('select * from suppressions')).toMatchObject([stopped])
    await all('delete from suppressions')
    await tell(path, [third, one])
    expect(await all('select address from suppressions')).toEqual([{ address: '8613811110002' }])
    expect(await all("select name from events where name = 'suppression.reported'")).toHaveLength(2)
    expect(JSON.stringify(await all('select * from events'))).not.toContain('1381111')
    expect(JSON.stringify(product.logs)).not.toContain('1381111')
  })

  test('gets no more of them: told by Tencent Cloud', async () => {
    const { make, tell, all, host, cookie } = await listening('tencent_sms')
    const path = await make()
    const told = { extend: '', mobile: '13811110000', nationcode: '86', sign: '长青', text: 'T', time: 1_768_000_000 }
    expect(await tell(path, told)).toEqual({ status: 200, text: '{"result":0,"errmsg":"OK"}' })
    await tell(path, told)
    expect(await all('select * from suppressions')).toMatchObject([stopped])
    const page = await (await product.get(host, consolePaths.suppressions('sms'), cookie)).text()
    expect(page).toContain('8613811110000')
  })
})
