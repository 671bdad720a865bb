import type { Child } from 'hono/jsx'
import type { ConsoleFrame } from '../frame.ts'
import { consolePaths } from '../paths.ts'
import { Badge, Banner } from '../ui/badge.tsx'
import { Actions, Button, ButtonLink } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { fieldId } from '../ui/field.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { checklistWords } from '../words/checklist.ts'
import type { Lang } from '../words/lang.ts'

export const checklistItems = ['policy', 'phone', 'form', 'members'] as const
export type ChecklistItem = (typeof checklistItems)[number]

type Props = {
  frame: ConsoleFrame
  done: ReadonlySet<ChecklistItem>
  /** The public form's address. */
  formUrl: string
  formKey: string
}

/** What a new company does first; stays until everything is done or somebody hides it. */
export const Checklist = (props: Props) => {
  const t = checklistWords[props.frame.lang]
  return (
    <section class="checklist" aria-labelledby="checklist">
      <h2 id="checklist">{t.title}</h2>
      <ol>
        <Item {...props} item="policy">
          <ButtonLink href={consolePaths.policy('service')}>{t.policy.link}</ButtonLink>
        </Item>
        <Item {...props} item="phone">
          <ButtonLink href={`${consolePaths.settings()}#${fieldId('phone')}`}>{t.phone.link}</ButtonLink>
        </Item>
        <Item {...props} item="form">
          <ButtonLink href={props.formUrl}>{t.form.link}</ButtonLink>
        </Item>
        <Item {...props} item="members">
          <ButtonLink href={consolePaths.members()}>{t.members.link}</ButtonLink>
        </Item>
      </ol>
      <Tick {...props} item="all">
        {t.dismiss}
      </Tick>
    </section>
  )
}

/** Customers were promised a mail; whoever can let it go hears that none goes yet. */
export const MailWaits = ({ lang }: { lang: Lang }) => {
  const t = checklistWords[lang].mailWaits
  return (
    <Banner kind="warn" title={t.title}>
      <p>{t.text}</p>
      <ButtonLink kind="link" href={consolePaths.account()}>
        {t.link}
      </ButtonLink>
    </Banner>
  )
}

const Item = ({ item, children, ...props }: Props & { item: ChecklistItem; children?: Child }) => {
  const t = checklistWords[props.frame.lang]
  const isDone = props.done.has(item)
  return (
    <li>
      <div>
        <b>{t[item].title}</b> {isDone && <Badge meaning="fine">{t.done}</Badge>}
        <p class="muted">{t[item].text}</p>
        {item === 'form' && !isDone && (
          <div class="checklist-form">
            <CopyButton lang={props.frame.lang} value={props.formUrl} label={t.form.address} />
            <QrCode text={props.formUrl} label={t.form.address} />
          </div>
        )}
      </div>
      {!isDone && (
        <Actions>
          {children}
          <Tick {...props} item={item}>
            {t.tick}
          </Tick>
        </Actions>
      )}
    </li>
  )
}

const Tick = ({ item, formKey, children }: Props & { item: ChecklistItem | 'all'; children?: Child }) => (
  <form method="post" action={consolePaths.checklist()}>
    <input type="hidden" name="idempotencyKey" value={formKey} />
    <Button kind="link" name="item" value={item}>
      {children}
    </Button>
  </form>
)
