import { describe, expect, test } from 'vitest'
import { missingSettings, optionalSettings, readCloudSettings } from '#worker/local/cloud-settings.ts'
import { addressOf } from '#worker/platform/address.ts'
import { Misconfigured, readSettings } from '#worker/platform/env.ts'
import { logLine } from '#worker/platform/log.ts'

const random = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')
const whole = () => ({
  BASE_HOST: 'aftercare.example',
  FILES_HOST: 'files.aftercare.example',
  DATA_REGION: 'apac',
  VAULT_KEYS: `1:${random()}`,
  CONTROL_PLANE_URL: 'libsql://control-plane-acme.turso.io',
  CONTROL_PLANE_TOKEN: random(),
  TURSO_ORGANIZATION: 'acme',
  TURSO_GROUP: 'tenants',
  TURSO_PLATFORM_TOKEN: random(),
  SMTP_HOST: 'smtp.exmail.qq.com',
  SMTP_PORT: '465',
  SMTP_SECURITY: 'tls',
  SMTP_USER: 'service@aftercare.example',
  SMTP_PASSWORD: 'kd83-hvq2-0pzx',
  MAIL_FROM: 'service@aftercare.example',
})
type Whole = ReturnType<typeof whole>

function problemsOf(
  changes: Partial<Record<keyof Whole | 'DATABASE_ORIGIN' | 'OPERATOR_EMAIL', string | undefined>>,
): string[] {
  try {
    readSettings({ ...whole(), ...changes })
    return []
  } catch (error) {
    if (error instanceof Misconfigured) return error.problems
    throw error
  }
}

describe('settings', () => {
  test('that are whole start the product', () => {
    expect(problemsOf({})).toEqual([])
  })

  test.each(Object.keys(whole()).filter((name) => name !== 'SMTP_USER') as (keyof Whole)[])(
    'without %s it does not start, and says its name',
    (name) => {
      expect(problemsOf({ [name]: undefined })).toEqual([expect.stringMatching(new RegExp(`^${name} is missing`))])
    },
  )

  const weak: [keyof Whole, string][] = [
    ['VAULT_KEYS', '1:short'],
    ['VAULT_KEYS', `1:${'A'.repeat(44)}`],
    ['CONTROL_PLANE_TOKEN', 'changeme-changeme-changeme'],
    ['TURSO_PLATFORM_TOKEN', 'your-token-your-token-your-token'],
    ['TURSO_PLATFORM_TOKEN', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['SMTP_PASSWORD', 'password123'],
    ['SMTP_PASSWORD', 'x7'],
  ]
  test.each(weak)('a short or default %s (%s) does not start it, and is not repeated in the message', (name, value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems[0]).toMatch(new RegExp(`^${name} `))
    expect(problems.join()).not.toContain(value)
  })

  test('mail without encryption goes to this machine only', () => {
    expect(problemsOf({ SMTP_SECURITY: 'none' })).toEqual(['SMTP_SECURITY none is for this machine only'])
    expect(problemsOf({ SMTP_SECURITY: 'none', SMTP_HOST: '127.0.0.1' })).toEqual([])
  })

  test('the operator’s address may be missing, but is one where it is set', () => {
    expect(readSettings({ ...whole(), OPERATOR_EMAIL: 'operator@aftercare.example' })).toMatchObject({
      OPERATOR_EMAIL: 'operator@aftercare.example',
    })
    expect(problemsOf({ OPERATOR_EMAIL: 'the operator' })).toEqual(['OPERATOR_EMAIL is not an address'])
    expect(missingSettings(whole())).not.toContain('OPERATOR_EMAIL')
    expect(optionalSettings(whole())).toEqual(['OPERATOR_EMAIL'])
  })

  test('databases are sent elsewhere only on this machine', () => {
    expect(problemsOf({ DATABASE_ORIGIN: 'http://evil.example' })).toEqual(['DATABASE_ORIGIN must be loopback'])
  })
})

describe('a deployment', () => {
  test('names everything that is missing before anything is made', () => {
    expect(() => readCloudSettings({ BASE_HOST: 'aftercare.example' })).toThrow(
      /DATA_REGION[\s\S]+VAULT_KEYS[\s\S]+SMTP_HOST/,
    )
    expect(missingSettings({})).toContain('CLOUDFLARE_API_TOKEN')
  })

  test('does not pretend that the cloud keeps data in mainland China', () => {
    expect(() => readCloudSettings({ ...whole(), CLOUDFLARE_API_TOKEN: random(), DATA_REGION: 'cn' })).toThrow(
      /DATA_REGION/,
    )
  })
})

test('a log line holds no address, number, secret or query', () => {
  const secret = 'NJ6tBE_Dar3aj2GSE2tBDLLFBslKW-NotQ-MJCE8Hmo'
  const line = logLine(
    {
      level: 'error',
      event: 'request.broken',
      requestId: '0b9e7c54-3f9c-4a52-9d3c-2f4f51d0a1be',
      tenantId: '01M80VJZB0KC61N47X4CFMHK8G',
      said: `customer@example.com called 138 0013 8000 about /t/${secret} at https://a.example/x?token=1`,
      at: 'at resolve (worker/operations/service-request-resolution.ts:12:34)',
    },
    new Date('2026-05-01T00:00:00Z'),
  )
  for (const part of ['customer@', '8000', secret, 'token=1']) expect(line).not.toContain(part)
  expect(line).toContain('worker/operations/service-request-resolution.ts:12:34')
  expect(JSON.parse(line)).toMatchObject({ event: 'request.broken', tenantId: '01M80VJZB0KC61N47X4CFMHK8G' })
  expect(line).not.toContain('\n')
})

test('[T-04] a visitor’s address is an address or nobody’s, never what a header says', () => {
  const from = (told: string) => addressOf(new Request('https://a.example', { headers: { 'cf-connecting-ip': told } }))
  expect(from('203.0.113.9')).toBe('203.0.113.9')
  expect(from('2001:DB8::1')).toBe('2001:db8::1')
  for (const forged of ['<b>x</b>', '1.2.3.4, 5.6.7.8', 'localhost', '']) expect(from(forged)).toBe('0.0.0.0')
})
