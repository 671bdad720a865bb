import type { Role } from '#rules/role.ts'
import { hashOf, newSecret } from '#tenants/vault.ts'
import { consolePaths } from '#web/paths.ts'
import { givePassword, goodPassword } from '../worker/signed-in.ts'
import type { Flow, Form } from './flow.ts'
import type { Company, Stage } from './stage.ts'

type Fields = NonNullable<Form['fields']>

type Wish = Pick<Flow, 'adds' | 'title' | 'again' | 'isCostly' | 'done' | 'orElse'> & {
  as?: Role
  path: string | ((found: Found) => string | Promise<string>)
  fields?: Fields | ((found: Found) => Fields | Promise<Fields>)
}
export type Found = { stage: Stage; company: Company; cookie: string }

/** A form of the console, sent by one who signed in a moment ago. */
export function consoleFlow(route: string, { as = 'owner', path, fields = {}, ...flow }: Wish): Flow {
  return {
    route,
    ...flow,
    async fill(stage) {
      const { company } = stage
      const cookie = await company.cookieOf(as)
      const found = { stage, company, cookie }
      const where = typeof path === 'function' ? await path(found) : path
      return { path: where, fields: typeof fields === 'function' ? await fields(found) : fields, cookie }
    },
  }
}

const colleague = { email: 'new@colleague.example', name: '新同事', role: 'engineer', position: '', lang: 'zh-CN' }

async function invited({ stage, company, cookie }: Found) {
  await stage.product.post(company.host, consolePaths.invitations(), colleague, cookie)
  const rows = await company.db.$client.execute(`select id from members where email = '${colleague.email}'`)
  return String(rows.rows[0]!.id)
}

/** The same role, the same state: set twice, it is set. */
const setTwice = 'same' as const

export const newLink = 'whoever asks again gets a new mail; its link ends the one before'

export const memberFlows: Flow[] = [
  consoleFlow('POST /console/invitations', {
    as: 'admin',
    path: consolePaths.invitations(),
    fields: () => ({ ...colleague, idempotencyKey: newSecret() }),
    adds: { members: 1, links: 1, notices: 1, events: 1, attempts: 1, idempotency_keys: 1 },
    again: setTwice,
  }),
  consoleFlow('POST /console/invitations/:id/withdrawal', {
    as: 'admin',
    again: setTwice,
    path: async (found) => consolePaths.invitationWithdrawal(await invited(found)),
    adds: { members: -1, events: 1 },
  }),
  consoleFlow('POST /console/members/:id/role', {
    path: ({ company }) => consolePaths.memberRole(company.memberOf('agent').id),
    fields: { role: 'supervisor', position: '' },
    adds: { events: 1, plannings: 1 },
    again: setTwice,
  }),
  consoleFlow('POST /console/members/:id/disabling', {
    path: async ({ company }) => {
      await company.cookieOf('agent')
      return consolePaths.memberDisabling(company.memberOf('agent').id)
    },
    adds: { events: 1, sessions: -1, plannings: 1 },
    again: setTwice,
  }),
  consoleFlow('POST /console/members/:id/enabling', {
    path: async ({ stage, company, cookie }) => {
      const { id } = company.memberOf('agent')
      await stage.product.post(company.host, consolePaths.memberDisabling(id), {}, cookie)
      return consolePaths.memberEnabling(id)
    },
    adds: { events: 1 },
    again: setTwice,
  }),
  consoleFlow('POST /console/members/:id/sessions/end', {
    path: async ({ company }) => {
      await company.cookieOf('agent')
      return consolePaths.memberSessionsEnd(company.memberOf('agent').id)
    },
    adds: { events: 1, sessions: -1 },
    again: setTwice,
  }),
  consoleFlow('POST /console/members/:id/second-factor/removal', {
    path: async ({ company }) => {
      const { id } = company.memberOf('agent')
      await company.cookieOf('agent')
      await company.db.$client.batch(
        [
          `update members set totp_secret = 'sealed', totp_enabled_at = 1 where id = '${id}'`,
          `insert into recovery_codes (hash, member_id) values ('x', '${id}')`,
        ],
        'write',
      )
      return consolePaths.memberTotpRemoval(id)
    },
    fields: async ({ company }) => ({ factorProof: (await givePassword(company, 'owner')).password }),
    isCostly: true,
    adds: { events: 1, sessions: -1, recovery_codes: -1 },
    again: setTwice,
  }),
  consoleFlow('POST /console/checklist', {
    path: '/console/checklist',
    fields: () => ({ idempotencyKey: newSecret(), item: 'policy' }),
    adds: { events: 1 },
    again: setTwice,
  }),
]

export const accountFlows: Flow[] = [
  consoleFlow('POST /console/account', {
    path: consolePaths.account(),
    fields: { name: '王小芳', lang: 'zh-CN' },
    adds: { events: 1 },
    again: setTwice,
  }),
  consoleFlow('POST /console/account/password', {
    as: 'agent',
    path: consolePaths.accountPassword(),
    fields: async ({ company }) => {
      await givePassword(company, 'agent')
      return { password: goodPassword, newPassword: 'another good sentence' }
    },
    isCostly: true,
    adds: { events: 1, notices: 1 },
    again: { status: 401, because: 'every session ended with the change, this one too; the new password lets in' },
  }),
  consoleFlow('POST /console/account/email-verification', {
    as: 'agent',
    path: async ({ company }) => {
      const { id } = company.memberOf('agent')
      await company.db.$client.execute(`update members set email_verified_at = null where id = '${id}'`)
      return consolePaths.accountVerification()
    },
    fields: () => ({ idempotencyKey: newSecret() }),
    adds: { links: 1, notices: 1, events: 1, attempts: 1, idempotency_keys: 1 },
    again: setTwice,
  }),
  consoleFlow('POST /console/account/sessions/end-others', {
    as: 'agent',
    path: async ({ company }) => {
      await company.cookieOf('agent')
      return consolePaths.accountOtherSessionsEnd()
    },
    adds: { sessions: -1, events: 1 },
    orElse: { adds: { sessions: -1, events: 1 }, because: 'sent again it ends nothing more, and is a line in the log' },
    again: setTwice,
  }),
  consoleFlow('POST /console/account/sessions/:handle/end', {
    as: 'agent',
    again: setTwice,
    path: async ({ company, cookie }) => {
      await company.cookieOf('agent')
      const own = await handleOf(cookie)
      const rows = (await company.db.$client.execute('select id from sessions')).rows.map(({ id }) => String(id))
      return consolePaths.accountSessionEnd(rows.map((id) => id.slice(0, 12)).find((handle) => handle !== own)!)
    },
    adds: { sessions: -1, events: 1 },
  }),
]

const handleOf = async (cookie: string) => (await hashOf(cookie.split('=')[1]!)).slice(0, 12)
