import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { assetFolder } from './workerd.ts'

/** Bytes of a page by itself, and with every style, script and picture that a first visit loads. */
export type Weight = { raw: number; gzip: number; all: number; allGzip: number; resources: number }

export function weightOf(html: string): Weight {
  const page = Buffer.from(html)
  const urls = new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, url]) => url!))
  const files = [...urls].map((url) => readFileSync(join(assetFolder, url)))
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0)
  const gzip = gzipSync(page).length
  return {
    ...{ raw: page.length, gzip, resources: files.length },
    all: page.length + sum(files.map((file) => file.length)),
    allGzip: gzip + sum(files.map((file) => gzipSync(file).length)),
  }
}
