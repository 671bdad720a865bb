import type { Lang } from '#rules/lang.ts'
import { PlainLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { type OperatorEmail, OperatorLine } from '../ui/operator-line.tsx'
import { errorWords } from '../words/error.ts'
import { missingWords } from '../words/role.ts'

type Reason = keyof (typeof errorWords)['en']['troubles']

export const ErrorPage = (props: {
  lang: Lang
  nonce: string
  reason: Reason
  requestId: string
  /** The permission that is missing. */
  missing?: string | undefined
  operatorEmail: OperatorEmail
  signInNext?: string
}) => {
  const t = errorWords[props.lang]
  const { title, text } = t.troubles[props.reason]
  const missing = props.missing && missingWords(props.missing, props.lang)
  return (
    <PlainLayout lang={props.lang} nonce={props.nonce} title={title} path="/" width="narrow">
      <h1>{title}</h1>
      {missing && <p>{missing}</p>}
      {text && <p>{text}</p>}
      {(props.reason === 'suspended' || props.reason === 'broken') && (
        <OperatorLine lang={props.lang} about={props.reason} email={props.operatorEmail} />
      )}
      {props.reason === 'sign_in' && (
        <p>
          <a href={publicPaths.signIn(props.signInNext)}>{t.signIn}</a>
        </p>
      )}
      <p>
        <a href="/">{t.home}</a>
      </p>
      <p>
        <small>
          {t.requestId} {props.requestId}
        </small>
      </p>
    </PlainLayout>
  )
}
