import type { Page } from 'playwright-core'

/** A photo as a phone takes it: far larger than anybody needs, with noise in it that does not compress away. */
export async function photo(page: Page, width = 3000, height = 2000, type = 'image/jpeg') {
  const base64 = await page.evaluate(
    async ([width, height, type]) => {
      const canvas = new OffscreenCanvas(width as number, height as number)
      const context = canvas.getContext('2d')!
      context.fillStyle = '#345'
      context.fillRect(0, 0, canvas.width, canvas.height)
      for (let i = 0; i < 2000; i++) {
        context.fillStyle = `hsl(${(i * 47) % 360} 70% 50%)`
        context.fillRect((i * 211) % canvas.width, (i * 97) % canvas.height, 60, 40)
      }
      const blob = await canvas.convertToBlob({ type: type as string, quality: 0.98 })
      const reader = new FileReader()
      return new Promise<string>((resolve) => {
        reader.onload = () => resolve(String(reader.result).split(',')[1]!)
        reader.readAsDataURL(blob)
      })
    },
    [width, height, type] as const,
  )
  return { name: `photo.${type.split('/')[1]}`, mimeType: type, buffer: Buffer.from(base64, 'base64') }
}
