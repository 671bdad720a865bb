import { type Demo, languageName } from './demo.ts'

export type Greeting = {
  url: string
  mailboxUrl: string
  seconds: number
  /** The companies made to look around in, if any, and what opens them all. */
  demos: readonly Demo[]
  password: string
}

/** What somebody who has just started the product needs to read, and no more. */
export function greeting({ url, mailboxUrl, seconds, demos, password }: Greeting): string {
  return [
    `Aftercare is running (${seconds} s). Ctrl-C stops it; its data stays.`,
    inColumns([
      ['Landing page', `${url}/`],
      ['Mailbox', `${mailboxUrl}/`],
    ]),
    ...demos.map((demo) => companyPart(demo, url)),
    ...(demos.length > 0 ? [`The password of all of them: ${password}`] : []),
  ]
    .map((part) => `\n${part}\n`)
    .join('')
}

function companyPart({ slug, name, lang, logIns }: Demo, url: string): string {
  const own = url.replace('://', `://${slug}.`)
  const rows: [string, string][] = [
    ['Public page', `${own}/`],
    ['Public form', `${own}/report`],
    ['Console', `${own}/console`],
    ...logIns.map(({ role, email }): [string, string] => [`  as ${role}`, email]),
  ]
  return `Demo company in ${languageName[lang]}: ${name}\n${inColumns(rows)}`
}

const labelWidth = 18

const inColumns = (rows: readonly (readonly [string, string])[]) =>
  rows.map(([label, text]) => `  ${label.padEnd(labelWidth)}${text}`).join('\n')
