import { expect, test } from 'vitest'
import { fillReport, fillSignUp, signUpCompany } from './company.ts'
import { photo } from './photo.ts'
import { desktop, lookAround, running, snap, visitor } from './visitor.ts'

const company = {
  slug: `kept-${crypto.randomUUID().slice(0, 8)}`,
  origin: '',
  email: 'li@kept.example',
  password: 'vier-laute-pferde-7',
}

test('a half-filled sign-up survives a change of language, with scripts and without; the enter key sends the form itself', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, expectQuiet } = await visitor({ javaScriptEnabled })
    await page.goto(`${running.url}/sign-up`)
    await fillSignUp(page, company, 'TP-MFG')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Set up your company' }).waitFor()
    expect(await page.inputValue('[name=companyName]')).toBe('华东家电服务中心')
    expect(await page.inputValue('[name=slug]')).toBe(company.slug)
    expect(await page.isChecked('[name=packId][value=TP-MFG]')).toBe(true)
    expect(await page.inputValue('[name=email]')).toBe(company.email)
    expect(await page.inputValue('[name=password]')).toBe('')
    if (javaScriptEnabled) await lookAround(page, 'language-sign-up')
    else await snap(page, 'language-sign-up-plain')
    await page.press('[name=email]', 'Enter')
    await page.getByRole('alert').getByText('Password:').waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    await page.getByRole('button', { name: '中文' }).click()
    await page.locator('html[lang="zh-CN"]').waitFor()
    expect(await page.inputValue('[name=companyName]')).toBe('华东家电服务中心')
    expectQuiet()
  }
})

test('a half-filled report survives it too, photos included', async () => {
  const { company: own, owner } = await signUpCompany({ viewport: desktop })
  await owner.leave()
  for (const javaScriptEnabled of [true, false]) {
    const drawn = await visitor()
    const taken = await photo(drawn.page, 900, 600)
    const { page, expectQuiet } = await visitor({ javaScriptEnabled })
    await page.goto(`${own.origin}/report`)
    await fillReport(page, { description: '只填了一半，换成英文', phone: '13800138031' })
    await page.check('[name=urgency][value=high]')
    await page.setInputFiles('[name=photos]', taken)
    if (javaScriptEnabled) await page.getByText('正在处理照片…').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Report a problem' }).waitFor()
    expect(await page.inputValue('[name=description]')).toBe('只填了一半，换成英文')
    expect(await page.isChecked('[name=urgency][value=high]')).toBe(true)
    expect(await page.inputValue('[name=phone]')).toBe('13800138031')
    await page.getByRole('img', { name: 'Photo 1' }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    if (javaScriptEnabled) await lookAround(page, 'language-report')
    else await snap(page, 'language-report-plain')
    await page.press('[name=name]', 'Enter')
    await page.waitForURL(/\/t\//)
    await page.getByRole('img', { name: 'Photo 1' }).waitFor()
    expectQuiet()
  }
})
