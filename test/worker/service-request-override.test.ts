import { describe, expect, test } from 'vitest'
import { acme, openDesk, reported, request, shown, take, tracked } from '../judged-request.ts'

openDesk()

describe('overriding', () => {
  const because = { outcome: 'chargeable', because: '客户自行拆开过机壳。' }

  test('is shown with who and why, beside what the policy gives, and can be undone', async () => {
    const { id, path } = await reported({})
    expect((await take(id, 'coverage-override', because)).status).toBe(303)
    expect(await request()).toMatchObject({
      ...{ coverage: 'chargeable', coverageOverriddenBy: acme.memberOf('supervisor').id },
    })
    const page = await shown(id)
    for (const words of ['acme supervisor', '客户自行拆开过机壳。', '按制度计算的结果是“保修内免费'])
      expect(page).toContain(words)
    expect(await tracked(path)).toContain('我们核实过了：这次服务按公示的价格收费。')
    expect(await tracked(path)).not.toContain('2026年3月25日')
    expect((await take(id, 'coverage-override-end', {})).status).toBe(303)
    expect(await request()).toMatchObject({ coverage: 'free_under_warranty', coverageOverriddenBy: null })
  })

  test('stays when the cause becomes known, and the new verdict stands beside it', async () => {
    const { id } = await reported({})
    await take(id, 'coverage-override', { ...because, outcome: 'free_under_warranty' })
    await take(id, 'cause', { cause: 'misuse', otherCause: '', component: '' })
    expect(await request()).toMatchObject({ coverage: 'free_under_warranty' })
    expect(await shown(id)).toContain('按制度计算的结果是“收费”')
  })

  test('needs a reason, and a permission that an engineer does not have', async () => {
    const { id } = await reported({})
    expect((await take(id, 'coverage-override', { ...because, because: '' })).status).toBe(422)
    expect((await take(id, 'coverage-override', because, 'engineer')).status).toBe(403)
    expect(await request()).toMatchObject({ coverageOverriddenBy: null })
  })
})
