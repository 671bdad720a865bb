import type { Day } from '#rules/day.ts'
import type { MessageCount, NoticePreview } from '#rules/import-notice.ts'
import type { ConsoleFrame } from '../frame.ts'
import { consolePaths } from '../paths.ts'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { Facts, Section } from '../ui/content.tsx'
import { Field, type FormState } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { importPageWords } from '../words/import-page.ts'
import type { Lang } from '../words/lang.ts'
import type { ImportShown } from './import-mapping.tsx'

export type EntryProps = {
  frame: ConsoleFrame
  record: ImportShown
  /** Of machines and contracts that are not stored yet; `preview: null`: no policy is in force. */
  notices: { from: Day; preview: NoticePreview | null } | null
  form?: FormState | undefined
}

/** Asked before rows are stored: from which day on the company's customers are told. */
export const ImportEntry = ({ frame: { lang }, record, notices, form }: EntryProps) => {
  const t = importPageWords[lang].entry
  const remap = (
    <ButtonLink href={`${consolePaths.import(record.id)}?kind=${record.kind}`}>
      {importPageWords[lang].result.remap}
    </ButtonLink>
  )
  if (record.good === 0)
    return (
      <>
        <p>{t.none}</p>
        <Actions>{remap}</Actions>
      </>
    )
  return (
    <Section title={t.title}>
      {notices && <NoticesWithin {...{ lang, notices }} />}
      <div class="narrow">
        <Form action={consolePaths.importPart(record.id, 'entry')} label={t.title}>
          {notices && (
            <Field
              {...{ lang, form, name: 'noticesFrom', label: t.day, hint: t.dayHint, value: notices.from }}
              type="date"
              width="short"
            />
          )}
          <Actions>
            <Button>{t.send(record.good)}</Button>
            {notices && (
              <Button kind="quiet" formmethod="get" formaction={consolePaths.import(record.id)}>
                {t.recount}
              </Button>
            )}
            {remap}
          </Actions>
        </Form>
      </div>
    </Section>
  )
}

type NoticesProps = { lang: Lang; notices: NonNullable<EntryProps['notices']> }

const NoticesWithin = ({ lang, notices: { preview } }: NoticesProps) => {
  const t = importPageWords[lang].entry
  if (!preview) return <p class="muted">{t.noPolicy}</p>
  const told = ({ customers, colleagues }: MessageCount) =>
    `${t.customers(customers)}${lang === 'zh-CN' ? '，' : ', '}${t.colleagues(colleagues)}`
  return (
    <div class="notice-preview">
      <p>{[t.ends(preview.ends), t.preview].join(lang === 'zh-CN' ? '' : ' ')}</p>
      <Facts
        items={[
          { term: t.atOnce, value: told(preview.atOnce) },
          { term: t.later, value: told(preview.later) },
          { term: t.barred, value: told(preview.barred) },
        ]}
      />
      <p class="hint">{t.atMost}</p>
    </div>
  )
}
