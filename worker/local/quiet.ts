import { join } from 'node:path'
import { projectRoot } from './folder.ts'

/** Nothing is asked of or told to anybody outside: no update check, no figures, no trace store. */
export const quietWrangler = {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
  WRANGLER_LOG_PATH: join(projectRoot, 'build/logs'),
}
