import {
  type ChannelProvider,
  channelOf,
  channelTopics,
  type RegisteredTemplate,
  type SmsTemplate,
  smsTemplateNames,
  smsTemplates,
  usualPerMinute,
} from '#rules/channel.ts'
import { type ChannelField, channelFields, parametersField, templateField } from '#rules/channel-field.ts'
import { parametersText } from '#rules/channel-form.ts'
import { consolePaths } from '../paths.ts'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { Checkboxes } from '../ui/choice.tsx'
import { Section } from '../ui/content.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Field, type FormState, Select } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { channelWords } from '../words/channel.ts'
import { channelFieldWords } from '../words/channel-field.ts'
import { providerNames } from '../words/channel-provider.ts'
import type { Lang } from '../words/lang.ts'
import type { ShownChannel } from './channel-list.tsx'

type Props = {
  lang: Lang
  provider: ChannelProvider
  form: FormState | undefined
  /** What was ticked in a refused form. */
  topics?: readonly string[] | undefined
  /** A fresh signing key of a webhook, for whoever wants one. */
  freshKey: string
} & ({ channel: ShownChannel } | { channel?: undefined; formKey: string })

/** One form for all of them: what the provider has to be told, then how it is used. */
export const ChannelForm = (props: Props) => {
  const { lang, provider, form, channel, topics } = props
  const t = channelWords[lang]
  const isSms = channelOf[provider] === 'sms'
  // A provider's own key is there only after it was given our address.
  const plain = channelFields[provider].filter(
    ({ name, kind }) => !/^(template|parameters)_/.test(name) && (channel !== undefined || kind !== 'provider_key'),
  )
  return (
    <Form
      action={channel ? consolePaths.channel(channel.id) : consolePaths.channels()}
      idempotencyKey={channel ? undefined : (props as { formKey: string }).formKey}
      hidden={channel ? { version: String(channel.version) } : { provider }}
      label={channel ? channel.name : t.addTitle}
    >
      <div class="stack">
        <Field
          {...{ lang, form, name: 'name', label: t.name, hint: t.nameHint, maxlength: 60, width: 'medium' }}
          value={channel?.name ?? providerNames[lang][provider].replace(/[（(].*$/, '').trim()}
        />
        {plain.map((field) => (
          <OneField {...props} field={field} />
        ))}
      </div>
      {isSms && <Templates {...props} />}
      <div class="stack">
        {channelOf[provider] === 'staff' && (
          <Checkboxes
            {...{ lang, form, name: 'topics', label: t.topics, hint: t.topicsHint, optional: true }}
            chosen={topics ?? channel?.topics ?? []}
            options={channelTopics.map((topic) => ({ value: topic, label: t.topicNames[topic] }))}
          />
        )}
        <Field
          {...{ lang, form, name: 'perMinute', label: t.perMinute, hint: t.perMinuteHint, unit: t.messages }}
          {...{ type: 'number', inputmode: 'numeric', min: 1, max: 600, width: 'short' }}
          value={String(channel?.perMinute ?? usualPerMinute[provider])}
        />
      </div>
      <Actions>
        <Button>{channel ? t.save : t.create}</Button>
        {!channel && <ButtonLink href={consolePaths.channels()}>{t.backToList}</ButtonLink>}
      </Actions>
    </Form>
  )
}

const OneField = (props: Props & { field: ChannelField }) => {
  const { lang, provider, form, channel, field, freshKey } = props
  const t = channelWords[lang]
  const { name, kind, max, secret, optional } = field
  const { fields } = channelFieldWords[lang]
  const { label, hint } = fields[`${provider}_${name}`] ?? fields[name] ?? { label: name, hint: undefined }
  const stored = channel?.settings[name]
  const value = secret ? undefined : stored === undefined || stored === null ? undefined : String(stored)
  if (kind === 'security')
    return (
      <Select
        {...{ lang, form, name, label, empty: false, width: 'medium' }}
        value={value ?? 'tls'}
        options={(['tls', 'starttls', 'none'] as const).map((one) => ({ value: one, label: t.securities[one] }))}
      />
    )
  if (kind === 'webhook_key')
    return channel ? (
      <>
        <Field
          {...{ lang, form, name, label: t.newKey, hint: t.newKeyHint, maxlength: max, optional: true }}
          {...{ autocomplete: 'off', autocapitalize: 'none' }}
        />
        <CopyButton lang={lang} value={freshKey} label={t.newKey} />
      </>
    ) : (
      <Field
        {...{ lang, form, name, label, hint, maxlength: max, autocomplete: 'off', autocapitalize: 'none' }}
        value={freshKey}
      />
    )
  const told = [hint, secret ? (channel ? t.keep : t.sealed) : undefined].filter(Boolean).join(lang === 'en' ? ' ' : '')
  return (
    <Field
      {...{ lang, form, name, label, maxlength: max, autocapitalize: 'none' }}
      hint={told || undefined}
      type={typeOf(field)}
      autocomplete={secret ? 'off' : undefined}
      inputmode={kind === 'port' ? 'numeric' : undefined}
      width={kind === 'port' ? 'short' : kind === 'url' ? undefined : 'medium'}
      optional={optional || (secret && channel !== undefined)}
      value={value ?? (kind === 'port' ? '465' : undefined)}
    />
  )
}

/** A secret is typed like a password; an address with a token in it is pasted, and has to be seen. */
const typeOf = ({ kind, secret }: ChannelField) => {
  if (kind === 'url') return 'url'
  if (secret) return 'password'
  return kind === 'email' ? 'email' : 'text'
}

const Templates = ({ lang, form, channel }: Props) => {
  const t = channelWords[lang]
  const stored = (channel?.settings.templates ?? {}) as Partial<Record<SmsTemplate, RegisteredTemplate>>
  return (
    <Section title={t.templates} hint={t.templatesHint}>
      <div class="stack">
        {smsTemplateNames.map((name) => (
          <fieldset class="field">
            <legend class="label">{channelFieldWords[lang].templateNames[name]}</legend>
            <div class="stack">
              <Field
                {...{ lang, form, name: templateField(name), label: t.templateId, maxlength: 60, width: 'medium' }}
                {...{ optional: true, autocapitalize: 'none' }}
                value={stored[name]?.id ?? ''}
              />
              <Field
                {...{ lang, form, name: parametersField(name), label: t.parameters, maxlength: 200, optional: true }}
                {...{ hint: smsTemplates[name].join(', '), autocapitalize: 'none' }}
                value={stored[name] ? parametersText(stored[name].parameters) : ''}
              />
            </div>
          </fieldset>
        ))}
      </div>
    </Section>
  )
}
