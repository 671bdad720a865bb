import type { Page } from 'playwright-core'

/** A photo as a phone takes it: larger than anybody needs, with so much in it that it does not compress away. */
export async function photo(page: Page, width = 3000, height = 2000, type = 'image/jpeg') {
  const drawn = await page.evaluate<string>(`new Promise(async (resolve) => {
    const canvas = new OffscreenCanvas(${width}, ${height})
    const context = canvas.getContext('2d')
    for (let i = 0; i < 2000; i++) {
      context.fillStyle = 'hsl(' + ((i * 47) % 360) + ' 70% 50%)'
      context.fillRect((i * 211) % ${width}, (i * 97) % ${height}, 60, 40)
    }
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result.split(',')[1])
    reader.readAsDataURL(await canvas.convertToBlob({ type: '${type}', quality: 0.98 }))
  })`)
  return { name: `photo.${type.split('/')[1]}`, mimeType: type, buffer: Buffer.from(drawn, 'base64') }
}
