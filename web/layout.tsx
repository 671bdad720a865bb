import type { Child } from 'hono/jsx'
import type { AwaitedPolicy } from './frame.ts'
import { basePaths, consolePaths, publicPaths } from './paths.ts'
import { Banner } from './ui/badge.tsx'
import { ConsoleNav, type ConsoleNavProps } from './ui/console-nav.tsx'
import { Document, type DocumentProps } from './ui/document.tsx'
import { Icon, Mark } from './ui/icon.tsx'
import { LanguageSwitch } from './ui/language-switch.tsx'
import type { Lang } from './words/lang.ts'
import { fullDayWords } from './words/moment.ts'
import { policyWords } from './words/policy.ts'
import { acknowledgementWords } from './words/policy-acknowledgement.ts'
import { consultationWords } from './words/policy-consultation.ts'
import { uiWords } from './words/ui.ts'

/** How a company shows itself: its name, perhaps its logo's address, perhaps its colour. */
export type Brand = { name: string; logoUrl?: string | null | undefined; accent?: string | null | undefined }

type PublicProps = DocumentProps & {
  /** The id of a form whose half-filled fields a change of language keeps. */
  form?: string | undefined
  company: Brand
  /** Where complaints go: a path, `tel:` or `mailto:`. */
  complaintHref?: string | null | undefined
  /** The product's own site. */
  baseUrl?: string | undefined
}

/** A company's own pages, for its customers. */
export const PublicLayout = ({ company, complaintHref, baseUrl, form, ...page }: PublicProps) => (
  <Document
    {...page}
    title={page.title === company.name ? company.name : `${page.title} · ${company.name}`}
    style="public.css"
    accent={company.accent}
    bodyClass="frame"
  >
    <header class="frame-bar">
      <a class="brand" href={publicPaths.company()}>
        {company.logoUrl && <img src={company.logoUrl} alt="" />}
        <span>{company.name}</span>
      </a>
      <LanguageSwitch lang={page.lang} path={page.path} form={form} />
    </header>
    <main id="main">{page.children}</main>
    <footer class="frame-foot">
      <a href={publicPaths.privacy()}>{uiWords[page.lang].privacy}</a>
      {complaintHref && <a href={complaintHref}>{uiWords[page.lang].complaint}</a>}
      {baseUrl ? <a href={baseUrl}>{uiWords[page.lang].poweredBy}</a> : <span>{uiWords[page.lang].poweredBy}</span>}
    </footer>
  </Document>
)

type PlainProps = DocumentProps & {
  /** The id of a form whose half-filled fields a change of language keeps. */
  form?: string | undefined
  /** `narrow` for a single short form, `wide` for the landing page. */
  width?: 'narrow' | 'wide' | undefined
  /** On a tenant's host (sign-in): whose it is. Without it, the product's own pages. */
  company?: Brand | undefined
  /** Where its name leads, if not to the first public page. */
  homeHref?: string | undefined
  footer?: Child
}

/** Landing, sign-up, sign-in: nothing around the one thing to do. */
export const PlainLayout = ({ width, company, homeHref, footer, form, ...page }: PlainProps) => (
  <Document
    {...page}
    title={company ? `${page.title} · ${company.name}` : page.title}
    style="public.css"
    accent={company?.accent}
    bodyClass={width ? `frame frame-${width}` : 'frame'}
  >
    <header class="frame-bar">
      <a class="brand" href={homeHref ?? (company ? publicPaths.company() : basePaths.landing())}>
        {company ? company.logoUrl && <img src={company.logoUrl} alt="" /> : <Mark />}
        <span>{company?.name ?? 'Aftercare'}</span>
      </a>
      <LanguageSwitch lang={page.lang} path={page.path} form={form} />
    </header>
    <main id="main">{page.children}</main>
    {footer && <footer class="frame-foot">{footer}</footer>}
  </Document>
)

type ConsoleProps = DocumentProps &
  Omit<ConsoleNavProps, 'lang' | 'path'> & { company: Brand; awaited?: readonly AwaitedPolicy[] | undefined }

/** The members' side: a sidebar on a desk, a top bar with a drawer on a phone. */
export const ConsoleLayout = ({ company, current, member, counts, awaited = [], ...page }: ConsoleProps) => {
  const nav = <ConsoleNav {...{ lang: page.lang, path: page.path, current, member, counts }} />
  const name = (
    <a class="company" href={consolePaths.home()}>
      {company.logoUrl ? (
        <img src={company.logoUrl} alt="" />
      ) : (
        <span class="initial" aria-hidden="true">
          {[...company.name][0]}
        </span>
      )}
      <span class="company-name">{company.name}</span>
    </a>
  )
  return (
    <Document {...page} title={`${page.title} · ${company.name}`} style="console.css" bodyClass="console">
      <header class="top">
        {name}
        <details class="menu">
          <summary aria-label={uiWords[page.lang].menu}>
            <Icon name="menu" />
            <Icon name="close" />
          </summary>
          <div class="drawer">{nav}</div>
        </details>
      </header>
      <header class="side">
        <div class="side-inner">
          {name}
          {nav}
        </div>
      </header>
      <div class="work">
        <main id="main">
          <AwaitedBanners lang={page.lang} path={page.path} awaited={awaited} />
          {page.children}
        </main>
      </div>
    </Document>
  )
}

type AwaitedProps = { lang: Lang; path: string | undefined; awaited: readonly AwaitedPolicy[] }

/** On every page of the console, until it is done; not where it is done. */
const AwaitedBanners = ({ lang, path = '', awaited }: AwaitedProps) => (
  <>
    {awaited.map(({ policy, number, until }) => {
      const kind = policyWords[lang].kinds[policy]
      const t = until ? consultationWords[lang] : acknowledgementWords[lang]
      const href = until ? consolePaths.policyConsultation(policy, number) : consolePaths.policyVersion(policy, number)
      const isThere = path.startsWith(consolePaths.policyVersion(policy, number))
      if (isThere || (until && path === consolePaths.policy(policy))) return null
      return (
        <div class="awaited no-print">
          <Banner>
            <p>
              {until
                ? consultationWords[lang].banner(kind, number, fullDayWords(until, lang))
                : acknowledgementWords[lang].banner(kind, number)}{' '}
              <a href={until ? href : `${href}#acknowledgement`}>{t.bannerLink}</a>
            </p>
          </Banner>
        </div>
      )
    })}
  </>
)
