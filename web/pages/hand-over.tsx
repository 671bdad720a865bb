import { PlainLayout } from '#web/layout.tsx'
import { basePaths, publicPaths } from '#web/paths.ts'
import { Button, ButtonLink } from '#web/ui/button.tsx'
import { PageHeader } from '#web/ui/content.tsx'
import { Form } from '#web/ui/form.tsx'
import { Stepper, type StepperItem } from '#web/ui/history.tsx'
import type { Lang } from '#web/words/lang.ts'
import { signUpWords } from '#web/words/sign-up.ts'

type Frame = { lang: Lang; nonce: string }

type ProgressProps = Frame & { company: string /** Steps that are done, of four. */; done: number; slow: boolean }

/** The answer refreshes itself (its `refresh` header) until the company is there. */
export const SignUpProgressPage = ({ company, done, slow, ...frame }: ProgressProps) => {
  const t = signUpWords[frame.lang].progress
  const items: StepperItem[] = t.steps.map((label, index) => ({
    label,
    state: index < done ? 'done' : index === done ? 'current' : 'next',
  }))
  return (
    <PlainLayout {...frame} title={t.title} width="narrow">
      <PageHeader title={t.title} answer={slow ? t.slow : t.text(company)} />
      <Stepper lang={frame.lang} items={items} />
    </PlainLayout>
  )
}

export const SignUpUndonePage = (frame: Frame) => {
  const t = signUpWords[frame.lang].progress
  return (
    <PlainLayout {...frame} title={t.undoneTitle} width="narrow">
      <PageHeader title={t.undoneTitle} answer={t.undone} />
      <ButtonLink kind="primary" href={basePaths.signUp()} wide>
        {t.again}
      </ButtonLink>
    </PlainLayout>
  )
}

type HandOverProps = Frame & {
  id: string
  company: string
  /** `https://acme.aftercare.example`. */
  origin: string
  /** One-time, for one minute; without it the owner signs in with the password. */
  code?: string | undefined
}

/** From the product's host to the company's own: a form, because only that host may set its session. */
export const HandOverPage = ({ id, company, origin, code, ...frame }: HandOverProps) => {
  const t = signUpWords[frame.lang].handOver
  return (
    <PlainLayout {...frame} title={t.title(company)} width="narrow" {...(code ? { islands: ['hand-over'] } : {})}>
      {/* The company's host sees from which origin it is asked; everywhere else the product tells no one. */}
      <meta name="referrer" content="strict-origin" />
      <PageHeader title={t.title(company)} answer={code ? t.text : t.late} />
      <div>
        <p class="text-small text-muted">{t.address}</p>
        <p>
          <a href={origin}>{origin.replace(/^https?:\/\//, '')}</a>
        </p>
      </div>
      <p class="text-small text-muted">{t.keep}</p>
      {code ? (
        <hand-over class="block" data-id={id}>
          <Form action={`${origin}${publicPaths.handOver()}`} hidden={{ code }}>
            <Button wide>{t.enter}</Button>
            <p class="hint">{t.press}</p>
          </Form>
        </hand-over>
      ) : (
        <ButtonLink kind="primary" href={`${origin}${publicPaths.signIn()}`} wide>
          {t.signIn}
        </ButtonLink>
      )}
    </PlainLayout>
  )
}
