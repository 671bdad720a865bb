import { readFileSync } from 'node:fs'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** Tests load `.sql` as text, exactly as wrangler does. */
const sqlAsText = {
  name: 'sql-as-text',
  enforce: 'pre' as const,
  transform: (code: string, id: string) => (id.endsWith('.sql') ? `export default ${JSON.stringify(code)}` : null),
}

/** Tables in encodings of their own are loaded byte for byte, in base64. */
const tableAsBase64 = {
  name: 'table-as-base64',
  enforce: 'pre' as const,
  load: (id: string) =>
    id.endsWith('.csv') ? `export default ${JSON.stringify(readFileSync(id).toString('base64'))}` : null,
}

const node = (name: string, include: string[], extra = {}) => ({
  plugins: [sqlAsText],
  test: { name, include, environment: 'node' as const, ...extra },
})

export default defineConfig({
  test: {
    // Those that break every database call wait more than they reckon: more of them than processors are worth it.
    maxWorkers: 4,
    projects: [
      node('unit', [
        'test/rules/**/*.test.ts',
        'test/house/**/*.test.ts',
        'test/web/**/*.test.tsx',
        'test/web/**/*.test.ts',
        'test/probe/**/*.test.ts',
      ]),
      {
        plugins: [
          sqlAsText,
          tableAsBase64,
          cloudflareTest({
            miniflare: {
              compatibilityDate: '2026-10-01',
              compatibilityFlags: ['nodejs_compat'],
              r2Buckets: ['FILES'],
              kvNamespaces: ['TENANTS'],
            },
          }),
        ],
        test: {
          name: 'worker',
          include: ['test/worker/**/*.test.ts', 'test/worker/**/*.test.tsx'],
          globalSetup: ['test/global-setup.ts'],
          isolate: false,
          testTimeout: 20_000,
        },
      },
      node('browser', ['test/browser/**/*.test.ts'], {
        globalSetup: ['test/browser/global-setup.ts'],
        testTimeout: 90_000,
        hookTimeout: 90_000,
        fileParallelism: false,
      }),
      node('local', ['test/local/**/*.test.ts'], { testTimeout: 30_000, hookTimeout: 60_000 }),
    ],
  },
})
