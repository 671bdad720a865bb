import { generateHOTP } from '@oslojs/otp'
import { write } from '#tenants/round-trip.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import { newLink as linkOf } from '#worker/operations/link.ts'
import { sealTotpSecret } from '#worker/operations/totp.ts'
import { givePassword, goodPassword } from '../worker/signed-in.ts'
import type { Flow, Form } from './flow.ts'
import { consoleFlow, newLink } from './flow-member.ts'
import type { Stage } from './stage.ts'

type Purpose = Parameters<typeof linkOf>[1]

/** A one-time secret of that purpose for the agent. */
async function secretFor({ product, company }: Stage, purpose: Purpose) {
  const scope = { tenant: company.tenant, db: company.db, now: product.clock.now }
  const { secret, writes } = await linkOf(scope, purpose, company.memberOf('agent').id)
  await write(company.db, writes)
  return secret
}

const agentWith = ({ company }: Stage, columns: string) =>
  company.db.$client.execute(`update members set ${columns} where id = '${company.memberOf('agent').id}'`)

const usedUp = { status: 422, because: 'the link was used by the first sending; what it was for is done' }

export const doorFlows: Flow[] = [
  {
    route: 'POST /sign-in',
    isCostly: true,
    adds: { sessions: 1, events: 1, attempts: 2 },
    orElse: { adds: { sessions: 2, events: 2 }, because: 'the first session has no browser; it ends by itself' },
    fill: async ({ company }) => ({ path: publicPaths.signIn(), fields: await givePassword(company, 'agent') }),
  },
  {
    route: 'POST /sign-in',
    title: 'with a second factor',
    isCostly: true,
    adds: { links: 1, events: 1, attempts: 2 },
    orElse: { adds: { links: 2, events: 2 }, because: 'a new question ends the one before' },
    fill: async (stage) => {
      await secondFactor(stage)
      return { path: publicPaths.signIn(), fields: await givePassword(stage.company, 'agent') }
    },
  },
  {
    route: 'POST /sign-in/code',
    adds: { sessions: 1, events: 1, attempts: 1 },
    again: { status: 422, because: 'a code counts once, also when its answer was lost; the next one lets in' },
    fill: async (stage): Promise<Form> => {
      const secret = await secondFactor(stage)
      const code = codeOf(stage, secret)
      const cookie = `__Host-sign-in=${await secretFor(stage, 'sign_in_code')}`
      return { path: publicPaths.signInCode(), fields: { code }, cookie }
    },
  },
  {
    route: 'POST /sign-out',
    adds: { sessions: -1, events: 1 },
    again: 'same',
    fill: async ({ company }) => ({ path: publicPaths.signOut(), cookie: await company.cookieOf('agent') }),
  },
  {
    route: 'POST /welcome',
    adds: { sessions: 1, events: 1 },
    again: usedUp,
    fill: async (stage) => ({ path: publicPaths.handOver(), fields: { code: await secretFor(stage, 'hand_over') } }),
  },
  {
    route: 'POST /password-reset',
    done: 202,
    adds: { links: 1, notices: 1, events: 1, attempts: 3 },
    orElse: { adds: { links: 2, notices: 2, events: 2 }, because: newLink },
    fill: async ({ company }) => ({
      path: publicPaths.passwordReset(),
      fields: { email: company.memberOf('agent').email },
    }),
  },
  {
    route: 'POST /password-reset/:token',
    isCostly: true,
    adds: { events: 1, notices: 1 },
    again: usedUp,
    fill: async (stage) => ({
      path: publicPaths.passwordResetLink(await secretFor(stage, 'password_reset')),
      fields: { password: goodPassword },
    }),
  },
  {
    route: 'POST /invitation/:token',
    isCostly: true,
    adds: { sessions: 1, events: 1, plannings: 1 },
    again: usedUp,
    fill: async (stage) => {
      await agentWith(stage, 'joined_at = null')
      const path = publicPaths.invitation(await secretFor(stage, 'invitation'))
      return { path, fields: { name: '新同事', password: goodPassword, lang: 'zh-CN' } }
    },
  },
  {
    route: 'POST /email-verification/:token',
    done: 200,
    adds: { events: 1 },
    again: usedUp,
    fill: async (stage) => {
      await agentWith(stage, 'email_verified_at = null')
      return { path: publicPaths.emailVerification(await secretFor(stage, 'email_verification')) }
    },
  },
]

export const secondFactorFlows: Flow[] = [
  consoleFlow('POST /console/account/second-factor', {
    as: 'agent',
    path: consolePaths.accountTotp(),
    fields: async ({ stage, company }) => {
      const { secret, sealed } = await newSecretOf(stage)
      await company.cookieOf('agent')
      return { sealed, code: codeOf(stage, secret), password: '' }
    },
    done: 200,
    adds: { recovery_codes: 10, sessions: -1, events: 1 },
    again: 'same',
    orElse: { adds: { recovery_codes: 10, sessions: -1, events: 1 }, because: 'codes made anew are a line in the log' },
  }),
  consoleFlow('POST /console/account/second-factor/removal', {
    as: 'agent',
    isCostly: true,
    path: async ({ stage, company }) => {
      await secondFactor(stage)
      await company.cookieOf('agent')
      return consolePaths.accountTotpRemoval()
    },
    fields: async ({ company }) => ({ password: (await givePassword(company, 'agent')).password }),
    adds: { sessions: -1, events: 1 },
    orElse: { adds: { sessions: -1, events: 2 }, because: 'removing once more is a line in the log' },
  }),
  consoleFlow('POST /console/account/second-factor/codes', {
    as: 'agent',
    isCostly: true,
    path: async ({ stage, company }) => {
      await secondFactor(stage)
      const { id } = company.memberOf('agent')
      await company.db.$client.execute(`insert into recovery_codes (hash, member_id) values ('x', '${id}')`)
      return consolePaths.accountRecoveryCodes()
    },
    fields: async ({ company }) => ({ codesProof: (await givePassword(company, 'agent')).password }),
    done: 200,
    adds: { recovery_codes: 9, events: 1 },
    orElse: { adds: { recovery_codes: 9, events: 2 }, because: 'codes that nobody saw are replaced, and that is told' },
  }),
]

/** Answers the key of the agent's app. */
async function secondFactor(stage: Stage) {
  const { secret, sealed } = await newSecretOf(stage)
  await agentWith(stage, `totp_secret = '${sealed}', totp_enabled_at = ${stage.product.clock.now.getTime()}`)
  return secret
}

async function newSecretOf({ product, company }: Stage) {
  const scope = { tenant: company.tenant, db: company.db, now: product.clock.now, platform: product.platform }
  const secret = new Uint8Array(20).fill(7)
  return { secret, sealed: await sealTotpSecret(scope, company.memberOf('agent').id, secret) }
}

const codeOf = ({ product }: Stage, secret: Uint8Array) =>
  generateHOTP(secret, BigInt(Math.floor(product.clock.now.getTime() / 30_000)), 6)
