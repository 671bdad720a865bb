import { describe, expect, test } from 'vitest'
import { contactFaultsOf, customerFaultsOf, customerSearchable, nameKeyOf, siteFaultsOf } from '#rules/customer.ts'
import { contactFromMerged, decideMerge, decideMergeUndo, lastUndoDay } from '#rules/customer-merge.ts'
import { componentsOf, productFaultsOf, productKeyOf, scopeChoices } from '#rules/product.ts'

const choices = { country: 'CN', zones: ['urban'], tiers: ['key'], owners: ['M1'] }
const details = {
  ...({ kind: 'company', name: '示例食品', phone: '', email: null, address: null, zone: null, tier: null } as const),
  ...{ lang: null, ownerId: null, note: null },
}

describe('a customer', () => {
  test('needs a name; a company can be reached through its contacts alone, a person cannot', () => {
    expect(customerFaultsOf(details, choices, null)).toEqual({})
    expect(customerFaultsOf({ ...details, name: ' \u200b' }, choices, null)).toEqual({ name: 'required' })
    expect(customerFaultsOf({ ...details, kind: 'person' }, choices, null)).toEqual({ phone: 'reach' })
    expect(customerFaultsOf({ ...details, kind: 'person', email: 'a@b.example' }, choices, null)).toEqual({})
    expect(customerFaultsOf({ ...details, phone: 'call me' }, choices, null)).toEqual({ phone: 'phone' })
  })

  test('keeps a zone, a tier and an owner that could not be chosen any more, but takes no new one', () => {
    const old = { zone: 'moon', tier: 'gold', ownerId: 'gone' }
    const faults = { zone: 'zone', tier: 'tier', ownerId: 'owner' }
    expect(customerFaultsOf({ ...details, ...old }, choices, null)).toEqual(faults)
    expect(customerFaultsOf({ ...details, ...old }, choices, old)).toEqual({})
    expect(customerFaultsOf({ ...details, ...old }, choices, { ...old, tier: 'key' })).toEqual({ tier: 'tier' })
  })

  test('has contacts who can be reached, and sites with an address', () => {
    const contact = { name: '王', duty: null, phone: '', email: null, lang: null, isNotified: true }
    expect(contactFaultsOf(contact, 'CN')).toEqual({ phone: 'reach' })
    expect(contactFaultsOf({ ...contact, email: 'a@b.example' }, 'CN')).toEqual({})
    const site = { name: '', address: ' ', zone: 'moon', timeZone: null }
    expect(siteFaultsOf(site, ['urban'], null)).toEqual({ name: 'required', address: 'required', zone: 'zone' })
  })

  test('is known by one name however it is spelt', () => {
    const same = [
      ['杭州示例食品有限公司', '杭州示例食品', ' 杭州 示例食品（股份有限公司）'.replace(/[（）]/g, '')],
      ['Example Foods Ltd', 'EXAMPLE FOODS', 'Example-Foods Ltd.', 'example foods, Limited'],
      ['Müller GmbH & Co. KG', 'müller'],
    ]
    for (const names of same) expect(new Set(names.map(nameKeyOf)).size).toBe(1)
    expect(nameKeyOf('有限公司')).toBe('有限公司')
    expect(nameKeyOf('Example Foods')).not.toBe(nameKeyOf('Example Goods'))
  })

  test('is found by whoever and whatever belongs to it', () => {
    const customer = { name: '甲', phone: '1', phoneKey: '861', email: 'a@b.example', address: '路' }
    const contact = { name: '乙', phone: '2', phoneKey: '862', email: null }
    const { texts, numbers } = customerSearchable({
      customer,
      contacts: [contact],
      sites: [{ name: '店', address: '街' }],
    })
    expect(texts).toEqual(['甲', '路', 'a@b.example', '乙', '', '店', '街'])
    expect(numbers).toEqual(['1', '861', '2', '862'])
  })
})

