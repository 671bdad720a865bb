import { packIds } from '#rules/packs/pack-values.ts'
import { PlainLayout } from '#web/layout.tsx'
import { basePaths } from '#web/paths.ts'
import { ButtonLink } from '#web/ui/button.tsx'
import { Section } from '#web/ui/content.tsx'
import { Steps } from '#web/ui/history.tsx'
import { landingWords, regionWords } from '#web/words/landing.ts'
import type { Lang } from '#web/words/lang.ts'
import { packWords } from '#web/words/sign-up.ts'

export type DataRegion = keyof (typeof regionWords)['en']
type LandingProps = { lang: Lang; nonce: string; dataRegion: DataRegion }

export const LandingPage = ({ lang, nonce, dataRegion }: LandingProps) => {
  const t = landingWords[lang]
  const region = t.honest.region(regionWords[lang][dataRegion])
  return (
    <PlainLayout
      {...{ lang, nonce, description: t.description, path: basePaths.landing() }}
      title={`Aftercare · ${t.title}`}
      width="wide"
      footer={<span>{region}</span>}
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
      <Section title={t.what.title}>
        <dl class="grid gap-x-16 gap-y-6 sm:grid-cols-2">
          {t.what.items.map((item) => (
            <Described {...item} />
          ))}
        </dl>
      </Section>
      <Section title={t.who.title} hint={t.who.text}>
        <dl class="grid gap-x-16 gap-y-6 sm:grid-cols-2">
          {packIds.map((id) => (
            <Described title={packWords[lang][id].name} text={packWords[lang][id].forWhom} />
          ))}
        </dl>
      </Section>
      <Section title={t.honest.title}>
        <div class="grid gap-4">
          {t.honest.items.map((item) => (
            <p>{item}</p>
          ))}
          <p>
            {region}
            {dataRegion !== 'cn' && (lang === 'en' ? ` ${t.honest.abroad}` : t.honest.abroad)}
          </p>
        </div>
      </Section>
    </PlainLayout>
  )
}

const Described = ({ title, text }: { title: string; text: string }) => (
  <div>
    <dt class="font-bold">{title}</dt>
    <dd class="text-muted">{text}</dd>
  </div>
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
