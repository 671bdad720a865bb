import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { type AssetName, asset, type IslandName } from '#web/asset.ts'
import type { Lang } from '#web/words/lang.ts'
import { uiWords } from '#web/words/ui.ts'
import { accentOf, accentStyle } from './accent.ts'

export type DocumentProps = {
  lang: Lang
  /** What the tab says; the company's name is added. */
  title: string
  nonce: string
  /** Path and query of this page, where the language switch comes back to; without it there is none. */
  path?: string | undefined
  islands?: readonly IslandName[] | undefined
  description?: string | undefined
  /** For tests and pictures; otherwise the reader's system decides. */
  theme?: 'light' | 'dark' | undefined
  children?: Child
}

type Props = Omit<DocumentProps, 'path'> & {
  style: Extract<AssetName, `${string}.css`>
  accent?: string | null | undefined
  bodyClass: string
}

export const Document = (props: Props) => (
  <>
    {raw('<!DOCTYPE html>')}
    <html lang={props.lang} data-theme={props.theme}>
      <head>
        <meta charset="utf-8" />
        <title>{props.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="referrer" content="same-origin" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#121419" media="(prefers-color-scheme: dark)" />
        <meta name="format-detection" content="telephone=no" />
        {props.description && <meta name="description" content={props.description} />}
        <link rel="icon" type="image/svg+xml" href={asset('favicon.svg')} />
        <link rel="stylesheet" href={asset(props.style)} nonce={props.nonce} />
        {props.accent && <style nonce={props.nonce}>{raw(accentStyle(accentOf(props.accent)))}</style>}
        {props.islands?.map((name) => (
          <script type="module" src={asset(`${name}.js`)} nonce={props.nonce} />
        ))}
      </head>
      <body class={props.bodyClass}>
        <a class="skip" href="#main">
          {uiWords[props.lang].skip}
        </a>
        {props.children}
      </body>
    </html>
  </>
)
