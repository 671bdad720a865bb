import { html, raw } from 'hono/html'
import type { Lang } from '#rules/lang.ts'
import { momentWords } from '#web/words/moment.ts'
import type { MailSummary, StoredMail } from './mail-store.ts'

const words = {
  'zh-CN': {
    title: '本机邮箱',
    lead: '系统发出的邮件都留在这台电脑上，没有真的寄出。',
    empty: '还没有邮件',
    emptyText: '注册公司、邀请同事或提交报修之后，邮件会出现在这里。',
    refresh: '刷新',
    back: '全部邮件',
    to: '收件人',
    from: '发件人',
    message: '邮件正文',
    text: '纯文本部分',
    headers: '邮件头',
    source: '原始内容',
    missing: '没有这封邮件',
  },
  en: {
    title: 'Mailbox of this machine',
    lead: 'Every mail the product sends stays here; none is delivered.',
    empty: 'No mail yet',
    emptyText: 'Sign up a company, invite a colleague or report a fault, and the mails appear here.',
    refresh: 'Refresh',
    back: 'All mails',
    to: 'To',
    from: 'From',
    message: 'Message',
    text: 'Text part',
    headers: 'Headers',
    source: 'Source',
    missing: 'There is no such mail',
  },
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

export function mailboxPage(mails: MailSummary[], lang: Lang, now: Date): string {
  const w = words[lang]
  const list = html`<ol class="mails">
    ${mails.map(
      (mail) => html`<li>
        <a href="/mails/${mail.id}">
          <span class="subject">${mail.subject}</span>
          <span class="who">${mail.from} → ${mail.to.join(', ')}</span>
          <time datetime="${mail.at.toISOString()}">${momentWords(mail.at, now, zone, lang)}</time>
        </a>
      </li>`,
    )}
  </ol>`
  const nothing = html`<div class="empty"><h2>${w.empty}</h2><p>${w.emptyText}</p></div>`
  return page(
    lang,
    w.title,
    html`<header><h1>${w.title}</h1><p>${w.lead}</p></header>
      ${mails.length > 0 ? list : nothing}
      <p><a class="quiet" href="/">${w.refresh}</a></p>`,
  )
}

export function mailPage(mail: StoredMail, lang: Lang, now: Date): string {
  const w = words[lang]
  return page(
    lang,
    mail.subject,
    html`<p><a class="quiet" href="/">← ${w.back}</a></p>
      <header>
        <h1>${mail.subject}</h1>
        <p>
          ${w.from}: ${mail.from} · ${w.to}: ${mail.to.join(', ')} ·
          <time datetime="${mail.at.toISOString()}">${momentWords(mail.at, now, zone, lang)}</time>
        </p>
      </header>
      ${
        mail.html
          ? html`<iframe
              title="${w.message}"
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              src="/mails/${mail.id}/html"
            ></iframe>`
          : ''
      }
      <details ${raw(mail.html ? '' : 'open')}><summary>${w.text}</summary><pre>${mail.text}</pre></details>
      <details>
        <summary>${w.headers}</summary>
        <dl>
          ${mail.headers.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>`)}
        </dl>
      </details>
      <p><a class="quiet" href="/mails/${mail.id}/raw">${w.source}</a></p>`,
  )
}

export const missingPage = (lang: Lang) =>
  page(
    lang,
    words[lang].missing,
    html`<header><h1>${words[lang].missing}</h1></header><p><a class="quiet" href="/">← ${words[lang].back}</a></p>`,
  )

const page = (lang: Lang, title: string, body: ReturnType<typeof html>): string =>
  String(
    html`<!doctype html>
      <html lang="${lang}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title}</title>
          <style>
            ${raw(style)}
          </style>
        </head>
        <body>
          <main>${body}</main>
        </body>
      </html>`,
  )

const style = `
:root { --canvas: #fff; --surface: #f6f7f9; --ink: #16181d; --muted: #5a616e; --line: #e4e7ec; --accent: #1d57c8;
  font: 16px/1.5 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif }
@media (prefers-color-scheme: dark) {
  :root { --canvas: #121419; --surface: #1a1d23; --ink: #eceef2; --muted: #a3aab6; --line: #2c3038; --accent: #86abf5 } }
body { margin: 0; background: var(--canvas); color: var(--ink) }
main { max-width: 56rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .25rem; overflow-wrap: anywhere }
h2 { font-size: 1rem; margin: 0 }
header p, .empty p { margin: 0; color: var(--muted) }
header { margin-bottom: 1.5rem }
.empty { padding: 2rem; background: var(--surface); border-radius: .5rem }
.mails { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line) }
.mails a { display: grid; grid-template-columns: 1fr auto; gap: .125rem 1rem; padding: .75rem .5rem; color: inherit;
  text-decoration: none; border-bottom: 1px solid var(--line) }
.mails a:hover { background: var(--surface) }
.subject { font-weight: 600; overflow-wrap: anywhere }
.who { grid-column: 1; color: var(--muted); font-size: .875rem; overflow-wrap: anywhere }
time { font-variant-numeric: tabular-nums; color: var(--muted); font-size: .875rem }
.mails time { grid-area: 1 / 2; white-space: nowrap }
iframe { width: 100%; height: 36rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--surface) }
details { border-bottom: 1px solid var(--line) }
summary { padding: .75rem 0; cursor: pointer }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--surface); padding: 1rem; border-radius: .5rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; font-size: .875rem }
dt { color: var(--muted) }
dd { margin: 0; overflow-wrap: anywhere }
.quiet, .quiet:visited { color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
`