describe('merging', () => {
  const one = { id: 'A', mergedInto: null, archivedAt: null }
  const other = { ...one, id: 'B' }

  test('takes two living records of one customer', () => {
    expect(decideMerge(one, other).allowed).toBe(true)
    expect(decideMerge(one, one)).toMatchObject({ reason: 'same' })
    expect(decideMerge(one, { ...other, mergedInto: 'C' })).toMatchObject({ reason: 'merged' })
    expect(decideMerge({ ...one, archivedAt: new Date(0) }, other)).toMatchObject({ reason: 'archived' })
  })

  test('keeps how the other was reached, unless that is known', () => {
    const merged = { name: '甲', phone: '1', phoneKey: '861', email: 'A@b.example' }
    expect(contactFromMerged(merged, { phoneKey: '862', email: null }, [])).toEqual(merged)
    expect(contactFromMerged(merged, { phoneKey: '861', email: null }, [])).toEqual(merged)
    const contact = { phoneKey: '', email: 'a@B.example' }
    expect(contactFromMerged(merged, { phoneKey: '861', email: null }, [contact])).toBeNull()
    expect(contactFromMerged({ ...merged, phoneKey: '', email: null }, { phoneKey: '', email: null }, [])).toBeNull()
  })

  test('is undone until the thirtieth day, and only where all can go back', () => {
    expect(lastUndoDay('2026-01-12')).toBe('2026-02-11')
    const facts = {
      ...({ undoneAt: null, undoUntil: '2026-02-11', today: '2026-02-11' } as const),
      ...{ keptMergedInto: null, pointsElsewhere: false, moved: 3, stillThere: 3 },
    }
    expect(decideMergeUndo(facts).allowed).toBe(true)
    expect(decideMergeUndo({ ...facts, today: '2026-02-12' })).toMatchObject({ reason: 'over' })
    expect(decideMergeUndo({ ...facts, undoneAt: new Date(0) })).toMatchObject({ reason: 'undone' })
    expect(decideMergeUndo({ ...facts, keptMergedInto: 'C' })).toMatchObject({ reason: 'merged_on' })
    expect(decideMergeUndo({ ...facts, pointsElsewhere: true })).toMatchObject({ reason: 'merged_on' })
    expect(decideMergeUndo({ ...facts, stillThere: 2 })).toMatchObject({ reason: 'moved_on' })
  })
})

describe('a product', () => {
  const product = {
    ...{ name: '空调', model: null, warrantyScope: 'product', category: null, isConsumerGoods: false },
    components: [{ key: null, name: '压缩机', scope: 'compressor' }],
  }
  const scopes = scopeChoices([{ scope: '整机线' }])

  test('falls under a line of the policy or a usual one; what is stored may stay', () => {
    expect(scopes[0]).toBe('整机线')
    expect(productFaultsOf(product, scopes, null)).toEqual({})
    const strange = { ...product, warrantyScope: 'old line', category: 'toy', name: '' }
    expect(productFaultsOf(strange, scopes, null)).toEqual({
      name: 'required',
      warrantyScope: 'scope',
      category: 'category',
    })
    expect(
      productFaultsOf({ ...product, warrantyScope: 'old line' }, scopes, { warrantyScope: 'old line', components: [] }),
    ).toEqual({})
  })

  test('names each part once, with its line', () => {
    const components = [
      { key: null, name: '电池', scope: 'battery' },
      { key: null, name: ' 电池', scope: 'battery' },
      { key: null, name: '', scope: 'battery' },
      { key: null, name: '主机', scope: '' },
      { key: null, name: '', scope: '' },
    ]
    expect(productFaultsOf({ ...product, components }, scopes, null)).toEqual({
      ...{ 'component.1': 'repeated', 'component.2': 'required', 'scope.3': 'required' },
    })
  })

  test('keeps the key of a part that is called otherwise, and gives a new one a key of its own', () => {
    const stored = [
      { key: 'c1', name: '电池', scope: 'battery' },
      { key: 'c2', name: '主机', scope: 'machine' },
    ]
    const components = [
      { key: 'c2', name: '主机（新）', scope: 'machine' },
      { key: 'c2', name: '抄来的', scope: 'machine' },
      { key: 'made up', name: '充电器', scope: 'charger' },
      { key: 'c1', name: '', scope: '' },
    ]
    expect(componentsOf({ components }, stored)).toEqual([
      { key: 'c2', name: '主机（新）', scope: 'machine' },
      { key: 'c3', name: '抄来的', scope: 'machine' },
      { key: 'c4', name: '充电器', scope: 'charger' },
    ])
  })

  test('is one however its model is spelt', () => {
    expect(productKeyOf({ name: '空调', model: 'kfr-35 gw' })).toBe(productKeyOf({ name: 'x', model: 'KFR-35GW' }))
    expect(productKeyOf({ name: '空调', model: null })).toBe('空调')
  })
})
