import { defineConfig } from 'vitest/config'

/** Tests load `.sql` as text, exactly as wrangler does. */
const sqlAsText = {
  name: 'sql-as-text',
  enforce: 'pre' as const,
  transform: (code: string, id: string) => (id.endsWith('.sql') ? `export default ${JSON.stringify(code)}` : null),
}

const node = (name: string, include: string[], extra = {}) => ({
  plugins: [sqlAsText],
  test: { name, include, environment: 'node' as const, ...extra },
})

export default defineConfig({
  test: {
    projects: [
      node('unit', ['test/rules/**/*.test.ts', 'test/house/**/*.test.ts', 'test/web/**/*.test.tsx', 'test/web/**/*.test.ts']),
      node('local', ['test/local/**/*.test.ts'], { testTimeout: 30_000, hookTimeout: 60_000 }),
    ],
  },
})
