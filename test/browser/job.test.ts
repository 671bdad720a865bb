import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { addDays, type Day, dayOf } from '#rules/day.ts'
import { contracts } from '#schema/tenant/contract.ts'
import { customers } from '#schema/tenant/customer.ts'
import { write } from '#tenants/round-trip.ts'
import { fullDayWords } from '#web/words/moment.ts'
import { linkIn, signUpCompany } from './company.ts'
import { insideOf } from './ledger.ts'
import { look, mailTo, running, visitor } from './visitor.ts'

/** What `npm run jobs -- …` prints, beside the running product. */
async function jobs(...args: string[]): Promise<string> {
  const env = { ...process.env, AFTERCARE_DATA: running.folder }
  const program = ['worker/local/start.mjs', 'jobs', ...args]
  return (await promisify(execFile)(process.execPath, program, { env })).stdout
}

/** An English-speaking customer, whose contract ends on that day. */
const addEnding = (slug: string, email: string, endsOn: Day) =>
  insideOf(slug, ({ db }) => {
    const createdAt = new Date()
    const customer = { id: 'harbour', name: 'Harbour Foods Ltd', phone: '', phoneKey: '', email, lang: 'en' as const }
    const contract = { id: 'care', number: 'C-1', customerId: 'harbour', title: 'Yearly care of two compressors' }
    return write(db, [
      db.insert(customers).values({ ...customer, createdAt }),
      db
        .insert(contracts)
        .values({ ...contract, startsOn: addDays(endsOn, -364), endsOn, covers: ['labour'], createdAt }),
    ])
  })

test('the jobs of a chosen minute mail a customer once, in English, with the right day, and a page behind the link', async () => {
  const { owner, company } = await signUpCompany({ locale: 'en-GB' }, 'TP-MFG', 'Northgate Compressors')
  await owner.leave()
  const mailbox = `buyer-${company.slug}@mail.example`
  const today = dayOf(new Date(), 'Asia/Shanghai')
  const endsOn = addDays(today, 100)
  await addEnding(company.slug, mailbox, endsOn)
  const minute = ['--tenant', company.slug, '--at', `${addDays(endsOn, -20)}T15:00`]
  expect(await jobs('--tenant', company.slug, '--at', `${addDays(today, 1)}T15:00`)).not.toContain(mailbox)

  const first = await jobs(...minute)
  expect(first).toMatch(new RegExp(`sent +email +${mailbox} +ending_customer, ends ${fullDayWords(endsOn, 'en')}`))
  expect(await jobs(...minute)).toMatch(/: 0 of \d+ messages changed\./)

  const mail = (await mailTo(mailbox)).replace(/=\r?\n/g, '')
  expect(mail).toContain(fullDayWords(endsOn, 'en'))
  expect(mail).toContain('Yearly care of two compressors')
  const customer = await visitor({ locale: 'en-GB' })
  await customer.page.goto(linkIn(mail, `${company.origin}/r/`))
  await customer.page.getByRole('button', { name: 'Renew' }).waitFor()
  await look(customer.page, 'renewal-link-of-a-job-en')
  customer.expectQuiet()
})

test('who is unknown, and a minute that is none, is said in a line', async () => {
  const failed = async (...args: string[]) =>
    (await jobs(...args).catch((error: { stderr: string }) => error.stderr)).trim()
  expect(await failed('--tenant', 'nobody-here')).toBe('There is no company "nobody-here" here.')
  expect(await failed('--tenant', 'demo', '--at', 'tomorrow')).toMatch(/^"tomorrow" is not a minute\./)
  expect(await failed()).toMatch(/^Whose\? npm run jobs/)
})
