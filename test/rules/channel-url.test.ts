import { describe, expect, test } from 'vitest'
import { robotAddresses } from '#rules/channel.ts'
import { decideChannelUrl, decidePublicHost } from '#rules/channel-url.ts'
import { isPublicAddress } from '#rules/public-address.ts'

const ground = { ownHosts: ['aftercare.example', 'files.aftercare.net'] }
const reasonOf = (url: string, more = {}) => {
  const decision = decideChannelUrl(url, { ...ground, ...more })
  return decision.allowed ? decision.result : decision.reason
}

describe('where a webhook may go', () => {
  test.each([
    ['https://hooks.example.com/in?x=1', 'https://hooks.example.com/in?x=1'],
    ['  https://HOOKS.Example.com.:443/in#part ', 'https://hooks.example.com/in'],
    ['https://hooks.example.com:8443/', 'https://hooks.example.com:8443/'],
    ['https://例子.公司.cn/钩', 'https://xn--fsqu00a.xn--55qx5d.cn/%E9%92%A9'],
    ['https://ｅｘａｍｐｌｅ.com/', 'https://example.com/'],
  ])('%s', (typed, kept) => {
    expect(reasonOf(typed)).toBe(kept)
  })

  test.each([
    ['http://hooks.example.com/', 'url_scheme'],
    ['http://127.0.0.1', 'url_scheme'],
    ['https://127.0.0.1/', 'url_address'],
    ['https://169.254.169.254/latest/meta-data', 'url_address'],
    ['https://[::1]/', 'url_address'],
    ['https://[::ffff:10.0.0.1]/', 'url_address'],
    ['https://0x7f.1/', 'url_address'],
    ['https://2130706433/', 'url_address'],
    ['https://127。0。0。1/', 'url_address'],
    ['https://8.8.8.8/', 'url_address'],
    ['https://localhost./', 'url_not_public'],
    ['https://intranet/', 'url_not_public'],
    ['https://metadata.google.internal/', 'url_not_public'],
    ['https://printer.local/', 'url_not_public'],
    ['https://aftercare.example/', 'url_own'],
    ['https://acme.aftercare.example/', 'url_own'],
    ['https://ACME.AFTERCARE.EXAMPLE./', 'url_own'],
    ['https://files.aftercare.net/', 'url_own'],
    ['https://hooks.example.com:22/', 'url_port'],
    ['https://hooks.example.com:6379/', 'url_port'],
    ['https://user@hooks.example.com/', 'url_credentials'],
    ['https://user:password@hooks.example.com/', 'url_credentials'],
    ['file:///etc/passwd', 'url_scheme'],
    ['gopher://hooks.example.com/', 'url_scheme'],
    ['javascript:alert(1)', 'url_scheme'],
    ['hooks.example.com/in', 'url_malformed'],
    ['', 'url_malformed'],
    ['https://', 'url_malformed'],
  ])('never to %s', (typed, reason) => {
    expect(reasonOf(typed)).toBe(reason)
  })

  test('a server on this machine only where a test allows it', () => {
    expect(reasonOf('http://127.0.0.1:4567/in', { allowsLoopback: true })).toBe('http://127.0.0.1:4567/in')
    expect(reasonOf('http://10.0.0.1:4567/in', { allowsLoopback: true })).toBe('url_scheme')
  })

  test('a robot only at its own provider', () => {
    const only = (provider: 'wecom' | 'dingtalk' | 'feishu', url: string) =>
      decideChannelUrl(url, ground, robotAddresses[provider]).allowed
    expect(only('wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693axxx6-7aoc')).toBe(true)
    expect(only('wecom', 'https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=693axxx6-7aoc')).toBe(false)
    expect(only('wecom', 'https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=x')).toBe(false)
    expect(only('dingtalk', 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef')).toBe(true)
    expect(only('feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/aaaabbbb-cccc')).toBe(true)
    expect(only('feishu', 'https://open.larksuite.com/open-apis/bot/v2/hook/aaaabbbb-cccc')).toBe(true)
    expect(only('feishu', 'https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef')).toBe(false)
  })

  test('a mail server by the same rules, without an address', () => {
    expect(decidePublicHost('Smtp.Exmail.QQ.com', ground)).toEqual({ allowed: true, result: 'smtp.exmail.qq.com' })
    expect(decidePublicHost('10.0.0.1', ground).allowed).toBe(false)
    expect(decidePublicHost('mail@example.com', ground).allowed).toBe(false)
    expect(decidePublicHost('mail.example.com/x', ground).allowed).toBe(false)
    expect(decidePublicHost('mx.aftercare.example', ground).allowed).toBe(false)
  })
})

describe('which addresses are the open internet’s', () => {
  test.each([
    '93.184.216.34',
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '192.0.1.1',
    '223.255.255.255',
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
  test.each(['2606:4700:4700::1111', '2400:3200::1', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })
  test.each([
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '127.255.255.255',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
    ],
    ...[
      '192.0.0.1',
      '192.0.2.1',
      '192.168.1.1',
      '198.18.0.1',
      '198.19.255.255',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
    ],
    ...['240.0.0.1', '255.255.255.255', '192.88.99.1', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '', 'hello'],
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
  test.each([
    ...[
      '::',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd12:3456::1',
      'ff02::1',
      'fec0::1',
      '2001:db8::1',
      '2001::1',
    ],
    ...[
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:a9fe:a9fe',
      '64:ff9b::10.0.0.1',
      '2002:7f00:1::',
      '2002:a00:1::',
      '::7f00:1',
    ],
    ...[
      '100::1',
      '64:ff9b:1::1',
      '3fff::1',
      '1::2::3',
      '12345::',
      'g::1',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '5f00::1',
    ],
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})
