import { asc, eq, isNotNull } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { photoLimits } from '#rules/photo.ts'
import { photos } from '#schema/tenant/photo.ts'
import { serviceRequests } from '#schema/tenant/service-request.ts'
import { canary, heic, jpeg, png, textIn, webp } from '../cases/photo.ts'
import { type Product, startProduct } from '../harness.ts'
import { openForm, report, secretsIn, send, type TestCompany, textOf, typed } from '../report-form.ts'

let product: Product
let acme: TestCompany

beforeEach(async () => {
  product = await startProduct({ now: new Date('2026-01-12T02:30:00Z') })
  acme = await product.company('acme')
})

const rows = () => acme.db.select().from(photos).orderBy(asc(photos.id))
const linksIn = (page: string) =>
  [...page.matchAll(/src="https:\/\/files\.localhost(\/[^"]+)"/g)].map(([, path]) => path!)
const removableIn = (page: string) => [...page.matchAll(/name="removed\[\]" value="([^"]+)"/g)].map(([, id]) => id!)
const fromFiles = (path: string) => product.send('files.localhost', path)

test('pictures of each kind arrive clean, and open from the files host only with a ticket', async () => {
  const files = [{ bytes: jpeg({ orientation: 6 }) }, { bytes: png() }, { bytes: webp() }]
  const { path } = await report(product, acme, {}, { files })
  expect(await rows()).toMatchObject([
    { type: 'image/jpeg', width: 480, height: 640, draftId: expect.any(String), expiresAt: null },
    { type: 'image/png' },
    { type: 'image/webp' },
  ])
  const links = linksIn(await (await product.get(acme.host, path)).text())
  expect(links).toHaveLength(3)
  const types: (string | null)[] = []
  for (const link of links) {
    const file = await fromFiles(link)
    expect(file.status).toBe(200)
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect(file.headers.get('content-security-policy')).toContain('sandbox')
    types.push(file.headers.get('content-type'))
    expect(textIn(new Uint8Array(await file.arrayBuffer()))).not.toContain(canary)
  }
  expect(types).toEqual(['image/jpeg', 'image/png', 'image/webp'])
  for (const { key } of await rows()) {
    expect(key).toMatch(new RegExp(`^${acme.tenant.id}/[\\w-]{43}$`))
    expect((await fromFiles(`/${key}`)).status).toBe(404)
  }
})

test('a name says nothing: not in the key, not on the page, not about the type (U-01, U-04, U-06)', async () => {
  const names = ['"><img src=x onerror=1>.png', 'photo.jpg.html', `${'x'.repeat(1_000)}.jpg`, 'a\u202egpj.exe', 'x.php']
  const files = names.map((name, index) => ({ bytes: jpeg({ width: 100 + index }), name, type: 'text/html' }))
  const { path, response } = await report(product, acme, {}, { files })
  expect(response.status).toBe(303)
  expect((await rows()).map(({ type }) => type)).toEqual(names.map(() => 'image/jpeg'))
  const page = await (await product.get(acme.host, path)).text()
  for (const word of ['onerror', '.php', 'gpj', 'xxxxxxxx']) expect(page).not.toContain(word)
})

