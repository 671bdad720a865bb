import type { Context } from 'hono'
import { channelOf, type RegisteredTemplate, type SmsTemplate, smsTemplateNames } from '#rules/channel.ts'
import { dayOf } from '#rules/day.ts'
import type { Channel } from '#schema/tenant/channel.ts'
import { renderEmail } from '#web/emails/render.tsx'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { channelWords } from '#web/words/channel.ts'
import { fullDayWords } from '#web/words/moment.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { originOf } from '../platform/host.ts'
import type { Outgoing } from '../platform/sender.ts'

/** A message that says only that it is a test; undefined where nobody is named to whom a text could go. */
export function testMessage(
  c: Context<ConsoleApp>,
  channel: Channel,
  { key, phoneKey }: { key: string; phoneKey: string | undefined },
): Outgoing | undefined {
  const { platform, tenant, company, actor, lang, now } = c.var
  const origin = originOf(platform.hosts, tenant.host)
  switch (channelOf[channel.provider]) {
    case 'email': {
      const head = { company: company.name, origin, timeZone: company.timeZone }
      const mail = renderEmail('channel_test', lang, { channel: channel.name }, head)
      return { via: 'email', key, from: { name: company.name }, to: actor.email, ...mail }
    }
    case 'sms':
      return phoneKey ? testText(c, channel, { key, phoneKey, origin }) : undefined
    case 'staff': {
      const { title, line } = channelWords[lang].testStaff
      const url = origin + consolePaths.channel(channel.id)
      return { via: 'staff', key, event: 'test.message', title, lines: [line(channel.name)], url, at: now, data: {} }
    }
  }
}

type To = { key: string; phoneKey: string; origin: string }

function testText(
  { var: { company, lang, now } }: Context<ConsoleApp>,
  channel: Channel,
  { key, phoneKey, origin }: To,
): Outgoing {
  const registered = (channel.settings.templates ?? {}) as Partial<Record<SmsTemplate, RegisteredTemplate>>
  const template = smsTemplateNames.find((name) => registered[name]) ?? smsTemplateNames[0]!
  const { title } = channelWords[lang].testStaff
  const today = fullDayWords(dayOf(now, company.timeZone), lang)
  const link = origin + publicPaths.company()
  const parameters = { company: company.name, name: title, day: today, latest: today, count: '1', number: '1', link }
  return { via: 'sms', key, to: `+${phoneKey}`, template, parameters, text: title, since: now }
}
