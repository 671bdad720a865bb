import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { fillReport, type NewCompany, sendReport, signUpCompany } from './company.ts'
import { desktop, look, snap, visitor } from './visitor.ts'

let company: NewCompany

beforeAll(async () => {
  const { owner, company: founded } = await signUpCompany({ viewport: desktop })
  company = founded
  await owner.leave()
})

/** As a phone held upright stores it: lying on its side, red to the left, with the note that it is to be turned clockwise. */
async function sidewaysPhoto(page: Page) {
  const drawn = await page.evaluate<string>(`new Promise(async (resolve) => {
    const canvas = new OffscreenCanvas(1200, 800)
    const context = canvas.getContext('2d')
    context.fillStyle = '#d01010'
    context.fillRect(0, 0, 600, 800)
    context.fillStyle = '#1010d0'
    context.fillRect(600, 0, 600, 800)
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result.split(',')[1])
    reader.readAsDataURL(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 }))
  })`)
  const plain = Buffer.from(drawn, 'base64')
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff)])
  const head = Buffer.from([0xff, 0xe1, 0, body.length + 2])
  return {
    name: 'photo.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([plain.subarray(0, 2), head, body, plain.subarray(2)]),
  }
}

/** What somebody sees who opens the file: its shape, and the colours above and below. */
async function seen(page: Page, url: string) {
  const opened = await page.goto(url)
  const bytes = (await opened!.body()).toString('base64')
  await page.goto('about:blank')
  return page.evaluate<{ tall: boolean; above: string; below: string }>(`(async () => {
    const bytes = Uint8Array.from(atob('${bytes}'), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    context.drawImage(bitmap, 0, 0)
    const colour = (y) => {
      const [red, , blue] = context.getImageData(bitmap.width / 2, y * bitmap.height, 1, 1).data
      return red > 150 && blue < 80 ? 'red' : blue > 150 && red < 80 ? 'blue' : red + ' ' + blue
    }
    return { tall: bitmap.height > bitmap.width, above: colour(0.25), below: colour(0.75) }
  })()`)
}

describe('a photo that was taken upright and stored on its side', () => {
  for (const [way, javaScriptEnabled] of [
    ['turned in the browser', true],
    ['sent as it is, without scripts', false],
  ] as const)
    test(`${way}: it comes out upright`, async () => {
      const painter = await visitor()
      const taken = await sidewaysPhoto(painter.page)
      const { page, expectQuiet } = await visitor({ javaScriptEnabled })
      await page.goto(`${company.origin}/report`)
      await fillReport(page, {
        description: `照片方向，${way}`,
        phone: javaScriptEnabled ? '13800138041' : '13800138042',
      })
      await page.setInputFiles('[name=photos]', taken)
      if (javaScriptEnabled) await page.getByText('正在处理照片…').waitFor({ state: 'hidden' })
      await sendReport(page)
      await page.waitForURL(/\/t\//)
      const shown = page.getByRole('img', { name: '照片 1' })
      await shown.scrollIntoViewIfNeeded()
      expect(await seen(painter.page, (await shown.getAttribute('src'))!)).toEqual({
        tall: true,
        above: 'red',
        below: 'blue',
      })
      await (javaScriptEnabled ? look : snap)(page, `photo-upright-${javaScriptEnabled ? 'script' : 'plain'}`)
      expectQuiet()
    })
})
