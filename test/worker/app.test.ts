import { expect, test } from 'vitest'
import { startProduct } from '../harness.ts'

test('an unknown host is a plain 404 that names no tenant', async () => {
  const product = await startProduct()
  await product.company('acme')

  const response = await product.get('nobody.localhost', '/')

  expect(response.status).toBe(404)
  expect(await response.text()).not.toContain('acme')
})

test('every answer carries the security headers', async () => {
  const product = await startProduct()
  const response = await product.get('localhost', '/nothing-here')
  expect(response.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains')
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test('a write from another origin is refused whatever its content type', async () => {
  const product = await startProduct()
  for (const type of ['application/x-www-form-urlencoded', 'application/json', 'application/octet-stream']) {
    const response = await product.send('localhost', '/language', {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': type },
      body: 'lang=en',
    })
    expect([type, response.status]).toEqual([type, 403])
  }
})

test('the chosen language is kept in a host-only cookie and leads back to an own path only', async () => {
  const product = await startProduct()
  const response = await product.post('localhost', '/language', { lang: 'en', back: '//evil.example/x' })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/')
  expect(response.headers.get('set-cookie')).toContain('__Host-lang=en; Path=/; Secure; HttpOnly; SameSite=Lax')
})

test('a known path with another method is 405', async () => {
  const product = await startProduct()
  expect((await product.get('localhost', '/language')).status).toBe(405)
})
