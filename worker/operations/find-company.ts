import { networkOf } from '#rules/attempt.ts'
import type { Lang } from '#rules/lang.ts'
import { memberAddressHash } from '#tenants/member-address.ts'
import { write } from '#tenants/round-trip.ts'
import type { Platform } from '../platform/platform.ts'
import { noticeBinding } from '../queries/notice.ts'
import { writeAddressNotice } from '../queries/tenant.ts'
import { countedTry, refuseTooMany, writeCountedTry } from './sign-up-limit.ts'

const sixHoursMs = 21_600_000

/**
 * Sends somebody the addresses of their companies, at most once in six hours. Whether the address is known shows
 * nowhere: the same statements run in the same round trips, and what they found is only in the mail.
 */
export async function findCompany(platform: Platform, asked: { email: string; lang: Lang; address: string }) {
  const { vault, hosts } = platform
  const db = platform.controlPlane()
  const now = platform.now()
  const window = Math.floor(now.getTime() / sixHoursMs)
  const key = await vault.mac('company addresses', `${asked.email} ${window}`)
  const network = await countedTry(platform, 'find network', networkOf(asked.address))
  const notice = writeAddressNotice({
    key,
    now,
    lang: asked.lang,
    sealed: await vault.seal(JSON.stringify({ recipient: asked.email }), noticeBinding('control-plane', key)),
    emailHash: await memberAddressHash(vault, asked.email),
    origin: { before: `${hosts.scheme}://`, after: `.${hosts.base}${hosts.port}` },
    unless: { counter: network.key, over: network.most },
  })
  await write(db, [writeCountedTry(db, network, now), notice], { repeatable: true })
  await refuseTooMany(db, [network], now)
}
