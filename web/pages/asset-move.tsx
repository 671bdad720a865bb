import type { ConsoleFrame } from '../frame.ts'
import { ConsoleLayout } from '../layout.tsx'
import { consolePaths } from '../paths.ts'
import { Actions, Button } from '../ui/button.tsx'
import { PageHeader } from '../ui/content.tsx'
import { ErrorSummary, Form } from '../ui/form.tsx'
import { assetFormWords } from '../words/asset-form.ts'

type Props = {
  frame: ConsoleFrame
  asset: { id: string; name: string }
  customer: { id: string; name: string; phone: string }
  formKey: string
  errors?: Record<string, string> | undefined
}

/** The last question before a machine changes hands. */
export const AssetMovePage = ({ frame, asset, customer, formKey, errors = {} }: Props) => {
  const t = assetFormWords[frame.lang]
  return (
    <ConsoleLayout {...frame} title={t.titles.move} current="assets" islands={['busy-form']}>
      <PageHeader
        back={{ href: consolePaths.asset(asset.id), label: asset.name }}
        title={t.titles.move}
        answer={`${customer.name} ${customer.phone}`}
      />
      <Form
        action={consolePaths.assetPart(asset.id, 'customer')}
        idempotencyKey={formKey}
        hidden={{ customerId: customer.id }}
        label={t.titles.move}
      >
        <ErrorSummary lang={frame.lang} errors={errors} kept="all" />
        <p>{t.moveHint}</p>
        <Actions>
          <Button>{t.move(customer.name)}</Button>
        </Actions>
      </Form>
    </ConsoleLayout>
  )
}
