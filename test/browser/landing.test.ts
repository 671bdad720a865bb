import { expect, test } from 'vitest'
import { landingWords } from '#web/words/landing.ts'
import { desktop, lookAround, running, visitor } from './visitor.ts'

/** Every text of a nest of words. */
const textsIn = (words: unknown): string[] => {
  if (typeof words === 'string') return [words]
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsIn) : []
}

test('the landing page tells the whole story in both languages, in light and dark, and its ways lead on', async () => {
  const { page, expectQuiet } = await visitor()
  for (const [lang, other] of [
    ['zh-CN', 'English'],
    ['en', '中文'],
  ] as const) {
    await page.goto(`${running.url}/`)
    await page.locator(`html[lang="${lang}"]`).waitFor()
    const read = (await page.locator('body').innerText()).replace(/\s+/g, ' ')
    const { description, honest, ...shown } = landingWords[lang]
    for (const text of [...textsIn(shown), ...honest.items]) expect(read).toContain(text.replace(/\s+/g, ' ').trim())
    expect(await page.getAttribute('meta[name=description]', 'content')).toBe(description)
    expect(read).toContain(lang === 'en' ? 'the place where this system’s server stands' : '运行本系统的服务器所在地')
    const foreign = lang === 'en' ? /\p{Script=Han}/u : /[A-Za-z]{2,}/
    expect(read.replaceAll('Aftercare', '').replace(other, '')).not.toMatch(foreign)
    expect(read).not.toMatch(/undefined|null|NaN|\[object/)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await lookAround(page, `landing-${colorScheme}`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(desktop)
    await page.getByRole('link', { name: landingWords[lang].find }).click()
    await page.waitForURL(`${running.url}/find`)
    await page.goBack()
    await page.getByRole('link', { name: landingWords[lang].signUp }).first().click()
    await page.waitForURL(`${running.url}/sign-up`)
    await page.goBack()
    await page.getByRole('button', { name: other }).click()
    await page.locator(`html:not([lang="${lang}"])`).waitFor()
  }
  expectQuiet()
})
