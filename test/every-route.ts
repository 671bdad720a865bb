import type { Permission } from '#rules/role.ts'
import { publicPaths } from '#web/paths.ts'
import type { createApp } from '#worker/app.tsx'
import { assetRoutes } from './every-route-asset.ts'
import { channelPublicRoutes } from './every-route-channel.ts'
import { consoleRoutes } from './every-route-console.ts'
import { importRoutes } from './every-route-import.ts'
import { registerRoutes } from './every-route-register.ts'

type Host = ReturnType<typeof createApp>['hosts'][keyof ReturnType<typeof createApp>['hosts']]

/** `POST /console/requests/:id/reply`, as the app itself knows them, without what is only on the way there. */
export const routesOf = ({ routes }: Pick<Host, 'routes'>): string[] => [
  ...new Set(
    routes
      .filter(({ method, path }) => method !== 'ALL' || !path.endsWith('*'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
]

/** What a path or a form can name: all of one company, or made up. */
export type Ids = {
  request: string
  token: string
  member: string
  invited: string
  session: string
  day: string
  clause: string
  version: string
  logo: string
  reset: string
  invitation: string
  verification: string
  handOver: string
  channel: string
  smsChannel: string
  feedback: string
  feed: string
  feedFile: string
  ticket: string
  renewal: string
  renewalToken: string
  notice: string
  customer: string
  otherCustomer: string
  contact: string
  site: string
  consent: string
  merge: string
  product: string
  import: string
  asset: string
  stay: string
  contract: string
  label: string
}

export type Route = {
  /** Whom it is for. `nobody`: open to everybody; `link`: whoever has the secret in its path; `member`: whoever is signed in. */
  needs: 'nobody' | 'link' | 'member' | Permission
  path: (ids: Ids) => string
  /** What names somebody or something in the form. */
  fields?: (ids: Ids) => Record<string, string>
  /** What those get who may: a page 200, an empty form 422, unless it says otherwise. */
  gives?: number
  /** A made-up secret in the path; 404 unless it says otherwise. */
  unknown?: number
}

/** Every route of a company's host. A route that is missing here fails the tests. */
export const tenantRoutes: Record<string, Route> = {
  'POST /language': { needs: 'nobody', path: () => '/language', gives: 303 },
  'GET /': { needs: 'nobody', path: () => '/' },
  'GET /policy': { needs: 'nobody', path: () => '/policy' },
  'GET /privacy': { needs: 'nobody', path: () => '/privacy' },
  'GET /report': { needs: 'nobody', path: () => '/report' },
  'POST /report': { needs: 'nobody', path: () => '/report' },
  'GET /report/challenge': { needs: 'nobody', path: () => '/report/challenge' },
  'GET /r/:token': { needs: 'link', path: ({ renewalToken }) => publicPaths.renewal(renewalToken) },
  'POST /r/:token/answer': {
    needs: 'link',
    path: ({ renewalToken }) => publicPaths.renewalAnswer(renewalToken),
    gives: 409,
  },
  'GET /sign-in': { needs: 'nobody', path: () => '/sign-in' },
  'POST /sign-in': { needs: 'nobody', path: () => '/sign-in' },
  'GET /sign-in/code': { needs: 'nobody', path: () => '/sign-in/code', gives: 303 },
  'POST /sign-in/code': { needs: 'nobody', path: () => '/sign-in/code' },
  'POST /sign-out': { needs: 'nobody', path: () => '/sign-out', gives: 303 },
  'POST /welcome': {
    needs: 'nobody',
    path: () => '/welcome',
    fields: ({ handOver }) => ({ code: handOver }),
    gives: 303,
  },
  'GET /password-reset': { needs: 'nobody', path: () => '/password-reset' },
  'POST /password-reset': { needs: 'nobody', path: () => '/password-reset' },
  'GET /logo/:key{.+}': { needs: 'nobody', path: ({ logo }) => `/logo/${logo}` },

  'GET /password-reset/:token': { needs: 'link', path: ({ reset }) => `/password-reset/${reset}`, unknown: 200 },
  'POST /password-reset/:token': { needs: 'link', path: ({ reset }) => `/password-reset/${reset}`, unknown: 422 },
  'GET /invitation/:token': { needs: 'link', path: ({ invitation }) => `/invitation/${invitation}`, unknown: 422 },
  'POST /invitation/:token': { needs: 'link', path: ({ invitation }) => `/invitation/${invitation}`, unknown: 422 },
  'GET /email-verification/:token': {
    needs: 'link',
    path: ({ verification }) => `/email-verification/${verification}`,
    unknown: 200,
  },
  'POST /email-verification/:token': {
    needs: 'link',
    path: ({ verification }) => `/email-verification/${verification}`,
    gives: 200,
    unknown: 422,
  },
  'GET /t/:token': { needs: 'link', path: ({ token }) => `/t/${token}` },
  'POST /t/:token/messages': { needs: 'link', path: ({ token }) => `/t/${token}/messages` },
  'GET /t/:token/cancellation': { needs: 'link', path: ({ token }) => `/t/${token}/cancellation` },
  'POST /t/:token/cancellation': { needs: 'link', path: ({ token }) => `/t/${token}/cancellation`, gives: 303 },
  'POST /t/:token/confirmation': { needs: 'link', path: ({ token }) => `/t/${token}/confirmation` },
  ...channelPublicRoutes,
  ...consoleRoutes,
  ...assetRoutes,
  ...registerRoutes,
  ...importRoutes,
}

/** Every route of the host that is nobody's. */
export const baseRoutes: Record<string, Route> = {
  'POST /language': { needs: 'nobody', path: () => '/language', gives: 303 },
  'GET /': { needs: 'nobody', path: () => '/' },
  'GET /sign-up': { needs: 'nobody', path: () => '/sign-up' },
  'GET /sign-up/slug': { needs: 'nobody', path: () => '/sign-up/slug?name=Acme' },
  'GET /sign-up/challenge': { needs: 'nobody', path: () => '/sign-up/challenge' },
  'POST /sign-up': { needs: 'nobody', path: () => '/sign-up' },
  'GET /sign-up/:id': { needs: 'nobody', path: ({ request }) => `/sign-up/${request}`, gives: 404 },
  'GET /health': { needs: 'nobody', path: () => '/health' },
  'GET /find': { needs: 'nobody', path: () => '/find' },
  'POST /find': { needs: 'nobody', path: () => '/find' },
}

export const fileRoutes = ['GET /:ticket']
