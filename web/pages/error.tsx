import type { Lang } from '#rules/lang.ts'
import { type Brand, PlainLayout } from '../layout.tsx'
import { consolePaths, publicPaths } from '../paths.ts'
import { type OperatorEmail, OperatorLine } from '../ui/operator-line.tsx'
import { errorWords } from '../words/error.ts'
import { missingWords } from '../words/role.ts'

type Reason = keyof (typeof errorWords)['en']['troubles']

/** Whose page it is, as far as is known, and for whom. */
export type ErrorFace = {
  company: Brand | undefined
  /** As a person writes it, and as a phone dials it. */
  phone: { text: string; href: string } | null
  isMember: boolean
  /** Of the page that failed, or `/`. */
  path: string
}

/** What may be otherwise in a moment. */
const passing: readonly Reason[] = ['unavailable', 'unsure', 'too_many', 'broken']

/** Where a customer cannot go on without the company. */
const calling: readonly Reason[] = [...passing, 'suspended', 'too_large']

type ErrorProps = ErrorFace & {
  lang: Lang
  nonce: string
  reason: Reason
  requestId: string
  /** The permission that is missing. */
  missing?: string | undefined
  operatorEmail: OperatorEmail
  signInNext?: string | undefined
}

export const ErrorPage = (props: ErrorProps) => {
  const { lang, nonce, company, phone, isMember, path, reason } = props
  const t = errorWords[lang]
  const { title, text } = t.troubles[props.reason]
  const missing = props.missing && missingWords(props.missing, props.lang)
  return (
    <PlainLayout
      {...{ lang, nonce, title, path, company }}
      {...(isMember && { homeHref: consolePaths.home() })}
      width="narrow"
    >
      <h1>{title}</h1>
      {missing && <p>{missing}</p>}
      {text && <p>{text}</p>}
      {(props.reason === 'suspended' || props.reason === 'broken') && (
        <OperatorLine lang={props.lang} about={props.reason} email={props.operatorEmail} />
      )}
      {phone && !isMember && calling.includes(reason) && (
        <p>
          {t.call}
          {lang === 'en' && ' '}
          <a href={phone.href}>{phone.text}</a>
        </p>
      )}
      {props.reason === 'sign_in' && (
        <p>
          <a href={publicPaths.signIn(props.signInNext)}>{t.signIn}</a>
        </p>
      )}
      <p>
        {path !== '/' && passing.includes(reason) && (
          <>
            <a href={path}>{t.again}</a>
            {' · '}
          </>
        )}
        {isMember ? (
          <a href={consolePaths.home()}>{t.console}</a>
        ) : (
          <a href={publicPaths.company()}>{company ? t.company(company.name) : t.home}</a>
        )}
      </p>
      <p>
        <small>
          {t.requestId} {props.requestId}
        </small>
      </p>
    </PlainLayout>
  )
}
