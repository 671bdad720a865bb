import type { Files } from './platform.ts'

/** What one call of R2 may delete. */
const mostKeys = 1000

export const bucketFiles = (bucket: R2Bucket): Files => ({
  async put(key, bytes, type) {
    await bucket.put(key, bytes, { httpMetadata: { contentType: type } })
  },
  async get(key) {
    const found = await bucket.get(key)
    if (!found) return undefined
    return { bytes: found.body, type: found.httpMetadata?.contentType ?? 'application/octet-stream' }
  },
  async remove(keys) {
    for (let at = 0; at < keys.length; at += mostKeys) await bucket.delete(keys.slice(at, at + mostKeys))
  },
})
