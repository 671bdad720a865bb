import { mkdirSync } from 'node:fs'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import { newId } from '#tenants/id.ts'

/** One line of the mailbox. */
export type MailSummary = { id: string; at: Date; from: string; to: string[]; subject: string }
export type StoredMail = MailSummary & {
  text: string
  html: string | undefined
  headers: { name: string; value: string }[]
}

export type MailStore = {
  keep(raw: Buffer, recipients: string[]): Promise<string>
  /** Newest first. */
  list(): Promise<MailSummary[]>
  find(id: string): Promise<StoredMail | undefined>
  raw(id: string): Promise<Buffer | undefined>
}

/** The oldest go when there are more. */
const mostMails = 500

/** Mails as they came in, one file each; beside it what the list shows. */
export function openMailStore(folder: string): MailStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const rawFile = (id: string) => join(folder, `${id}.eml`)
  const summaryFile = (id: string) => join(folder, `${id}.json`)
  const ids = async () =>
    (await readdir(folder)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5))
  return {
    async keep(raw, recipients) {
      const at = new Date()
      const id = newId(at)
      const summary: MailSummary = { id, at, ...headOf(await PostalMime.parse(raw)), to: recipients }
      await writeFile(rawFile(id), raw, { mode: 0o600 })
      await writeFile(`${summaryFile(id)}.new`, JSON.stringify(summary), { mode: 0o600 })
      await rename(`${summaryFile(id)}.new`, summaryFile(id))
      const old = (await ids()).sort().slice(0, -mostMails)
      for (const gone of old)
        await Promise.all([rm(rawFile(gone), { force: true }), rm(summaryFile(gone), { force: true })])
      return id
    },
    async list() {
      const newest = (await ids()).sort().reverse()
      return Promise.all(newest.map(async (id) => readSummary(await readFile(summaryFile(id), 'utf8'))))
    },
    async find(id) {
      const raw = await read(rawFile, id)
      const summary = await read(summaryFile, id)
      if (!raw || !summary) return undefined
      const email = await PostalMime.parse(raw)
      return {
        ...readSummary(summary.toString('utf8')),
        text: email.text ?? '',
        html: email.html,
        headers: email.headers.map(({ key, value }) => ({ name: key, value })),
      }
    },
    raw: (id) => read(rawFile, id),
  }
}

/** Undefined also for what is no id at all. */
const read = async (fileOf: (id: string) => string, id: string) =>
  /^[0-9A-Z]{26}$/.test(id) ? readFile(fileOf(id)).catch(() => undefined) : undefined

function readSummary(text: string): MailSummary {
  const summary = JSON.parse(text) as MailSummary
  return { ...summary, at: new Date(summary.at) }
}

const headOf = (email: Email) => ({
  from: email.from?.name || email.from?.address || '',
  subject: email.subject ?? '',
})
