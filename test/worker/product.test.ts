import { expect, test } from 'vitest'
import { products } from '#schema/tenant/product.ts'
import { consolePaths } from '#web/paths.ts'
import { openRegister } from './register-desk.ts'

const model = {
  ...{ name: '空压机', model: 'BX-120', warrantyScope: 'product', category: '' },
  ...{ 'component.0': '主机', 'scope.0': 'core_parts', 'component.1': '', 'scope.1': '' },
}

async function shop() {
  const desk = await openRegister()
  const add = (fields: Record<string, string> = {}) => desk.enter(consolePaths.products(), { ...model, ...fields })
  return { ...desk, add }
}

test('a product is entered with its parts, listed, found by name, model and part, and shown', async () => {
  const { acme, get, add } = await shop()
  const id = await add({ category: 'appliance', isConsumerGoods: 'yes' })
  const [row] = await acme.db.select().from(products)
  expect(row).toMatchObject({
    ...{ modelKey: 'BX-120', category: 'appliance', isConsumerGoods: true },
    components: [{ key: 'c1', name: '主机', scope: 'core_parts' }],
  })
  expect(await get(consolePaths.products())).toContain('空压机')
  for (const words of ['空压', 'BX-120', 'bx', '主机'])
    expect([words, (await get(`${consolePaths.products()}?q=${encodeURIComponent(words)}`)).includes(id)]).toEqual([
      words,
      true,
    ])
  const page = await get(consolePaths.product(id))
  for (const words of ['空压机', 'BX-120', 'Core parts', 'Refrigerator', 'Added a product'])
    expect(page).toContain(words)
})

test('a model is entered once, however it is spelt', async () => {
  const { acme, post, add } = await shop()
  const id = await add()
  const twice = await post(consolePaths.products(), { ...model, model: 'bx-120 ' })
  expect(twice.status).toBe(422)
  expect(await twice.text()).toContain('There is a product with this model already.')
  await post(consolePaths.productPart(id, 'archiving'))
  await add()
  const back = await post(consolePaths.productPart(id, 'restoration'))
  expect(back.status).toBe(422)
  expect(await acme.db.select().from(products)).toHaveLength(2)
})

test('a part that is renamed stays the same part, and one that is emptied goes', async () => {
  const { acme, post, get, add } = await shop()
  const id = await add({ 'component.1': '控制器', 'scope.1': 'main_parts' })
  const path = consolePaths.productPart(id, 'details')
  const page = await get(path)
  const stamp = page.match(/name="stamp" value="([^"]+)"/)![1]!
  const changed = { ...model, stamp, 'key.0': 'c1', 'component.0': '', 'scope.0': '', 'key.1': 'c2' }
  expect((await post(path, { ...changed, 'component.1': '新控制器', 'scope.1': 'main_parts' })).status).toBe(303)
  expect((await acme.db.select().from(products))[0]!.components).toEqual([
    { key: 'c2', name: '新控制器', scope: 'main_parts' },
  ])
  const late = await post(path, { ...model, stamp, name: '别的' })
  expect(late.status).toBe(409)
  expect(await late.text()).toContain('Somebody changed this product while you were typing')
})

test('what is wrong with a part is said beside it, and everything typed is kept', async () => {
  const { acme, post } = await shop()
  const wrong = { 'component.3': '电池', 'scope.3': '', 'component.4': '电池', 'scope.4': 'nonsense' }
  const refused = await post(consolePaths.products(), { ...model, ...wrong })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  for (const words of [
    'Please fill this in.',
    'This part is there twice.',
    'Choose one of the warranty lines.',
    '电池',
  ])
    expect(page).toContain(words)
  expect(await acme.db.select().from(products)).toHaveLength(0)
})
