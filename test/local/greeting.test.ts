import { expect, test } from 'vitest'
import { demos } from '#worker/local/demo.ts'
import { greeting } from '#worker/local/greeting.ts'

const started = { url: 'http://localhost:8787', mailboxUrl: 'http://localhost:8788', seconds: 2.4 }

test('a started product prints where both demo companies are, and who can log in there', () => {
  const said = greeting({ ...started, demos, password: 'open sesame' })
  for (const slug of ['demo', 'demo-en']) {
    for (const path of ['/', '/report', '/console'])
      expect(said).toMatch(new RegExp(` http://${slug}\\.localhost:8787${path}$`, 'm'))
    expect(said).toMatch(new RegExp(` owner@${slug}\\.example$`, 'm'))
  }
  expect(said).toContain('Demo company in Chinese: 华东家电服务中心')
  expect(said).toContain('Demo company in English: Spree Kitchen Equipment Service')
  expect(said.match(/open sesame/g)).toHaveLength(1)
})

test('without demo companies it prints the landing page and the mailbox alone', () => {
  expect(
    greeting({ ...started, demos: [], password: 'open sesame' })
      .trim()
      .split('\n'),
  ).toEqual([
    'Aftercare is running (2.4 s). Ctrl-C stops it; its data stays.',
    '',
    '  Landing page      http://localhost:8787/',
    '  Mailbox           http://localhost:8788/',
  ])
})
