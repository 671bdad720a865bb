import type { Permission } from '#rules/role.ts'
import { consolePaths, type NoticeStep, type RenewalStep, type RequestStep } from '#web/paths.ts'
import type { Route } from './every-route.ts'
import { channelConsoleRoutes } from './every-route-channel.ts'

const step = (name: RequestStep, needs: Permission, fields?: Route['fields']): Route => ({
  needs,
  path: ({ request }) => consolePaths.requestStep(request, name),
  ...(fields ? { fields } : {}),
})

const page = (needs: Route['needs'], path: Route['path']): Route => ({ needs, path })
const renewalStep = (name: RenewalStep) =>
  page('renewals.work', ({ renewal }) => consolePaths.renewalStep(renewal, name))
const noticeStep = (name: NoticeStep) => page('notices.release', ({ notice }) => consolePaths.noticeStep(notice, name))
const draft = consolePaths.policyDraft('service')
const clause: Route['path'] = ({ clause }) => consolePaths.policyClause('service', clause)
const steps = '/console/requests/:id'
const clauses = '/console/policies/:kind/draft/clauses'

export const consoleRoutes: Record<string, Route> = {
  'GET /console': { needs: 'member', path: consolePaths.home, gives: 303 },
  'POST /console/checklist': { needs: 'settings.edit', path: () => '/console/checklist', gives: 303 },

  'GET /console/requests': page('requests.read', consolePaths.requests),
  'GET /console/requests/new': page('requests.create', consolePaths.newRequest),
  'POST /console/requests': page('requests.create', consolePaths.requests),
  'POST /console/callers': { needs: 'requests.create', path: consolePaths.callers, gives: 200 },
  'GET /console/requests/:id': page('requests.read', ({ request }) => consolePaths.request(request)),
  [`POST ${steps}/reply`]: step('reply', 'requests.answer'),
  [`POST ${steps}/note`]: step('note', 'requests.answer'),
  [`POST ${steps}/triage`]: step('triage', 'requests.triage'),
  [`POST ${steps}/assignment`]: step('assignment', 'requests.assign', ({ member }) => ({ memberId: member })),
  [`POST ${steps}/pause`]: step('pause', 'requests.pause'),
  [`POST ${steps}/pause-end`]: step('pause-end', 'requests.pause'),
  [`POST ${steps}/arrival`]: step('arrival', 'requests.arrive'),
  [`POST ${steps}/resolution`]: step('resolution', 'requests.resolve'),
  [`POST ${steps}/reopening`]: step('reopening', 'requests.reopen'),
  [`POST ${steps}/cancellation`]: step('cancellation', 'requests.cancel'),
  [`POST ${steps}/release`]: step('release', 'requests.release'),
  [`POST ${steps}/machine`]: step('machine', 'coverage.cause'),
  [`POST ${steps}/cause`]: step('cause', 'coverage.cause'),
  [`POST ${steps}/coverage-override`]: step('coverage-override', 'coverage.override'),
  [`POST ${steps}/coverage-override-end`]: step('coverage-override-end', 'coverage.override'),

  'GET /console/members': page('members.read', consolePaths.members),
  'GET /console/members/:id': page('members.read', ({ member }) => consolePaths.member(member)),
  'POST /console/members/:id/role': page('members.manage', ({ member }) => consolePaths.memberRole(member)),
  /** An empty form is enough where one has signed in a moment ago. */
  'POST /console/members/:id/disabling': {
    needs: 'members.manage',
    path: ({ member }) => consolePaths.memberDisabling(member),
    gives: 303,
  },
  'POST /console/members/:id/enabling': {
    needs: 'members.manage',
    path: ({ member }) => consolePaths.memberEnabling(member),
    gives: 303,
  },
  'POST /console/members/:id/sessions/end': {
    needs: 'members.manage',
    path: ({ member }) => consolePaths.memberSessionsEnd(member),
    gives: 303,
  },
  /** Always wants the password. */
  'POST /console/members/:id/second-factor/removal': page('members.manage', ({ member }) =>
    consolePaths.memberTotpRemoval(member),
  ),
  'POST /console/invitations': page('members.manage', consolePaths.invitations),
  'POST /console/invitations/:id/withdrawal': {
    needs: 'members.manage',
    path: ({ invited }) => consolePaths.invitationWithdrawal(invited),
    gives: 303,
  },

  'GET /console/account': page('account.own', consolePaths.account),
  'POST /console/account': page('account.own', consolePaths.account),
  'POST /console/account/password': page('account.own', consolePaths.accountPassword),
  'POST /console/account/email-verification': {
    needs: 'account.own',
    path: consolePaths.accountVerification,
    gives: 303,
  },
  'GET /console/account/sessions': page('account.own', consolePaths.accountSessions),
  'POST /console/account/sessions/end-others': {
    needs: 'account.own',
    path: consolePaths.accountOtherSessionsEnd,
    gives: 303,
  },
  'POST /console/account/sessions/:handle/end': {
    needs: 'account.own',
    path: ({ session }) => consolePaths.accountSessionEnd(session),
    /** A colleague's session is nobody's business either. */
    gives: 404,
  },
  'GET /console/account/second-factor': page('account.own', consolePaths.accountTotp),
  'POST /console/account/second-factor': page('account.own', consolePaths.accountTotp),
  'POST /console/account/second-factor/removal': page('account.own', consolePaths.accountTotpRemoval),
  'POST /console/account/second-factor/codes': page('account.own', consolePaths.accountRecoveryCodes),

  'GET /console/renewals': page('register.read', consolePaths.renewals),
  'GET /console/renewals/:id': page('register.read', ({ renewal }) => consolePaths.renewal(renewal)),
  'POST /console/renewals/:id/owner': renewalStep('owner'),
  'POST /console/renewals/:id/follow-up': renewalStep('follow-up'),
  'POST /console/renewals/:id/quote': renewalStep('quote'),
  'POST /console/renewals/:id/loss': renewalStep('loss'),
  /** Of one that is not lost. */
  'POST /console/renewals/:id/comeback': { ...renewalStep('comeback'), gives: 422 },

  'GET /console/notices': page('notices.read', consolePaths.notices),
  'GET /console/notices/ledger': page('notices.read', consolePaths.noticeLedger),
  'GET /console/notices/go-live': page('notices.release', () => `${consolePaths.noticeGoLive()}?day=2026-01-05`),
  'POST /console/notices/go-live': page('notices.release', consolePaths.noticeGoLive),
  'GET /console/notices/release': page('notices.release', () => consolePaths.noticeRelease()),
  'POST /console/notices/release': page('notices.release', () => consolePaths.noticeRelease()),
  'GET /console/notices/:key': page('notices.read', ({ notice }) => consolePaths.notice(notice)),
  /** Of a message that somebody's act caused. */
  'POST /console/notices/:key/hold': noticeStep('hold'),
  /** It waits already. */
  'POST /console/notices/:key/release': { ...noticeStep('release'), gives: 303 },
  'POST /console/notices/:key/arrived': noticeStep('arrived'),
  'POST /console/notices/:key/again': noticeStep('again'),

  'GET /console/audit': page('audit.read', consolePaths.audit),
  'POST /console/audit/differences/seen': { needs: 'settings.edit', path: consolePaths.differencesSeen },
  'GET /console/calendar': page('policy.read', consolePaths.calendar),
  'POST /console/calendar/days': page('calendar.edit', consolePaths.calendarDays),
  'POST /console/calendar/days/:day/removal': {
    needs: 'calendar.edit',
    path: ({ day }) => consolePaths.calendarDayRemoval(day),
    gives: 303,
  },
  'GET /console/settings': page('settings.edit', consolePaths.settings),
  'POST /console/settings': page('settings.edit', consolePaths.settings),
  'POST /console/settings/logo': page('settings.edit', consolePaths.settingsLogo),
  ...channelConsoleRoutes,

  'GET /console/policies/:kind': page('policy.read', () => consolePaths.policy('service')),
  'GET /console/policies/:kind/versions/:number': page('policy.read', ({ version }) =>
    consolePaths.policyVersion('service', Number(version)),
  ),
  'GET /console/policies/:kind/versions/:number/changes': page('policy.read', ({ version }) =>
    consolePaths.policyChanges('service', Number(version)),
  ),
  'GET /console/policies/:kind/versions/:number/withdrawal': page('policy.publish', ({ version }) =>
    consolePaths.policyVersionWithdrawal('service', Number(version)),
  ),
  'POST /console/policies/:kind/versions/:number/withdrawal': page('policy.publish', ({ version }) =>
    consolePaths.policyVersionWithdrawal('service', Number(version)),
  ),
  'GET /console/policies/:kind/versions/:number/acknowledgements': page('policy.edit', ({ version }) =>
    consolePaths.policyAcknowledgements('staff', Number(version)),
  ),
  /** Nobody is asked to confirm having read what customers are promised. */
  'POST /console/policies/:kind/versions/:number/acknowledgements': {
    needs: 'policy.read',
    path: ({ version }) => consolePaths.policyAcknowledgements('service', Number(version)),
    gives: 404,
  },
  'GET /console/policies/:kind/versions/:number/consultation': page('policy.read', ({ version }) =>
    consolePaths.policyConsultation('staff', Number(version)),
  ),
  'POST /console/policies/:kind/versions/:number/consultation/comments': page('policy.read', ({ version }) =>
    consolePaths.policyComments('staff', Number(version)),
  ),
  'POST /console/policies/:kind/versions/:number/consultation/conclusion': page('policy.edit', ({ version }) =>
    consolePaths.policyConsultationConclusion('staff', Number(version)),
  ),
  'POST /console/policies/:kind/versions/:number/consultation/end': page('policy.edit', ({ version }) =>
    consolePaths.policyConsultationEnd('staff', Number(version)),
  ),
  'GET /console/policies/:kind/draft/consultation': page('policy.edit', () =>
    consolePaths.policyDraftConsultation('service'),
  ),
  'POST /console/policies/:kind/draft/consultation': page('policy.edit', () =>
    consolePaths.policyDraftConsultation('service'),
  ),
  'GET /console/policies/:kind/draft/shadow': page('policy.edit', () => consolePaths.policyShadow('service')),
  'GET /console/policies/:kind/draft': page('policy.edit', () => draft),
  'POST /console/policies/:kind/draft': { needs: 'policy.edit', path: () => draft, gives: 303 },
  'GET /console/policies/:kind/draft/withdrawal': page('policy.edit', () => `${draft}/withdrawal`),
  'POST /console/policies/:kind/draft/withdrawal': {
    needs: 'policy.edit',
    path: () => `${draft}/withdrawal`,
    gives: 303,
  },
  [`GET ${clauses}`]: page('policy.edit', () => `${draft}/clauses`),
  [`POST ${clauses}`]: page('policy.edit', () => `${draft}/clauses`),
  [`GET ${clauses}/:key{[A-Z0-9-]+}`]: page('policy.edit', clause),
  [`POST ${clauses}/:key{[A-Z0-9-]+}`]: page('policy.edit', clause),
  /** Of a form that is being typed; an empty one has no effect. */
  [`GET ${clauses}/:key{[A-Z0-9-]+}/effect`]: {
    needs: 'policy.edit',
    path: (ids) => `${clause(ids)}/effect`,
    gives: 422,
  },
  [`GET ${clauses}/:key{[A-Z0-9-]+}/place`]: page('policy.edit', (ids) => `${clause(ids)}/place`),
  [`POST ${clauses}/:key{[A-Z0-9-]+}/place`]: page('policy.edit', (ids) => `${clause(ids)}/place`),
  [`GET ${clauses}/:key{[A-Z0-9-]+}/removal`]: page('policy.edit', (ids) => `${clause(ids)}/removal`),
  [`POST ${clauses}/:key{[A-Z0-9-]+}/removal`]: {
    needs: 'policy.edit',
    path: (ids) => `${clause(ids)}/removal`,
    gives: 303,
  },
  'GET /console/policies/:kind/draft/publication': page('policy.publish', () => `${draft}/publication`),
  'POST /console/policies/:kind/draft/publication': page('policy.publish', () => `${draft}/publication`),
}
