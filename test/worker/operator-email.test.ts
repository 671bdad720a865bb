import { expect, test } from 'vitest'
import { startProduct } from '../harness.ts'
import { wordsOn } from './page-form.ts'
import { startTown } from './town.ts'

const operatorEmail = 'operator@aftercare.example'
const mailto = `<a href="mailto:${operatorEmail}">${operatorEmail}</a>`

/** Of a company that the operator has suspended, or whose page breaks. */
async function trouble(why: 'suspended' | 'broken', email: string | undefined, lang = 'en') {
  const openDb = () => {
    throw new Error('nobody foresaw this')
  }
  const product = await startProduct({ changes: { operatorEmail: email, ...(why === 'broken' ? { openDb } : {}) } })
  const { tenant, host } = await product.company('acme')
  if (why === 'suspended') product.tenants.set(host, { ...tenant, status: 'suspended' })
  const page = await product.send(host, '/', { headers: { 'accept-language': lang } })
  return { status: page.status, text: await page.text() }
}

test.each([
  [
    'suspended',
    503,
    'Is this your company? Write to the operator: ',
    'Ask the operator who set the service up for you',
  ],
  ['broken', 500, 'send the reference below to the operator: ', 'tell the company whose page this is the reference'],
] as const)(
  'a page that is %s says whom to write to, and another sentence where nobody is named',
  async (why, ...said) => {
    const [status, known, unknown] = said
    const named = await trouble(why, operatorEmail)
    expect(named).toEqual({ status, text: expect.stringContaining(known + mailto) })
    expect(wordsOn(named.text)).not.toContain(unknown)
    const nameless = await trouble(why, undefined)
    expect(wordsOn(nameless.text)).toContain(unknown)
    expect(nameless.text).not.toContain('mailto:')
    expect((await trouble(why, operatorEmail, 'zh-CN')).text).toContain(`运营者：${mailto}。`)
  },
)

test('no other trouble sends anybody to the operator', async () => {
  const product = await startProduct({ changes: { operatorEmail } })
  const { host } = await product.company('acme')
  expect(await (await product.get(host, '/nothing-here')).text()).not.toContain(operatorEmail)
})

test('a busy sign-up tells browsers without scripts whom to write to', async () => {
  for (const email of [operatorEmail, undefined]) {
    const town = await startTown({ operatorEmail: email })
    await town.press('sign-up everybody', 'all', 60)
    const page = await (
      await town.product.send('localhost', '/sign-up', { headers: { 'accept-language': 'en' } })
    ).text()
    expect(page).toContain(
      email
        ? `Please try again in an hour, or write to the operator of this site: ${mailto}.`
        : 'try again in an hour.',
    )
    expect(page.includes('mailto:')).toBe(email !== undefined)
  }
})
