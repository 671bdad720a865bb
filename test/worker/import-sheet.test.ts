import { beforeAll, expect, test } from 'vitest'
import { newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { excelParts, type Parts, workbookOf } from '../cases/workbook.ts'
import { type Product, startProduct } from '../harness.ts'

let product: Product
let company: Awaited<ReturnType<Product['company']>>
let cookie: string

beforeAll(async () => {
  product = await startProduct({ now: new Date('2026-01-12T09:00:00+08:00') })
  company = await product.company('acme')
  cookie = await company.cookieOf('owner')
}, 60_000)

const text = (cells: readonly string[]) =>
  `<row>${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
const customers = text(['客户名称', '电话']) + text(['示例食品', '0571-8765 4321'])
const machines = text(['客户名称', '电话', '序列号']) + text(['示例食品', '0571-8765 4321', 'A-1'])
const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`

async function upload(parts: Parts | Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}, lang = 'zh-CN') {
  const form = new FormData()
  for (const [name, value] of Object.entries({ idempotencyKey: newSecret(), kind: 'guess', ...fields }))
    form.set(name, value)
  const bytes = parts instanceof Uint8Array ? parts : (workbookOf(parts) as Uint8Array<ArrayBuffer>)
  form.set('file', new File([bytes], '台账.xlsx'))
  return product.post(company.host, consolePaths.imports(), form, `${cookie}; __Host-lang=${lang}`)
}
const kindOf = async (answer: Response) => {
  expect(answer.status).toBe(303)
  const id = answer.headers.get('location')!.split('/').at(-1)!
  return (await company.db.$client.execute({ sql: 'select kind from imports where id = ?', args: [id] })).rows[0]!.kind
}

test('a workbook with several sheets asks which one is meant, by name, and takes the one that is chosen', async () => {
  const parts = excelParts(customers, { 'xl/worksheets/sheet2.xml': sheet(machines) })
  const asked = await upload(parts)
  expect(asked.status).toBe(422)
  const page = await asked.text()
  expect(page).toContain('这个文件有几张工作表，请选择要导入的一张。')
  expect(page).toMatch(/<option value="1"[^>]*>台账<.*<option value="2"[^>]*>第二张</s)
  expect(page).not.toContain('隐藏')
  expect(await (await upload(parts, {}, 'en')).text()).toContain(
    'This file has several sheets: choose the one to import.',
  )
  expect(await kindOf(await upload(parts, { sheet: '1' }))).toBe('customer')
  expect(await kindOf(await upload(parts, { sheet: '2' }))).toBe('asset')
})

test('empty sheets beside the one that holds something are no question', async () => {
  expect(await kindOf(await upload(excelParts('', { 'xl/worksheets/sheet2.xml': sheet(machines) })))).toBe('asset')
  expect(await kindOf(await upload(excelParts(customers, { 'xl/worksheets/sheet2.xml': sheet('') })))).toBe('customer')
})

test('the first page asks for no sheet, and one that is not there is said to be missing', async () => {
  const page = await (await product.get(company.host, consolePaths.imports(), cookie)).text()
  expect(page).not.toContain('name="sheet"')
  const missing = await upload(excelParts(customers), { sheet: '7' })
  expect(missing.status).toBe(422)
  expect(await missing.text()).toContain('找不到这张工作表，请重新选择。')
})

test.each([
  ['an old Excel file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Array(600).fill(0)]), '.xls'],
  ['an OpenDocument table', workbookOf({ mimetype: 'x', 'content.xml': '<a/>' }) as Uint8Array<ArrayBuffer>, '.ods'],
] as const)('%s is refused with what to do about it', async (_, bytes, ending) => {
  for (const [lang, words] of [
    ['zh-CN', '另存为 .xlsx 或 .csv 再试'],
    ['en', 'save it as .xlsx or .csv and try again'],
  ] as const) {
    const answer = await upload(bytes, {}, lang)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect([ending, page.includes(ending), page.includes(words)]).toEqual([ending, true, true])
  }
})
