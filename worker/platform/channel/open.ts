import type { ChannelProvider } from '#rules/channel.ts'
import type { Channel } from '#schema/tenant/channel.ts'
import type { Vault } from '#tenants/vault.ts'
import type { Sender } from '../sender.ts'
import { aliyunSender } from './aliyun-sms.ts'
import type { ChannelLine } from './call.ts'
import { httpMailSender } from './http-mail.ts'
import { dingtalkSender, feishuSender, wecomSender } from './robot.ts'
import { smtpSender } from './smtp.ts'
import { tencentSender } from './tencent-sms.ts'
import { webhookSender } from './webhook.ts'

export type ChannelSecrets = Record<string, string>
type Make = (line: ChannelLine, settings: never, secrets: ChannelSecrets) => Sender

const makers: Record<ChannelProvider, Make> = {
  smtp: smtpSender,
  http_mail: httpMailSender,
  aliyun_sms: aliyunSender,
  tencent_sms: tencentSender,
  wecom: wecomSender,
  dingtalk: dingtalkSender,
  feishu: feishuSender,
  webhook: webhookSender,
}

type Sealed = Pick<Channel, 'id' | 'sealed'>

/** The channel as a way out; its secrets are opened for each message alone. */
export function openChannel(
  line: ChannelLine,
  vault: Vault,
  tenantId: string,
  channel: Pick<Channel, 'id' | 'provider' | 'settings' | 'sealed'>,
): Sender {
  const make = (secrets: ChannelSecrets) => makers[channel.provider](line, channel.settings as never, secrets)
  const opened = async () => make(await openSecrets(vault, tenantId, channel))
  const { certainty, settlesAfterMs, find } = make({})
  return {
    certainty,
    ...(settlesAfterMs === undefined ? {} : { settlesAfterMs }),
    async send(message) {
      const sender = await opened().catch(() => undefined)
      return sender ? sender.send(message) : { outcome: 'later', reason: 'unsealed' }
    },
    ...(find ? { find: async (message) => (await opened()).find?.(message) } : {}),
  }
}

const bindingOf = (tenantId: string, { id }: Pick<Channel, 'id'>) => `channel ${tenantId} ${id}`

export async function openSecrets(vault: Vault, tenantId: string, channel: Sealed): Promise<ChannelSecrets> {
  if (!channel.sealed) return {}
  return JSON.parse(await vault.open(channel.sealed, bindingOf(tenantId, channel))) as ChannelSecrets
}

export const sealSecrets = (vault: Vault, tenantId: string, channel: Pick<Channel, 'id'>, secrets: ChannelSecrets) =>
  vault.seal(JSON.stringify(secrets), bindingOf(tenantId, channel))
