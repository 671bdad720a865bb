import { Hono } from 'hono'
import { consolePaths } from '#web/paths.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { permit } from '../middleware/permit.ts'
import { makeFeed, revokeFeed } from '../operations/calendar-feed.ts'

export const accountFeedRoutes = new Hono<ConsoleApp>()
  .post('/account/calendar-feeds', permit('account.own'), async (c) => {
    await makeFeed(c.var)
    return c.redirect(`${consolePaths.account()}#calendar`, 303)
  })
  .post('/account/calendar-feeds/:id/revocation', permit('account.own'), async (c) => {
    await revokeFeed(c.var, c.req.param('id'))
    return c.redirect(`${consolePaths.account()}#calendar`, 303)
  })
