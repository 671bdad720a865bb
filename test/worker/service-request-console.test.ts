import { expect, test } from 'vitest'
import { consolePaths } from '#web/paths.ts'
import { startProduct } from '../harness.ts'

test('an empty list says what will be here and how to start', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  const cookie = await acme.cookieOf('agent')
  product.calls.length = 0

  const response = await product.get(acme.host, consolePaths.requests(), cookie)

  expect(response.status).toBe(200)
  expect(await response.text()).toContain('Nothing to do')
  expect(product.calls).toHaveLength(2)
})

test('nobody without a session sees the console', async () => {
  const product = await startProduct()
  const acme = await product.company('acme')
  expect((await product.get(acme.host, consolePaths.requests())).status).toBe(401)
})
