import type { createApp } from '#worker/app.tsx'

type Host = ReturnType<typeof createApp>['hosts'][keyof ReturnType<typeof createApp>['hosts']]

/** `POST /console/requests/:id/reply`, as the app itself knows them, without what is only on the way there. */
export const routesOf = ({ routes }: Pick<Host, 'routes'>): string[] => [
  ...new Set(
    routes
      .filter(({ method, path }) => method !== 'ALL' || !path.endsWith('*'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
]
