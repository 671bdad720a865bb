import type { Child } from 'hono/jsx'
import { type DataRegion, leavesChina } from '#rules/data-region.ts'
import { PlainLayout } from '#web/layout.tsx'
import { basePaths } from '#web/paths.ts'
import { ButtonLink } from '#web/ui/button.tsx'
import { Steps } from '#web/ui/history.tsx'
import { landingWords, regionWords } from '#web/words/landing.ts'
import type { Lang } from '#web/words/lang.ts'
import { packWords } from '#web/words/sign-up.ts'
import { packOrder } from './sign-up.tsx'

type LandingProps = { lang: Lang; nonce: string; dataRegion: DataRegion }

export const LandingPage = ({ lang, nonce, dataRegion }: LandingProps) => {
  const t = landingWords[lang]
  return (
    <PlainLayout
      {...{ lang, nonce, description: t.description, path: basePaths.landing() }}
      title={`Aftercare · ${t.title}`}
      width="wide"
    >
      <div class="grid gap-x-16 gap-y-12 lg:grid-cols-2">
        <div class="grid content-start gap-6">
          <h1>{t.title}</h1>
          <p>{t.lead}</p>
          <div class="actions">
            <ButtonLink kind="primary" href={basePaths.signUp()}>
              {t.signUp}
            </ButtonLink>
            <span class="muted">{t.minutes}</span>
          </div>
          <p>
            <a href={basePaths.find()}>{t.find}</a>
          </p>
        </div>
        <Example lang={lang} />
      </div>
      <Part title={t.what.title}>
        <Described items={t.what.items} />
      </Part>
      <Part title={t.who.title} hint={t.who.text}>
        <Described
          items={packOrder.map((id) => ({ title: packWords[lang][id].name, text: packWords[lang][id].forWhom }))}
        />
      </Part>
      <Part title={t.honest.title}>
        <div class="grid gap-4">
          {t.honest.items.map((item) => (
            <p>{item}</p>
          ))}
          <p>
            {t.honest.region(regionWords[lang][dataRegion])}
            {leavesChina(dataRegion) && (lang === 'en' ? ` ${t.honest.abroad}` : t.honest.abroad)}
          </p>
        </div>
      </Part>
    </PlainLayout>
  )
}

/** Its title beside it where there is room. */
const Part = ({ title, hint, children }: { title: string; hint?: string; children?: Child }) => (
  <section class="section grid gap-x-16 gap-y-6 lg:grid-cols-3">
    <div>
      <h2>{title}</h2>
      {hint && <p class="mt-2 text-muted">{hint}</p>}
    </div>
    <div class="lg:col-span-2">{children}</div>
  </section>
)

const Described = ({ items }: { items: readonly { title: string; text: string }[] }) => (
  <dl class="grid gap-x-16 gap-y-6 sm:grid-cols-2">
    {items.map(({ title, text }) => (
      <div>
        <dt class="font-bold">{title}</dt>
        <dd class="mt-1 text-muted">{text}</dd>
      </div>
    ))}
  </dl>
)

const Example = ({ lang }: { lang: Lang }) => {
  const t = landingWords[lang].example
  return (
    <section class="card grid content-start gap-4">
      <h2>{t.title}</h2>
      <p>{t.story}</p>
      <div>
        <p class="text-small text-muted">{t.clauseTitle}</p>
        <p>{t.clause}</p>
      </div>
      <div>
        <p class="text-small text-muted">{t.shown}</p>
        <p class="text-title font-bold">{t.promise}</p>
      </div>
      <div>
        <p class="text-small text-muted">{t.how}</p>
        <Steps lines={t.steps} result={t.result} />
      </div>
      <p class="text-small text-muted">{t.after}</p>
    </section>
  )
}
