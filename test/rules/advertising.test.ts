import { expect, test } from 'vitest'
import { advertisingMark } from '#rules/advertising.ts'

test('[R-MS-4] in mainland China an offer by mail begins with the word for advertisement, and can be refused by a link', () => {
  const mail = (country: string, lang: 'zh-CN' | 'en') =>
    advertisingMark('commercial', { country, channel: 'email', lang })
  expect(mail('CN', 'zh-CN')).toEqual({ subjectPrefix: '广告：', optOut: 'link', optOutText: null })
  expect(mail('CN', 'en')?.subjectPrefix).toBe('AD: ')
  expect(mail('DE', 'en')).toEqual({ subjectPrefix: null, optOut: 'link', optOutText: null })
})

test('[R-MS-3] an offer by SMS says how to refuse it', () => {
  const text = (lang: 'zh-CN' | 'en') => advertisingMark('commercial', { country: 'CN', channel: 'sms', lang })
  expect(text('zh-CN')).toEqual({ subjectPrefix: null, optOut: 'reply', optOutText: '拒收请回复R' })
  expect(text('en')?.optOutText).toBe('Reply R to opt out')
})

test('[R-MS-1] a service notice carries none of it', () => {
  expect(advertisingMark('service', { country: 'CN', channel: 'email', lang: 'zh-CN' })).toBeNull()
})
