import type { Photo } from '#schema/tenant/photo.ts'
import type { Tenant } from '#tenants/scope.ts'
import type { ShownPhoto } from '#web/pages/report-photo.tsx'
import { filePaths } from '#web/paths.ts'
import { fileTicket } from '../operations/file-ticket.ts'
import { originOf } from '../platform/host.ts'
import type { Platform } from '../platform/platform.ts'

/** Links on the files host, each open for an hour or two. */
export const shownPhotos = (scope: { platform: Platform; tenant: Tenant; now: Date }, photos: readonly Photo[]) =>
  Promise.all(
    photos.map(async ({ id, key, width, height }): Promise<ShownPhoto> => {
      const { hosts, vault } = scope.platform
      const ticket = await fileTicket(vault, scope.tenant, key, scope.now)
      return { id, url: `${originOf(hosts, hosts.files)}${filePaths.file(ticket)}`, width, height }
    }),
  )
