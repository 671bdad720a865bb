import { type DataRegion, leavesChina } from '#rules/data-region.ts'
import { privacyVersion } from '#rules/privacy.ts'
import { PublicLayout } from '../layout.tsx'
import { publicPaths } from '../paths.ts'
import { Facts, PageHeader, Section } from '../ui/content.tsx'
import type { Lang } from '../words/lang.ts'
import { privacyWords } from '../words/privacy.ts'
import type { PublicFrame } from './public-frame.ts'

type Props = {
  frame: PublicFrame
  contact: { phone: string | null; email: string | null; address: string | null }
  /** From the policy; null where it does not say. */
  retentionMonths: number | null
  /** What the policy makes mandatory on the form. */
  required: ReadonlySet<string>
  country: string
  dataRegion: DataRegion
  /** Whether customers are written to. */
  mayMail: boolean
}

/** Before anything is collected: who, what for, how long, and what one may ask for (R-PI-3). */
export const PrivacyPage = ({ frame, contact, retentionMonths, required, country, dataRegion, mayMail }: Props) => {
  const { lang, company } = frame
  const t = privacyWords[lang]
  const stored = storedWhere({ lang, country, region: dataRegion, hasPhone: contact.phone !== null })
  return (
    <PublicLayout {...frame} title={t.title} path={publicPaths.privacy()}>
      <div class="stack">
        <PageHeader title={t.title} answer={<p>{t.intro(company.name)}</p>} />
        <Section title={t.who}>
          <p>{t.whoText(company.name)}</p>
          <Contact {...contact} words={t.contact} />
        </Section>
        <Section title={t.what}>
          <Facts
            items={t.purposes.map(({ field, purpose, needs, unmailed }) => ({
              term: needs.some((one) => required.has(one))
                ? `${field}${lang === 'en' ? ` (${t.required})` : `（${t.required}）`}`
                : field,
              value: mayMail ? purpose : (unmailed ?? purpose),
            }))}
          />
        </Section>
        {[t.basis, t.others].map(({ title, text }) => (
          <Section title={title}>
            <p>{text}</p>
          </Section>
        ))}
        <Section title={t.keeping}>
          <p>{retentionMonths === null ? t.keepingUnknown : t.keepingText(retentionMonths)}</p>
        </Section>
        <Section title={stored.title}>
          <p>{stored.text}</p>
        </Section>
        <Section title={t.rights}>
          <p>{t.rightsText}</p>
          <ul class="list-disc pl-6">
            {t.rightsList.map((right) => (
              <li>{right}</li>
            ))}
          </ul>
          <p class="mt-2">{t.rightsHow}</p>
        </Section>
        <p class="text-small text-muted">{t.version(privacyVersion)}</p>
      </div>
    </PublicLayout>
  )
}

type Kept = { lang: Lang; country: string; region: DataRegion; hasPhone: boolean }

/** GR-16: the data of people in China that is stored elsewhere is spoken of as such. */
function storedWhere({ lang, country, region, hasPhone }: Kept): { title: string; text: string } {
  const t = privacyWords[lang]
  if (country !== 'CN' || region === 'own') return t.plain
  if (!leavesChina(region)) return t.mainland
  return { title: t.export.title, text: t.export.text(t.regions[region]) + (hasPhone ? t.export.call : '') }
}

type ContactWords = (typeof privacyWords)['en']['contact']

const Contact = ({ phone, email, address, words }: Props['contact'] & { words: ContactWords }) => {
  const items = [
    { term: words.phone, value: phone },
    { term: words.email, value: email },
    { term: words.address, value: address },
  ].filter((item): item is { term: string; value: string } => item.value !== null)
  return <div class="mt-4">{items.length > 0 ? <Facts items={items} /> : <p>{words.none}</p>}</div>
}
