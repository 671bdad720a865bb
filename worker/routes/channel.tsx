import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { type ChannelProvider, channelProviders, channelTopics, tellsLater } from '#rules/channel.ts'
import { channelFields } from '#rules/channel-field.ts'
import { decideChannelForm } from '#rules/channel-form.ts'
import { decidePhoneKey } from '#rules/phone.ts'
import { formKey, requiredText, typedText } from '#rules/typed.ts'
import type { Channel } from '#schema/tenant/channel.ts'
import { NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { ChannelPage, channelNews, NewChannelPage } from '#web/pages/channel.tsx'
import { ChannelListPage, type ShownChannel } from '#web/pages/channel-list.tsx'
import { consolePaths, publicPaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { channelWords } from '#web/words/channel.ts'
import { channelFieldWords } from '#web/words/channel-field.ts'
import { fieldReasons } from '#web/words/field.ts'
import { afterwards, type ConsoleApp } from '../middleware/context.ts'
import { parseForm, type Typed } from '../middleware/form.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { permit } from '../middleware/permit.ts'
import {
  addChannel,
  changeChannel,
  disableChannel,
  enableChannel,
  loadChannel,
  removeChannel,
  secretNamesOf,
  testChannel,
} from '../operations/channel.ts'
import { makeFeedbackAddress } from '../operations/feedback.ts'
import { originOf } from '../platform/host.ts'
import { ownHostsOf } from '../platform/outside.ts'
import { listChannels } from '../queries/channel.ts'
import { testMessage } from './channel-test.ts'
import { formInWords } from './error-text.ts'

const isProvider = (text: string | undefined): text is ChannelProvider => channelProviders.some((one) => one === text)

/** The company's own ways out: mail, text messages, robots, webhooks. */
export const channelRoutes = new Hono<ConsoleApp>()
  .use(permit('channels.manage'))
  .get('/', async (c) => {
    const [channels] = await read(c.var.db, [listChannels(c.var.db)])
    const told = (['removed', 'added'] as const).find((news) => news === c.req.query('told'))
    return c.html(<ChannelListPage frame={consoleFrame(c)} channels={channels.map(shownOf)} told={told} />)
  })
  .get('/new', (c) => {
    const provider = c.req.query('provider')
    return showNew(c, isProvider(provider) ? provider : undefined)
  })
  .post('/', async (c) => {
    const posted = await parseForm(c, newForm, { maxBytes: 16_384 })
    const provider = isProvider(posted.typed.provider) ? posted.typed.provider : undefined
    if (!provider) return showNew(c, undefined, { typed: {}, errors: { form: fieldReasons[c.var.lang].choice } })
    if (!posted.ok) return showNew(c, provider, formOf(c, provider, posted.typed, posted.errors))
    const { idempotencyKey, topics, name, perMinute } = posted.values
    const decided = decideChannelForm(provider, posted.typed, { ground: groundOf(c), stored: null })
    if (!decided.ok) return showNew(c, provider, formOf(c, provider, posted.typed, decided.errors), topics)
    const added = await addChannel(c.var, provider, { ...decided.form, name, perMinute, topics }, idempotencyKey)
    if (!added.allowed) return showNew(c, provider, formOf(c, provider, posted.typed, { form: 'tooMany' }), topics)
    ring(c)
    return c.redirect(`${consolePaths.channels()}?told=added`, 303)
  })
  .get('/:id', async (c) => show(c, await loadChannel(c.var, c.req.param('id'))))
  .post('/:id', async (c) => {
    const channel = await loadChannel(c.var, c.req.param('id'))
    const posted = await parseForm(c, changeForm, { maxBytes: 16_384 })
    const fail = (errors: Record<string, string>, topics?: readonly string[]) =>
      show(c, channel, { form: formOf(c, channel.provider, posted.typed, errors), topics }, 422)
    if (!posted.ok) return fail(posted.errors)
    const { version, topics, name, perMinute } = posted.values
    const { settings } = channel
    const stored = { settings, secrets: await secretNamesOf(c.var, channel) }
    const decided = decideChannelForm(channel.provider, posted.typed, { ground: groundOf(c), stored })
    if (!decided.ok) return fail(decided.errors, topics)
    const changed = await changeChannel(c.var, channel, version, { ...decided.form, name, perMinute, topics })
    if (!changed.allowed) {
      const form = formOf(c, channel.provider, posted.typed, {})
      return show(c, channel, { form, topics, stale: true }, 409)
    }
    ring(c)
    return c.redirect(`${consolePaths.channel(channel.id)}?told=saved`, 303)
  })
  .post('/:id/test', async (c) => {
    const id = c.req.param('id')
    const posted = await parseForm(c, testForm, { maxBytes: 4_096 })
    const phone = decidePhoneKey(posted.typed.phone ?? '', c.var.company.country)
    const formKey = (posted.ok && posted.values.idempotencyKey) || newSecret()
    const outcome = await testChannel(c.var, id, formKey, (channel, key) =>
      posted.ok ? testMessage(c, channel, { key, phoneKey: phone.allowed ? phone.result : undefined }) : undefined,
    )
    if (outcome) return c.redirect(`${consolePaths.channel(id)}?told=${outcome}`, 303)
    const errors = { phone: channelWords[c.var.lang].phone }
    return show(c, await loadChannel(c.var, id), { testForm: { typed: posted.typed, errors } }, 422)
  })
  .post('/:id/feedback', async (c) => {
    const channel = await loadChannel(c.var, c.req.param('id'))
    if (!tellsLater(channel.provider)) throw new NotFound('feedback')
    const posted = await parseForm(c, feedbackForm, { maxBytes: 4_096 })
    const formKey = (posted.ok && posted.values.idempotencyKey) || newSecret()
    const { platform, tenant } = c.var
    const made = await makeFeedbackAddress({ ...c.var, vault: platform.vault }, channel, formKey)
    const url = originOf(platform.hosts, tenant.host) + publicPaths.feedback(made.secret)
    return show(c, made.channel, { feedbackUrl: url })
  })
  .post('/:id/disabling', async (c) => stepped(c, disableChannel, 'disabled'))
  .post('/:id/enabling', async (c) => stepped(c, enableChannel, 'enabled'))
  .post('/:id/removal', async (c) => {
    await removeChannel(c.var, c.req.param('id'))
    ring(c)
    return c.redirect(`${consolePaths.channels()}?told=removed`, 303)
  })

async function stepped(c: Context<ConsoleApp>, step: typeof disableChannel, told: 'disabled' | 'enabled') {
  const id = c.req.param('id')!
  await step(c.var, id)
  ring(c)
  return c.redirect(`${consolePaths.channel(id)}?told=${told}`, 303)
}

const known = Object.fromEntries(
  Object.values(channelFields).flatMap((fields) =>
    fields.map(({ name, max }) => [name, v.optional(typedText(Math.max(max, 600)), '')]),
  ),
)
const wish = {
  name: requiredText(60),
  perMinute: v.pipe(
    v.string(),
    v.regex(/^\d{1,3}$/, 'number'),
    v.transform(Number),
    v.minValue(1, 'range'),
    v.maxValue(600, 'range'),
  ),
  topics: v.optional(v.array(v.picklist(channelTopics, 'choice')), []),
}
const newForm = v.strictObject({
  idempotencyKey: formKey,
  provider: v.picklist(channelProviders, 'choice'),
  ...wish,
  ...known,
})
const changeForm = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'unknown'), v.transform(Number)),
  ...wish,
  ...known,
})
const feedbackForm = v.strictObject({ idempotencyKey: v.optional(formKey) })
const testForm = v.strictObject({ idempotencyKey: v.optional(formKey), phone: v.optional(typedText(40), '') })

