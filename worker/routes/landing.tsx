import { Hono } from 'hono'
import { LandingPage } from '#web/pages/landing.tsx'
import { basePaths } from '#web/paths.ts'
import type { BaseApp } from '../middleware/context.ts'

export const landingRoutes = new Hono<BaseApp>().get(basePaths.landing(), (c) => {
  const { lang, nonce, platform } = c.var
  return c.html(<LandingPage {...{ lang, nonce }} dataRegion={platform.dataRegion} />)
})
