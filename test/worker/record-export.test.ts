import { beforeAll, expect, test } from 'vitest'
import { recordKinds, recordPermission } from '#rules/export.ts'
import { may, type Role, roles } from '#rules/role.ts'
import { openSpreadsheet } from '#rules/spreadsheet-open.ts'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { deflation } from '#worker/platform/deflation.ts'
import { type Product, startProduct } from '../harness.ts'
import { registerMachine } from '../registered-machine.ts'
import { report, type TestCompany } from '../report-form.ts'

let product: Product
let acme: TestCompany

const rows = async (sql: string) => (await acme.db.$client.execute(sql)).rows.map((row) => ({ ...row }))
const table = (bytes: Uint8Array) => {
  const opened = openSpreadsheet(bytes, deflation)
  if (!opened.allowed) throw new Error(opened.reason)
  const [header, ...lines] = [...opened.result.rows].map((next) => (next.allowed ? next.result.cells : []))
  return lines.map((cells) => Object.fromEntries(header!.map((name, at) => [String(name), cells[at]])))
}

type Taken = { lang?: string; after?: string; role?: Role }
async function taken(
  kind: string,
  format: 'csv' | 'xlsx',
  { lang = 'zh-CN', after = '', role = 'supervisor' }: Taken = {},
) {
  const cookie = `${await acme.cookieOf(role)}; __Host-lang=${lang}`
  product.calls.length = 0
  const answer = await product.get(acme.host, consolePaths.exportFile(kind, format, after), cookie)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toContain('attachment')
  return new Uint8Array(await answer.arrayBuffer())
}

/** A solved request whose words look like a formula; one that is held; a message that was sent. */
beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  acme = await product.company('acme')
  await registerMachine(acme)
  await report(product, acme, {
    description: '=HYPERLINK("http://evil.example")',
    name: '@王芳',
    email: 'wang@c.example',
  })
  product.clock.now = new Date('2026-01-12T02:30:01Z')
  await report(product, acme, { description: '卖东西', homepage: 'https://spam.example' })
  const [first] = await rows('select id from service_requests order by number')
  const solved = { resolution: '+换了轴承。', solvedCause: 'material', solvedFault: '异响' }
  product.clock.now = new Date('2026-01-12T10:05:00Z')
  const cookie = await acme.cookieOf('supervisor')
  const path = consolePaths.requestStep(String(first!.id), 'resolution')
  expect((await product.post(acme.host, path, { idempotencyKey: newSecret(), ...solved }, cookie)).status).toBe(303)
}, 60_000)

test.each(['csv', 'xlsx'] as const)(
  'service requests are taken out as %s, in words, with every day as a day',
  async (format) => {
    const [first, held, ...others] = table(await taken('request', format))
    expect(others).toEqual([])
    expect(first).toMatchObject({
      ...{
        编号: '1001',
        收到日期: '2026-01-12',
        收到时间: '10:30',
        渠道: '在线报修',
        类型: '故障报修',
        状态: '已解决',
      },
      ...{
        客户: '华泰纺织有限公司',
        登记的设备: '空压机 GA-37',
        由谁付费: '保修内免费',
        故障: '异响',
        解决日期: '2026-01-12',
      },
    })
    expect(held).toMatchObject({ 状态: '待甄别', 报修人: '王芳' })
    const [english] = table(await taken('request', format, { lang: 'en' }))
    expect(english).toMatchObject({ Number: '1001', 'Who pays': 'Free under warranty', Channel: 'Online form' })
  },
)

test('what begins like a formula is text', async () => {
  const text = new TextDecoder().decode(await taken('request', 'csv'))
  for (const [typed, written] of [
    ['=HYPERLINK', `'=HYPERLINK`],
    ['@王芳', `'@王芳`],
    ['+换了', `'+换了`],
  ] as const) {
    expect(text).toContain(written)
    expect(text).not.toMatch(new RegExp(`(^|,|"|\n)${typed.replace('+', '\\+')}`))
  }
})

test.each(['csv', 'xlsx'] as const)(
  'messages are taken out as %s: when, what, to whom and what became of it',
  async (format) => {
    const found = table(await taken('notice', format))
    expect(found.length).toBe((await rows('select 1 from notices')).length)
    expect(found.find((one) => one.地址 === 'wang@c.example')).toMatchObject({
      ...{ 应发日期: '2026-01-12', 应发时间: '10:30', 方式: '邮件', 结果: '待发送', 种类: '事务邮件' },
    })
    expect(Object.keys(table(await taken('notice', format, { lang: 'en' }))[0]!)).toContain('Recipient')
  },
)

