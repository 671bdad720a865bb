import { expect, test } from 'vitest'
import { startProduct } from '../harness.ts'

test('smoke', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  const page = await product.get(acme.host, '/report')
  const html = await page.text()
  console.log(page.status, html.length)
  const key = html.match(/name="idempotencyKey" value="([^"]+)"/)?.[1]
  const draft = html.match(/name="draftId" value="([^"]+)"/)?.[1]
  product.calls.length = 0
  const posted = await product.post(acme.host, '/report', {
    idempotencyKey: key!,
    draftId: draft!,
    name: '王小明',
    phone: '138 0000 1234',
    description: '空调不制冷',
    urgency: 'normal',
    address: '人民路 1 号',
    zone: 'urban',
    product: 'KFR-35',
    serialNumber: '',
    email: 'wang@example.com',
    wishedAt: '',
    homepage: '',
    exportConsent: 'yes',
  })
  console.log(posted.status, posted.headers.get('location'), product.calls.length)
  const text = await posted.text()
  if (posted.status !== 303) console.log(text.slice(0, 6000), product.logs)
  product.calls.length = 0
  const tracking = await product.get(acme.host, posted.headers.get('location')!)
  console.log(tracking.status, product.calls.length)
  console.log(
    (await tracking.text())
      .replace(/<svg.*?<\/svg>/gs, '')
      .replace(/<[^>]+>/g, '\n')
      .replace(/\n+/g, '\n'),
  )
  for (const path of ['/', '/policy', '/privacy']) {
    const response = await product.get(acme.host, path)
    console.log(path, response.status, (await response.text()).length, product.logs)
  }
  expect(posted.status).toBe(303)
})
