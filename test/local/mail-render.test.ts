import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { renderEmail } from '#web/emails/render.tsx'
import { type EmailTemplate, emailTemplates, type Letterhead } from '#web/emails/template.ts'
import { type Lang, langs } from '#web/words/lang.ts'

const token = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-A'
const head: Letterhead = {
  company: '长青设备（Evergreen）',
  origin: 'https://changqing.aftercare.example',
  timeZone: 'Asia/Shanghai',
}
const due = Date.parse('2026-05-06T05:30:00Z')
/** What a person, or an attacker, may have typed. */
const wicked = `<script>alert(1)</script>"'&\r\nBcc: x@example.com <img src=x onerror=alert(2)>`

const ends = { of: 'contract', customer: '长青设备', name: '长青设备', number: '12', endsOn: '2026-05-31' } as const

const limit = { clock: 'arrival', dueAt: due, clause: 12 } as const
const newRequest = {
  topic: 'new',
  requestId: 'r1',
  number: 1042,
  type: 'fault',
  urgency: 'high',
  channel: 'web_form',
  zone: 'urban',
  due: limit,
} as const
const lateRequest = {
  topic: 'late',
  requestId: 'r2',
  number: 1043,
  priority: 'P1',
  due: limit,
  percent: 80,
  clause: 31,
  told: '长青设备',
} as const

const samples: { [T in EmailTemplate]: v.InferInput<(typeof emailTemplates)[T]> } = {
  email_verification: { name: '李明', token },
  password_reset: { name: '李明', token },
  password_changed: { name: '李明', at: due },
  invitation: { inviter: '王芳', token },
  company_addresses: { companies: [{ name: '长青设备', url: 'https://changqing.aftercare.example' }] },
  request_received: { number: 12, promises: [{ kind: 'arrival', dueAt: due, clause: 12 }], token },
  request_reply: { number: 12, author: '李工', body: '明天上午到。\n请保持电话畅通。', token },
  welcome: { name: '李明' },
  tick_silent: { since: due },
  ending_customer: {
    ...{ ...ends, to: '李明', isLate: true, clause: 31, token, unsubscribe: token, latestOn: '2026-05-27' },
    ...{ kind: 'auto_renewal', content: 'commercial', country: 'CN' },
  },
  ending_internal: { ...ends, kind: 'contract_end', to: '李明', isLate: true, clause: null, renewalId: 'rn1' },
  ending_digest: { audience: 'customer', to: '李明', items: [{ ...ends, token }], more: 2 },
  channel_disabled: { to: '李明', channel: '长青设备', provider: 'wecom', since: due, failure: 'busy 45009' },
  channel_test: { channel: '长青设备' },
  follow_up: { to: '李明', customer: '长青设备', name: '长青设备', renewalId: 'rn1' },
  decisions_differ: { to: '李明', count: 2 },
  request_new: newRequest,
  request_late: lateRequest,
  requests_digest: { items: [newRequest, lateRequest], more: 0 },
}
const templates = Object.keys(samples) as EmailTemplate[]
const all = templates.flatMap((template) => langs.map((lang) => [template, lang] as const))

function render(template: EmailTemplate, lang: Lang, data: unknown = samples[template], to: Letterhead = head) {
  return renderEmail(template, lang, v.parse(emailTemplates[template], data) as never, to)
}

describe.each(all)('%s in %s', (template, lang) => {
  const { subject, text, html } = render(template, lang)

  test('is a whole message: a subject of one line, every link also in the text', () => {
    expect(subject).toMatch(/^\S[^\r\n]{3,120}$/)
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url!)
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) expect(text).toContain(link)
    for (const link of links) expect(link).toMatch(/^https:\/\/changqing\.aftercare\.example/)
    expect(html).toContain(`<html lang="${lang}">`)
  })

  test('loads nothing and runs nothing', () => {
    expect(html).not.toMatch(/<(img|script|link|iframe|form|video|object)\b/i)
    expect(html).not.toMatch(/url\(|@import|\son\w+=/i)
  })

  test('speaks one language', () => {
    const own = text.replaceAll(head.company, '').replace(/https:\S+/g, '')
    const samplesOut = own.replace(/李明|王芳|李工|明天上午到。|请保持电话畅通。|长青设备/g, '')
    if (lang === 'en') expect(samplesOut).not.toMatch(/[\u4e00-\u9fff]/)
    else expect(samplesOut.replace(/Aftercare/g, '')).not.toMatch(/[A-Za-z]{3,}/)
  })

  test('[X-05] a name full of markup and line breaks stays a name', () => {
    const data = JSON.parse(JSON.stringify(samples[template]), (key, value: unknown) =>
      ['name', 'inviter', 'author', 'body'].includes(key) ? wicked : value,
    ) as unknown
    const mail = render(template, lang, data, { ...head, company: wicked })
    expect(mail.subject).not.toMatch(/[\r\n]/)
    expect(mail.html).not.toContain('<script')
    expect(mail.html).not.toContain('<img')
    expect(mail.html).toContain('&lt;script&gt;')
  })
})

test('a promise is in the company’s own time, with its clause', () => {
  expect(render('request_received', 'zh-CN').text).toContain('最晚上门：2026年5月6日 13:30（服务政策第 12 条）')
  expect(render('request_received', 'en').text).toContain(
    'Somebody is with you by: 6 May 2026, 13:30 (service policy, clause 12)',
  )
})

test('a reply keeps its lines, in both parts', () => {
  const { text, html } = render('request_reply', 'zh-CN')
  expect(text).toContain('> 明天上午到。\n> 请保持电话畅通。')
  expect(html).toContain('明天上午到。<br/>请保持电话畅通。')
})

test('a token that is none, or a link that is none, is refused before anything is written', () => {
  expect(v.is(emailTemplates.password_reset, { name: 'a', token: '../x' })).toBe(false)
  for (const url of ['nonsense', 'javascript:alert(1)'])
    expect(v.is(emailTemplates.company_addresses, { companies: [{ name: 'a', url }] }), url).toBe(false)
})
