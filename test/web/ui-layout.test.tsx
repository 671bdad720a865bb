import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import assets from '#build/assets.json' with { type: 'json' }
import { ConsoleLayout, PlainLayout, PublicLayout } from '#web/layout.tsx'
import { render, screens } from './gallery.tsx'

const company = { name: 'Acme <Repairs>' }
const page = { lang: 'en' as const, nonce: 'n0nce', title: 'Policy', path: '/policy' }

describe('every page', () => {
  test.each(Object.keys(screens))('%s obeys the content security policy', async (name) => {
    const html = await render(name, { lang: 'zh-CN', theme: 'light', nonce: 'n0nce' })
    expect(html).toMatch(/^<!DOCTYPE html><html lang="zh-CN"/)
    expect(html).not.toMatch(/\sstyle="/)
    expect(html).not.toMatch(/\son[a-z]+="/)
    for (const [tag] of html.matchAll(/<(script|style)[^>]*>/g)) expect(tag).toContain('nonce="n0nce"')
  })

  test.each(Object.keys(screens))('%s has one main heading and one main part', async (name) => {
    const html = await render(name, { lang: 'en', theme: 'light', nonce: 'n' })
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.match(/<main/g)).toHaveLength(1)
  })

  test('has the language, the reader’s width, and tells other sites nothing', () => {
    const html = String(<PlainLayout {...page} />)
    expect(html).toContain('name="viewport"')
    expect(html).toContain('name="referrer" content="same-origin"')
    expect(html).toContain('class="skip" href="#main"')
  })
})

test('a public page stays under 30 kB with everything it loads', async () => {
  for (const name of ['company', 'report', 'tracking', 'sign-in']) {
    const html = await render(name, { lang: 'zh-CN', theme: 'light', nonce: 'n' })
    const used = Object.values(assets).filter((asset) => html.includes(asset.url))
    const bytes = gzipSync(html).length + used.reduce((sum, asset) => sum + asset.gz, 0)
    expect(bytes).toBeLessThan(30_000)
  }
})

test('a company’s name is escaped and its colour is not the console’s', () => {
  const html = String(<PublicLayout {...page} company={{ ...company, accent: '#0b7a5b' }} />)
  expect(html).toContain('<title>Policy · Acme &lt;Repairs&gt;</title>')
  expect(html).toContain('--accent:#0b7a5b')
  const member = { name: 'Chen', role: 'owner' as const }
  expect(
    String(<ConsoleLayout {...page} company={{ ...company, accent: '#0b7a5b' }} member={member} current="policy" />),
  ).not.toContain('--accent:')
})

test('the language switch comes back to the page', () => {
  const html = String(<PublicLayout {...page} company={company} />)
  expect(html).toContain('name="back" value="/policy"')
  expect(html).toContain('name="lang" value="zh-CN"')
})

test('the console shows a member what the member may open, and marks where they are', () => {
  const owner = String(
    <ConsoleLayout {...page} company={company} member={{ name: 'Chen', role: 'owner' }} current="policy" />,
  )
  expect(owner).toContain('href="/console/settings"')
  expect(owner).toMatch(/href="\/console\/policies\/service" aria-current="page"/)
  const engineer = String(
    <ConsoleLayout {...page} company={company} member={{ name: 'Wang', role: 'engineer' }} current="requests" />,
  )
  expect(engineer).not.toContain('href="/console/settings"')
  expect(engineer).not.toContain('href="/console/audit"')
  expect(engineer).toMatch(/<form method="post" action="\/sign-out">/)
})
