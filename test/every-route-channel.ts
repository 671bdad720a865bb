import { consolePaths, publicPaths } from '#web/paths.ts'
import type { Route } from './every-route.ts'

const channels = '/console/settings/channels'

/** Ways out, addresses that get nothing more, calendar addresses. */
export const channelConsoleRoutes: Record<string, Route> = {
  [`GET ${channels}`]: { needs: 'channels.manage', path: consolePaths.channels },
  [`POST ${channels}`]: { needs: 'channels.manage', path: consolePaths.channels },
  [`GET ${channels}/new`]: { needs: 'channels.manage', path: () => consolePaths.newChannel('smtp') },
  [`GET ${channels}/:id`]: { needs: 'channels.manage', path: ({ channel }) => consolePaths.channel(channel) },
  [`POST ${channels}/:id`]: { needs: 'channels.manage', path: ({ channel }) => consolePaths.channel(channel) },
  /** A test needs nothing typed where nobody's number is asked for. */
  [`POST ${channels}/:id/test`]: {
    needs: 'channels.manage',
    path: ({ channel }) => consolePaths.channelTest(channel),
    gives: 303,
  },
  [`POST ${channels}/:id/feedback`]: {
    needs: 'channels.manage',
    path: ({ smsChannel }) => consolePaths.channelFeedback(smsChannel),
    gives: 200,
  },
  [`POST ${channels}/:id/disabling`]: {
    needs: 'channels.manage',
    path: ({ channel }) => consolePaths.channelDisabling(channel),
    gives: 303,
  },
  [`POST ${channels}/:id/enabling`]: {
    needs: 'channels.manage',
    path: ({ channel }) => consolePaths.channelEnabling(channel),
    gives: 303,
  },
  [`POST ${channels}/:id/removal`]: {
    needs: 'channels.manage',
    path: ({ channel }) => consolePaths.channelRemoval(channel),
    gives: 303,
  },
  'GET /console/settings/suppressions': { needs: 'channels.manage', path: () => consolePaths.suppressions() },
  'POST /console/settings/suppressions/removal': { needs: 'channels.manage', path: consolePaths.suppressionRemoval },
  'POST /console/account/calendar-feeds': { needs: 'account.own', path: consolePaths.accountFeeds, gives: 303 },
  /** A colleague's is nobody's business. */
  'POST /console/account/calendar-feeds/:id/revocation': {
    needs: 'account.own',
    path: ({ feed }) => consolePaths.accountFeedRevocation(feed),
    gives: 404,
  },
}

export const channelPublicRoutes: Record<string, Route> = {
  'GET /unsubscribe/:ticket': { needs: 'link', path: ({ ticket }) => publicPaths.unsubscribe(ticket) },
  'POST /unsubscribe/:ticket': { needs: 'link', path: ({ ticket }) => publicPaths.unsubscribe(ticket), gives: 200 },
  /** Nothing that a provider would say. */
  'POST /feedback/:secret': { needs: 'link', path: ({ feedback }) => publicPaths.feedback(feedback) },
  'GET /feeds/:file': { needs: 'link', path: ({ feedFile }) => `/feeds/${feedFile}` },
}
