import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Deflation } from '#rules/spreadsheet.ts'

export const deflation: Deflation = {
  inflate(packed, most) {
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
    } catch {
      return null
    }
  },
  deflate: (plain) => deflateRawSync(plain),
  checksum: (plain) => crc32(plain),
}