test('renewals are taken out with whose they are, how far they came, and what was offered', async () => {
  const [asset] = await rows('select id, customer_id from assets')
  await acme.db.$client.execute({
    sql: `insert into renewals (id, version, subject_kind, subject_id, customer_id, ends_on, stage, owner_id, answer,
        answered_at, quoted_minor, currency, follow_up_on, note, link_hash, created_at)
      values ('rn1', 1, 'warranty', ?, ?, '2026-03-24', 'quoted', ?, 'call_me', ?, 123450, 'CNY', '2026-02-01', '=1+1', 'h', 0)`,
    args: [asset!.id!, asset!.customer_id!, acme.memberOf('sales').id, Date.parse('2026-01-12T20:00:00+08:00')],
  })
  for (const format of ['csv', 'xlsx'] as const) {
    const [found, ...others] = table(await taken('renewal', format))
    expect(others).toEqual([])
    expect(found).toMatchObject({
      ...{ 到期日: '2026-03-24', 种类: '保修', 到期项目: '空压机 GA-37', 客户: '华泰纺织有限公司', 阶段: '已报价' },
      ...{ 负责人: 'acme sales', 答复日期: '2026-01-12', 币种: 'CNY', 下次跟进: '2026-02-01' },
    })
    expect(Number(found!.报价)).toBe(1234.5)
    expect(found!.备注).toBe('=1+1')
  }
})

test('members are taken out without anything secret, the log with who did what to which request', async () => {
  const people = table(await taken('member', 'csv', { role: 'admin', lang: 'en' }))
  expect(people).toHaveLength(roles.length)
  expect(people.find(({ Email }) => Email === acme.memberOf('engineer').email)).toMatchObject({ State: 'Active' })
  const log = table(await taken('event', 'xlsx', { role: 'admin', lang: 'en' }))
  expect(log).toHaveLength((await rows('select 1 from events')).length)
  expect(log).toContainEqual(
    expect.objectContaining({ On: '2026-01-12', At: '18:05', Who: 'acme supervisor', About: 'Request 1001' }),
  )
  const told = JSON.stringify([people, log])
  for (const { password_hash } of await rows('select password_hash from members where password_hash is not null'))
    if (password_hash) expect(told).not.toContain(password_hash)
})

test('only whoever may take lists out gets them, and no list that is none', async () => {
  for (const role of ['agent', 'engineer', 'sales'] as const)
    for (const kind of recordKinds)
      expect([
        role,
        (await product.get(acme.host, consolePaths.exportFile(kind, 'csv'), await acme.cookieOf(role))).status,
      ]).toEqual([role, 403])
  const owner = await acme.cookieOf('owner')
  expect((await product.get(acme.host, consolePaths.exportFile('secret', 'csv'), owner)).status).toBe(404)
  const supervisor = await acme.cookieOf('supervisor')
  const readable = await Promise.all(
    recordKinds.map(
      async (kind) => (await product.get(acme.host, consolePaths.exportFile(kind, 'csv'), supervisor)).status,
    ),
  )
  expect(readable).toEqual(recordKinds.map((kind) => (may('supervisor', recordPermission[kind]) ? 200 : 403)))
  const page = await (await product.get(acme.host, consolePaths.imports(), owner)).text()
  for (const kind of recordKinds)
    for (const format of ['csv', 'xlsx'] as const) expect(page).toContain(consolePaths.exportFile(kind, format))
})

test('long lists come in files of ten thousand, each in five questions, without a row lost or twice', async () => {
  const names = (await rows("select name from pragma_table_info('service_requests')")).map(({ name }) => String(name))
  const made: Record<string, string> = {
    ...{ id: `'01' || printf('%024d', n)`, number: '2000 + n', tracking_hash: `'t' || n`, duplicate_key: `'d' || n` },
  }
  const copied = names.map((name) => made[name] ?? name).join(', ')
  await acme.db.$client.execute(`with recursive count(n) as (select 1 union all select n + 1 from count where n < 12000)
    insert into service_requests (${names.join(', ')}) select ${copied} from count, service_requests where number = 1002`)
  await acme.db.$client.execute(`with recursive count(n) as (select 1 union all select n + 1 from count where n < 12000)
    insert into notices (key, channel, recipient, template, lang, data, subject, due_at, created_at)
    select 'k' || n, 'email', 'a@b.example', 'x', 'en', '{}', 's', 1000 + n / 7, 1 from count`)
  const page = await (await product.get(acme.host, consolePaths.imports(), await acme.cookieOf('owner'))).text()
  for (const [kind, name] of [
    ['request', '编号'],
    ['notice', '收件人'],
  ] as const) {
    const [, after] = page.match(new RegExp(`/console/exports/${kind}\\.csv\\?after=([^"]+)"`)) ?? []
    const first = table(await taken(kind, 'csv'))
    expect([kind, first.length, product.calls.length]).toEqual([kind, 10_000, 6])
    const second = table(await taken(kind, 'csv', { after: after! }))
    const total = Number(
      (await rows(`select count(*) c from ${kind === 'request' ? 'service_requests' : 'notices'}`))[0]!.c,
    )
    expect([kind, first.length + second.length]).toEqual([kind, total])
    if (kind === 'request') expect(new Set([...first, ...second].map((row) => row[name])).size).toBe(total)
  }
}, 120_000)
