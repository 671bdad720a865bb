import { describe, expect, test } from 'vitest'
import { InvitationPage } from '#web/pages/invitation.tsx'
import { NewPasswordPage, PasswordResetPage } from '#web/pages/password-reset.tsx'
import { SignInCodePage, SignInPage } from '#web/pages/sign-in.tsx'
import { Checkbox, Checkboxes, RadioCards } from '#web/ui/choice.tsx'
import { Field, Select, Textarea } from '#web/ui/field.tsx'
import { ErrorSummary, Form } from '#web/ui/form.tsx'

const form = { typed: { phone: '138<', fault: '\nnoise', zone: 'b', news: 'yes' }, errors: { phone: 'Enter a phone.' } }
const lang = 'en' as const

describe('a field that was refused', () => {
  const html = String(<Field lang={lang} name="phone" type="tel" label="Phone" hint="We call it." form={form} />)

  test('keeps what was typed, escaped', () => expect(html).toContain('value="138&lt;"'))

  test('is tied to its label, hint and error', () => {
    expect(html).toContain('<label class="label" for="f-phone">')
    expect(html).toContain('aria-describedby="f-phone-hint f-phone-error"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).toMatch(/id="f-phone-error".*Enter a phone\./s)
  })

  test('is where the summary leads', () => {
    const summary = String(<ErrorSummary lang={lang} errors={form.errors} />)
    expect(summary).toContain('role="alert"')
    expect(summary).toContain('href="#f-phone"')
  })
})

describe('what the summary says is kept', () => {
  const door = { lang, nonce: '', form: { typed: { email: 'a@b.example', name: 'Ann' }, errors: { form: 'No.' } } }
  const invited = { email: 'a@b.example', name: 'Ann', role: 'agent' } as const
  const all = 'Everything you typed is still here'
  const butPassword = 'only the password has to be typed again'
  const none = 'For safety it has to be typed again'

  test('is everything, unless the form says otherwise', () => {
    expect(String(<ErrorSummary lang={lang} errors={form.errors} />)).toContain(all)
    expect(String(<PasswordResetPage {...door} />)).toContain(all)
  })

  test('is all but the password, where there is more in the form', () => {
    for (const page of [<SignInPage {...door} />, <InvitationPage {...door} token="t" invited={invited} />]) {
      expect(String(page)).toContain(butPassword)
      expect(String(page)).not.toContain(all)
    }
  })

  test('is nothing, where there is but a password or a code', () => {
    for (const page of [<NewPasswordPage {...door} token="t" />, <SignInCodePage {...door} />]) {
      expect(String(page)).toContain(none)
      expect(String(page)).not.toContain(all)
    }
  })
})

test('a summary of nothing is nothing', () => {
  expect(String(<ErrorSummary lang={lang} errors={{}} />)).toBe('')
})

test('an error of the whole form leads nowhere', () => {
  expect(String(<ErrorSummary lang={lang} errors={{ form: 'Try again.' }} />)).not.toContain('href')
})

test('a password is never sent back to the page', () => {
  const typed = { typed: { secret: 'hunter2' }, errors: {} }
  expect(String(<Field lang={lang} name="secret" type="password" label="Password" form={typed} />)).not.toContain(
    'hunter2',
  )
})

test('a textarea keeps its first empty line', () => {
  expect(String(<Textarea lang={lang} name="fault" label="Fault" form={form} />)).toContain('>\n\nnoise</textarea>')
})

test('choices keep what was chosen', () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ]
  expect(String(<Select lang={lang} name="zone" label="Zone" options={options} form={form} />)).toMatch(
    /<option value="b" selected="">/,
  )
  const radios = String(<RadioCards lang={lang} name="zone" label="Zone" options={options} form={form} value="a" />)
  expect(radios.match(/checked/g)).toHaveLength(1)
  expect(radios).toMatch(/value="b" checked=""/)
  expect(String(<Checkboxes lang={lang} name="day" label="Days" options={options} chosen={['a']} />)).toContain(
    'name="day[]" value="a" checked=""',
  )
})

test('a box that was unticked stays unticked', () => {
  const refused = { typed: { phone: '1' }, errors: {} }
  expect(String(<Checkbox lang={lang} name="news" label="News" checked form={refused} />)).not.toContain('checked')
  expect(String(<Checkbox lang={lang} name="news" label="News" form={form} />)).toContain('checked')
})

test('optional fields say so, the others are required', () => {
  expect(String(<Field lang="zh-CN" name="a" label="姓名" optional />)).toContain('（选填）')
  expect(String(<Field lang="zh-CN" name="a" label="姓名" optional />)).not.toContain('required')
  expect(String(<Field lang="zh-CN" name="a" label="姓名" />)).toContain('required')
})

test('a form posts its key and what is hidden, and leaves the checking to the server', () => {
  const html = String(<Form action="/report" idempotencyKey="k1" hidden={{ asset: 'a1' }} />)
  expect(html).toContain('name="idempotencyKey" value="k1"')
  expect(html).toContain('name="asset" value="a1"')
  expect(html).toContain('novalidate')
  expect(html).not.toContain('multipart')
})
