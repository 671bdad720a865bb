import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { excelParts, workbookOf } from '../cases/workbook.ts'
import { signUpCompany } from './company.ts'
import { desktop, lookAround } from './visitor.ts'

const machines = readFileSync('test/cases/import/assets.gb18030.csv')
const workbook = workbookOf(excelParts('<row><c><v>1</v></c></row>'))
const openDocument = workbookOf({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' })
const contracts = Buffer.from(
  '合同编号,客户名称,电话,开始日期,结束日期,设备序列号,合同金额\nHT-1,宁波天泰物业服务,18026773546,2026-01-01,2026-12-31,C2607-99161,12800\n',
)

const isOnly = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).waitFor()

async function changeLanguage(page: Page, name: string) {
  await page.setViewportSize(desktop)
  await page.getByRole('button', { name }).click()
  await page.getByRole('button', { name }).waitFor({ state: 'hidden' })
}

test('a table comes in step by step, is looked at row by row, stored, and taken back', async () => {
  const { owner, company } = await signUpCompany()
  const { page } = owner
  const both = async (name: string) => {
    await lookAround(page, name)
    await changeLanguage(page, 'English')
    await lookAround(page, name)
    await changeLanguage(page, '中文')
  }
  await page.setViewportSize(desktop)
  await page.goto(`${company.origin}/console/imports`)
  await both('imports-empty')
  await page.getByRole('button', { name: '上传并检查' }).click()
  await page.locator('.error-summary').waitFor()
  await lookAround(page, 'imports-refused')
  await page.setViewportSize(desktop)
  await page.setInputFiles('[name=file]', { name: '台账.xlsx', mimeType: '', buffer: Buffer.from(workbook) })
  await page.getByRole('button', { name: '上传并检查' }).click()
  await page.getByLabel('导入哪张工作表').waitFor()
  await lookAround(page, 'imports-which-sheet')
  await page.setViewportSize(desktop)
  await page.setInputFiles('[name=file]', { name: '台账.ods', mimeType: '', buffer: Buffer.from(openDocument) })
  await page.getByRole('button', { name: '上传并检查' }).click()
  await page.getByText('另存为 .xlsx 或 .csv 再试').first().waitFor()
  await lookAround(page, 'imports-open-document')
  await page.setViewportSize(desktop)
  await page.setInputFiles('[name=file]', {
    name: '2026年设备台账（华东区）.csv',
    mimeType: 'text/csv',
    buffer: machines,
  })
  await page.getByRole('button', { name: '上传并检查' }).click()
  await isOnly(page, '检查每一行')
  await both('import-mapping')
  await page.setViewportSize(desktop)
  await page.getByLabel('客户名称').selectOption('')
  await page.getByRole('button', { name: '检查每一行' }).click()
  await page.getByText('还缺必填的列：客户名称').waitFor()
  await lookAround(page, 'import-mapping-refused')
  await page.getByLabel('客户名称').selectOption({ label: '客户名称（必填）' })
  await page.getByRole('button', { name: '检查每一行' }).click()
  await page.getByText('1,413 行可以导入，87 行有问题，不会导入。').waitFor()
  await both('import-checked')
  await page.goto(`${page.url()}?only=warned`)
  await lookAround(page, 'import-checked-warned')
  await page.setViewportSize(desktop)
  await page.getByRole('button', { name: '写入 1,413 行' }).click()
  await page.getByRole('link', { name: '查看设备' }).waitFor()
  await both('import-done')
  const done = page.url()

  await page.goto(`${company.origin}/console/imports`)
  await page.setInputFiles('[name=file]', { name: '合同.csv', mimeType: 'text/csv', buffer: contracts })
  await page.getByRole('button', { name: '上传并检查' }).click()
  await isOnly(page, '检查每一行')
  await page.getByRole('button', { name: '检查每一行' }).click()
  await page.getByText('1 行都没有问题。').waitFor()
  await lookAround(page, 'import-contract-checked')
  await page.setViewportSize(desktop)
  await page.getByRole('button', { name: '写入 1 行' }).click()
  await page.getByRole('link', { name: '查看合同' }).waitFor()

  await page.goto(done)
  await page.getByRole('button', { name: '撤销整次导入' }).click()
  await page.getByRole('heading', { name: '保留下来的' }).waitFor()
  expect(await page.getByRole('link', { name: /C2607-99161/ }).count()).toBe(1)
  await both('import-undone')
  await page.goto(`${company.origin}/console/imports`)
  await both('imports')
  owner.expectQuiet()
}, 300_000)

test('without scripts a person presses on', async () => {
  const { owner, company } = await signUpCompany()
  const state = await owner.context.storageState()
  const plain = await owner.context
    .browser()!
    .newContext({ javaScriptEnabled: false, storageState: state, viewport: desktop })
  const page = await plain.newPage()
  await page.goto(`${company.origin}/console/imports`)
  await page.setInputFiles('[name=file]', { name: '设备.csv', mimeType: 'text/csv', buffer: machines })
  await page.getByRole('button', { name: '上传并检查' }).click()
  await page.getByRole('button', { name: '检查每一行' }).click()
  await page.getByRole('button', { name: /继续|写入 1,413 行/ }).waitFor()
  for (let presses = 0; presses < 10 && (await page.getByRole('button', { name: '继续' }).count()) > 0; presses++)
    await page.getByRole('button', { name: '继续' }).click()
  await page.getByText('1,413 行可以导入').waitFor()
  await plain.close()
}, 120_000)