const groundOf = ({ var: { platform } }: Context<ConsoleApp>) => ({
  ownHosts: ownHostsOf(platform.hosts),
  allowsLoopback: platform.outside?.allowsLoopback,
})

/** Whoever waits for a way out, or by one that has changed, is looked at again. */
const ring = (c: Context<ConsoleApp>) => afterwards(c, c.var.platform.ring(c.var.tenant.id))

/** What was typed comes back, but never a password; an address was pasted, and a fresh signing key was ours. */
function formOf(
  c: Context<ConsoleApp>,
  provider: ChannelProvider,
  typed: Typed,
  errors: Record<string, string>,
): FormState {
  const { lang } = c.var
  const own = { ...channelFieldWords[lang].reasons, tooMany: channelWords[lang].tooMany }
  const hidden = new Set(
    channelFields[provider].filter(({ secret, kind }) => secret && kind === 'text').map(({ name }) => name),
  )
  const shown = Object.fromEntries(Object.entries(typed).filter(([name]) => !hidden.has(name)))
  return formInWords({ typed: shown, errors }, lang, { own, fallback: 'required' })
}

/** Never the row itself, which carries what is sealed. */
const shownOf = (channel: Channel): ShownChannel => {
  const { id, version, provider, name, settings, topics, perMinute } = channel
  const { failingSince, lastFailure, lastSentAt, disabledAt, disabledBecause, feedbackMadeAt, feedbackAt } = channel
  const fared = { failingSince, lastFailure, lastSentAt, disabledAt, disabledBecause, feedbackMadeAt, feedbackAt }
  return { id, version, provider, name, settings, topics, perMinute, ...fared }
}

/** 24 bytes, as the rules for webhooks ask for. */
const newSigningKey = () => `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString('base64')}`

function showNew(
  c: Context<ConsoleApp>,
  provider: ChannelProvider | undefined,
  form?: FormState,
  topics?: readonly string[],
) {
  return c.html(
    <NewChannelPage
      frame={consoleFrame(c)}
      {...{ provider, form, topics }}
      formKey={form?.typed.idempotencyKey ?? newSecret()}
      freshKey={newSigningKey()}
    />,
    form ? 422 : 200,
  )
}

type Shown = {
  form?: FormState
  testForm?: FormState
  topics?: readonly string[] | undefined
  stale?: boolean
  feedbackUrl?: string
}

async function show(
  c: Context<ConsoleApp>,
  channel: Channel,
  { feedbackUrl, ...shown }: Shown = {},
  status: 200 | 409 | 422 = 200,
) {
  const names = await secretNamesOf(c.var, channel).catch((): string[] => [])
  const told = channelNews.find((news) => news === c.req.query('told'))
  return c.html(
    <ChannelPage
      frame={consoleFrame(c)}
      channel={shownOf(channel)}
      freshKey={newSigningKey()}
      testKey={newSecret()}
      ownEmail={c.var.actor.email}
      feedback={{ url: feedbackUrl, hasKey: names.includes('feedbackKey'), formKey: newSecret() }}
      told={status === 200 ? told : undefined}
      {...shown}
    />,
    status,
  )
}
