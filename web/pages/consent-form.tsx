import { customerLimits } from '#rules/customer.ts'
import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { EmptyState, PageHeader } from '../ui/content.tsx'
import { type FormState, Select, Textarea } from '../ui/field.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { consentWords } from '../words/consent.ts'

type Props = {
  frame: ConsoleFrame
  customer: { id: string; name: string }
  /** Where the customer and its contacts can be written to; `value` names one of them in the form. */
  addresses: readonly { value: string; channel: 'email' | 'sms'; shown: string; name: string }[]
  formKey: string
  form: FormState | undefined
}

/** Leave to advertise, and how it was given. */
export const ConsentFormPage = ({ frame, customer, addresses, formKey, form }: Props) => {
  const { lang } = frame
  const t = consentWords[lang]
  return (
    <ConsoleLayout {...frame} title={t.page} current="customers" islands={['busy-form']}>
      <PageHeader
        title={t.page}
        answer={t.answer}
        back={{ href: consolePaths.customer(customer.id), label: customer.name }}
      />
      <ErrorSummary lang={lang} errors={form?.errors ?? {}} />
      {addresses.length === 0 ? (
        <EmptyState title={t.noAddress} icon="mail" />
      ) : (
        <div class="narrow">
          <Form action={consolePaths.customerPart(customer.id, 'consents')} idempotencyKey={formKey} label={t.page}>
            <Select
              {...{ lang, form, name: 'address', label: t.address }}
              options={addresses.map(({ value, channel, shown, name }) => ({
                value,
                label: `${t.channels[channel]} ${shown} · ${name}`,
              }))}
            />
            <Textarea
              {...{ lang, form, name: 'source', label: t.source, hint: t.sourceHint }}
              rows={3}
              maxlength={customerLimits.source}
            />
            <Actions>
              <Button>{t.save}</Button>
            </Actions>
          </Form>
        </div>
      )}
    </ConsoleLayout>
  )
}