describe('a refused form keeps its pictures', () => {
  test('shown again, taken by the next try, stored once', async () => {
    const secrets = await openForm(product, acme)
    const files = [{ bytes: jpeg() }, { bytes: png() }]
    const refused = await send(product, acme, { ...typed, ...secrets, phone: 'x' }, { files })
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(textOf(page)).toContain('已收到的照片')
    expect(linksIn(page)).toHaveLength(2)
    expect((await fromFiles(linksIn(page)[0]!)).status).toBe(200)
    expect((await rows()).map(({ expiresAt }) => expiresAt)).toEqual(Array(2).fill(new Date('2026-01-13T02:30:00Z')))

    const again = await send(product, acme, { ...typed, ...secretsIn(page) }, { files: [{ bytes: jpeg() }] })
    expect(again.status).toBe(303)
    const taken = await rows()
    expect(taken).toHaveLength(2)
    expect(taken.every(({ requestId, expiresAt }) => requestId !== null && expiresAt === null)).toBe(true)
  })

  test('a tick leaves one out, for good', async () => {
    const secrets = await openForm(product, acme)
    const files = [{ bytes: jpeg() }, { bytes: png() }]
    const page = await (await send(product, acme, { ...typed, ...secrets, phone: 'x' }, { files })).text()
    const [first] = await rows()
    expect(removableIn(page)).toContain(first!.id)
    const again = await send(product, acme, { ...typed, ...secrets }, { removed: [first!.id] })
    expect(again.status).toBe(303)
    expect((await rows()).map(({ type }) => type)).toEqual(['image/png'])
  })

  test('also when one of them is no picture: the others are kept, and the words say which fault it is', async () => {
    const secrets = await openForm(product, acme)
    for (const [bytes, words] of [
      [heic(), 'HEIC'],
      [new TextEncoder().encode('<svg onload=alert(1)>'), '不是照片'],
      [png({ frames: 3 }), '动图'],
      [png({ width: 100_000, height: 100_000 }), '尺寸太大'],
      [new Uint8Array(photoLimits.bytes + 1), '超过 10 MB'],
    ] as const) {
      const response = await send(product, acme, { ...typed, ...secrets }, { files: [{ bytes: jpeg() }, { bytes }] })
      expect(response.status).toBe(422)
      const page = await response.text()
      expect(textOf(page)).toContain(words)
      expect(linksIn(page)).toHaveLength(1)
    }
    expect(await acme.db.select().from(serviceRequests)).toHaveLength(0)
  })

  test('nobody else’s draft can be reached or emptied with another secret', async () => {
    const secrets = await openForm(product, acme)
    await send(product, acme, { ...typed, ...secrets, phone: 'x' }, { files: [{ bytes: jpeg() }] })
    const [mine] = await rows()
    const stranger = await openForm(product, acme)
    const other = await send(product, acme, { ...typed, ...stranger, phone: 'x' })
    expect(linksIn(await other.text())).toHaveLength(0)
    const page = await (
      await send(product, acme, { ...typed, ...stranger, phone: 'x' }, { removed: [mine!.id] })
    ).text()
    expect(linksIn(page)).toHaveLength(0)
    expect(await rows()).toHaveLength(1)
    expect(JSON.stringify(await rows())).not.toContain(secrets.draftId)
  })
})

describe('too many, too large, nothing at all (F-08)', () => {
  test('a hundred pictures: six are kept, the request is not lost', async () => {
    const secrets = await openForm(product, acme)
    const files = Array.from({ length: 100 }, (_, index) => ({ bytes: jpeg({ width: 100 + index }) }))
    const refused = await send(product, acme, { ...typed, ...secrets }, { files })
    expect(refused.status).toBe(422)
    expect(textOf(await refused.text())).toContain('最多 6 张')
    expect((await send(product, acme, { ...typed, ...secrets })).status).toBe(303)
    expect(await acme.db.select().from(photos).where(isNotNull(photos.requestId))).toHaveLength(6)
  })

  test('an empty file control is no picture; a file of nothing is a broken one', async () => {
    const { response } = await report(product, acme, {}, { files: [{ bytes: new Uint8Array(), name: '' }] })
    expect(response.status).toBe(303)
    const empty = await report(
      product,
      acme,
      { phone: '13700000009' },
      { files: [{ bytes: new Uint8Array(), name: 'x.jpg' }] },
    )
    expect(empty.response.status).toBe(422)
  })

  test('a body beyond all limits is refused before it is read', async () => {
    const headers = {
      origin: `https://${acme.host}`,
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': '99000000',
    }
    const response = await product.send(acme.host, '/report', {
      method: 'POST',
      headers,
      body: new Uint8Array(27_000_000),
    })
    expect(response.status).toBe(413)
  })

  test('the same picture twice is one', async () => {
    const { response } = await report(product, acme, {}, { files: [{ bytes: jpeg() }, { bytes: jpeg() }] })
    expect(response.status).toBe(303)
    expect(await rows()).toHaveLength(1)
  })
})

test('a second tab with the same words brings its pictures to the same request', async () => {
  const first = await report(product, acme, {}, { files: [{ bytes: jpeg() }] })
  const second = await report(product, acme, {}, { files: [{ bytes: png() }] })
  expect(second.path).toBe(`${first.path}?joined=yes`)
  const [request] = await acme.db.select().from(serviceRequests)
  const own = await acme.db.select().from(photos).where(eq(photos.requestId, request!.id))
  expect(own.map(({ type }) => type).sort()).toEqual(['image/jpeg', 'image/png'])
})

test('a ticket of one company opens nothing of another (I-13)', async () => {
  const bravo = await product.company('bravo')
  const { path } = await report(product, acme, {}, { files: [{ bytes: jpeg() }] })
  const [link] = linksIn(await (await product.get(acme.host, path)).text())
  const [body, mac] = link!.slice(1).split('.')
  const ticket = JSON.parse(atob(body!.replaceAll('-', '+').replaceAll('_', '/')))
  const forged = btoa(JSON.stringify({ ...ticket, tenant: bravo.tenant.id })).replace(/=+$/, '')
  expect((await fromFiles(`/${forged}.${mac}`)).status).toBe(404)
  product.clock.now = new Date(product.clock.now.getTime() + 3 * 3_600_000)
  expect((await fromFiles(link!)).status).toBe(404)
})
