import { emailWords, type Letter } from '#web/words/email.ts'
import type { Lang } from '#web/words/lang.ts'
import type { Letterhead } from './template.ts'

type Props = { lang: Lang; letter: Letter; head: Letterhead }

/**
 * Colours stand on the elements, since many mail programs drop style sheets; the sheet only adds the dark ones. Two
 * tables: Outlook knows no other way to hold a width and to draw a button.
 */
export const LetterPage = ({ lang, letter, head }: Props) => (
  <html lang={lang}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <title>{letter.subject}</title>
      <style>{darkColours}</style>
    </head>
    <body class="page" style={`margin:0;padding:0;background:#f6f7f9;color:#16181d;${font}`}>
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
        <tr>
          <td align="center" style="padding:24px 12px">
            <div class="sheet" style={sheet}>
              <p class="quiet" style={`${small}margin:0 0 20px;font-weight:600`}>
                {head.company}
              </p>
              <Body {...{ lang, letter }} />
              <div class="rule" style={`${small}margin-top:28px;padding-top:16px;border-top:1px solid #e4e7ec`}>
                <span class="quiet" style="color:#5a616e">
                  {emailWords[lang].sentBy(head)}
                  <br />
                  {emailWords[lang].automatic}
                </span>
              </div>
            </div>
          </td>
        </tr>
      </table>
    </body>
  </html>
)

const Body = ({ lang, letter }: Omit<Props, 'head'>) => (
  <>
    {letter.greeting && <p style={paragraph}>{letter.greeting}</p>}
    {letter.paragraphs.map((text) => (
      <p style={paragraph}>{text}</p>
    ))}
    {letter.facts?.map(({ label, text }) => (
      <p style={paragraph}>
        <span class="quiet" style={`${small}display:block`}>
          {label}
        </span>
        <strong>{text}</strong>
      </p>
    ))}
    {letter.quote && <Quote text={letter.quote} />}
    {letter.action && <Action {...letter.action} fallback={emailWords[lang].fallback} />}
    {letter.links?.map(({ label, url }) => (
      <p style={paragraph}>
        {label}
        <br />
        <a class="link" href={url} style={link}>
          {url}
        </a>
      </p>
    ))}
    {letter.after?.map((text) => (
      <p class="quiet" style={`${small}margin:0 0 8px`}>
        {text}
      </p>
    ))}
  </>
)

const Quote = ({ text }: { text: string }) => (
  <blockquote class="quote" style="margin:0 0 20px;padding:4px 0 4px 16px;border-left:3px solid #e4e7ec">
    {text.split('\n').map((line, at) => (
      <>
        {at > 0 && <br />}
        {line}
      </>
    ))}
  </blockquote>
)

const Action = ({ label, url, fallback }: { label: string; url: string; fallback: string }) => (
  <>
    <table role="presentation" cellpadding="0" cellspacing="0" border={0} style="margin:8px 0 20px">
      <tr>
        <td align="center" bgcolor="#1d57c8" style="background:#1d57c8;border-radius:8px;padding:13px 22px">
          <a href={url} style={`${font}color:#ffffff;text-decoration:none;font-weight:600`}>
            {label}
          </a>
        </td>
      </tr>
    </table>
    <p class="quiet" style={`${small}margin:0 0 20px`}>
      {fallback}
      <br />
      <a class="link" href={url} style={link}>
        {url}
      </a>
    </p>
  </>
)

const font = "font:16px/1.6 'PingFang SC','Microsoft YaHei',system-ui,sans-serif;"
const small = "font:14px/1.6 'PingFang SC','Microsoft YaHei',system-ui,sans-serif;color:#5a616e;"
const paragraph = `margin:0 0 16px;${font}`
const link = 'color:#1d57c8;word-break:break-all'
const sheet =
  'max-width:560px;margin:0 auto;padding:28px;background:#ffffff;border:1px solid #e4e7ec;border-radius:8px;text-align:left'

const darkColours = `@media (prefers-color-scheme: dark) {
.page { background: #121419 !important; color: #eceef2 !important }
.sheet { background: #1a1d23 !important; border-color: #2c3038 !important }
.rule { border-color: #2c3038 !important }
.quote { border-color: #2c3038 !important }
.quiet { color: #a3aab6 !important }
.link { color: #86abf5 !important }
}`
