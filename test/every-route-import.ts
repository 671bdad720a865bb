import { consolePaths, type ImportPart } from '#web/paths.ts'
import type { Route } from './every-route.ts'

const part = (name: ImportPart, gives?: number): Route => ({
  needs: 'register.import',
  path: ({ import: id }) => consolePaths.importPart(id, name),
  ...(gives ? { gives } : {}),
})

/** Tables on their way in, lists on their way out. */
export const importRoutes: Record<string, Route> = {
  'GET /console/imports': { needs: 'register.import', path: consolePaths.imports },
  'POST /console/imports': { needs: 'register.import', path: consolePaths.imports },
  'GET /console/imports/templates/:file': {
    needs: 'register.import',
    path: () => consolePaths.importTemplate('asset', 'zh-CN', 'csv'),
  },
  'GET /console/imports/:id': { needs: 'register.import', path: ({ import: id }) => consolePaths.import(id) },
  'GET /console/imports/:id/bad-rows.xlsx': part('bad-rows.xlsx'),
  'POST /console/imports/:id/mapping': part('mapping'),
  'POST /console/imports/:id/entry': part('entry'),
  'POST /console/imports/:id/undoing': part('undoing'),
  /** Nothing is under way. */
  'POST /console/imports/:id/steps': part('steps', 303),
  'POST /console/imports/:id/dropping': part('dropping', 303),
  'GET /console/exports/:file': { needs: 'register.export', path: () => consolePaths.exportFile('customer', 'csv') },
}
