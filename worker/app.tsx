import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { methodNotAllowed } from 'hono/method-not-allowed'
import { Unauthenticated } from '#tenants/errors.ts'
import { ErrorPage } from '#web/pages/error.tsx'
import { consolePaths } from '#web/paths.ts'
import { afterwards, type BaseApp, type ConsoleApp, type PublicApp } from './middleware/context.ts'
import { headers } from './middleware/headers.ts'
import { sameOrigin } from './middleware/origin.ts'
import { requestId } from './middleware/request-id.ts'
import { session } from './middleware/session.ts'
import { troubleOf } from './middleware/status.ts'
import { tenant } from './middleware/tenant.ts'
import { canonicalHost, hostKindOf } from './platform/host.ts'
import type { Platform } from './platform/platform.ts'
import { accountRoutes } from './routes/account.tsx'
import { accountFeedRoutes } from './routes/account-feed.ts'
import { secondFactorRoutes } from './routes/account-second-factor.tsx'
import { assetRoutes } from './routes/asset.tsx'
import { assetLabelRoutes } from './routes/asset-label.tsx'
import { assetStayRoutes } from './routes/asset-stay.tsx'
import { auditRoutes } from './routes/audit.tsx'
import { calendarRoutes } from './routes/calendar.tsx'
import { calendarFeedRoutes } from './routes/calendar-feed.ts'
import { channelRoutes } from './routes/channel.tsx'
import { checklistRoutes } from './routes/checklist.tsx'
import { companyRoutes } from './routes/company.tsx'
import { contractRoutes } from './routes/contract.tsx'
import { customerRoutes } from './routes/customer.tsx'
import { consentRoutes, customerContactRoutes } from './routes/customer-contact.tsx'
import { customerMergeRoutes } from './routes/customer-merge.tsx'
import { emailVerificationRoutes } from './routes/email-verification.tsx'
import { faceOf } from './routes/error-face.ts'
import { feedbackRoutes } from './routes/feedback.ts'
import { fileRoutes } from './routes/file.ts'
import { findRoutes } from './routes/find.tsx'
import { handOverRoutes } from './routes/hand-over.tsx'
import { healthRoutes } from './routes/health.ts'
import { importRoutes } from './routes/import.tsx'
import { exportRoutes, importFileRoutes } from './routes/import-file.ts'
import { importOrderRoutes } from './routes/import-order.ts'
import { invitationRoutes } from './routes/invitation.tsx'
import { landingRoutes } from './routes/landing.tsx'
import { languageRoutes } from './routes/language.ts'
import { logoRoutes } from './routes/logo.ts'
import { memberRoutes } from './routes/member.tsx'
import { noticeRoutes } from './routes/notice.tsx'
import { passwordResetRoutes } from './routes/password-reset.tsx'
import { policyRoutes } from './routes/policy.tsx'
import { policyAcknowledgementRoutes } from './routes/policy-acknowledgement.tsx'
import { policyClauseRoutes } from './routes/policy-clause.tsx'
import { policyConsultationRoutes } from './routes/policy-consultation.tsx'
import { policyDraftRoutes } from './routes/policy-draft.tsx'
import { policyPlaceRoutes } from './routes/policy-place.tsx'
import { policyPublicationRoutes } from './routes/policy-publication.tsx'
import { policyShadowRoutes } from './routes/policy-shadow.tsx'
import { productRoutes } from './routes/product.tsx'
import { renewalRoutes } from './routes/renewal.tsx'
import { renewalLinkRoutes } from './routes/renewal-link.tsx'
import { answerUnsent, reportRoutes } from './routes/report.tsx'
import { serviceRequestRoutes } from './routes/service-request.tsx'
import { serviceRequestCoverageRoutes } from './routes/service-request-coverage.tsx'
import { serviceRequestEntryRoutes } from './routes/service-request-entry.tsx'
import { serviceRequestStepRoutes } from './routes/service-request-step.tsx'
import { settingsRoutes } from './routes/settings.tsx'
import { answerSignIn, signInRoutes } from './routes/sign-in.tsx'
import { signUpRoutes } from './routes/sign-up.tsx'
import { suppressionRoutes } from './routes/suppression.tsx'
import { trackingRoutes } from './routes/tracking.tsx'
import { unsubscriptionRoutes } from './routes/unsubscription.tsx'

/** Three hosts, three apps: nobody's, a tenant's, and the files' one. Built once; holds no database. */
export function createApp(platform: Platform) {
  const hosts = { base: baseApp(platform), tenant: tenantApp(platform), files: filesApp(platform) }
  return {
    hosts,
    fetch: (request: Request, env?: unknown, context?: ExecutionContext) =>
      hosts[hostKindOf(new URL(request.url).host, platform.hosts)].fetch(request, env as object, context),
  }
}

const baseApp = (platform: Platform) =>
  ground(platform)
    .route('/', languageRoutes)
    .route('/', landingRoutes)
    .route('/', signUpRoutes)
    .route('/', findRoutes)
    .route('/', healthRoutes)

const tenantApp = (platform: Platform) =>
  ground(platform)
    .use(tenant as MiddlewareHandler)
    .route('/', languageRoutes)
    .route('/', publicRoutes())
    .route('/console', consoleRoutes())

/** Open to everybody; `test/worker/tenant-isolation.test.ts` knows them by name. */
const publicRoutes = () =>
  new Hono<PublicApp>()
    .route('/', signInRoutes)
    .route('/', handOverRoutes)
    .route('/', passwordResetRoutes)
    .route('/', invitationRoutes)
    .route('/', emailVerificationRoutes)
    .route('/', companyRoutes)
    .route('/', reportRoutes)
    .route('/', trackingRoutes)
    .route('/', unsubscriptionRoutes)
    .route('/', feedbackRoutes)
    .route('/', calendarFeedRoutes)
    .route('/', renewalLinkRoutes)
    .route('/', logoRoutes)

/** For members only. */
const consoleRoutes = () =>
  new Hono<ConsoleApp>()
    .use(session)
    .get('/', (c) => c.redirect(consolePaths.requests(), 303))
    .route('/', checklistRoutes)
    .route('/', serviceRequestEntryRoutes)
    .route('/requests', serviceRequestRoutes)
    .route('/requests', serviceRequestStepRoutes)
    .route('/requests', serviceRequestCoverageRoutes)
    .route('/customers', customerMergeRoutes)
    .route('/customers', customerRoutes)
    .route('/customers', customerContactRoutes)
    .route('/customers', consentRoutes)
    .route('/products', productRoutes)
    .route('/', memberRoutes)
    .route('/', accountRoutes)
    .route('/', secondFactorRoutes)
    .route('/', accountFeedRoutes)
    .route('/imports', importFileRoutes)
    .route('/imports', importRoutes)
    .route('/imports', importOrderRoutes)
    .route('/exports', exportRoutes)
    .route('/assets', assetRoutes)
    .route('/assets', assetStayRoutes)
    .route('/', assetLabelRoutes)
    .route('/contracts', contractRoutes)
    .route('/audit', auditRoutes)
    .route('/renewals', renewalRoutes)
    .route('/notices', noticeRoutes)
    .route('/calendar', calendarRoutes)
    .route('/settings', settingsRoutes)
    .route('/settings/channels', channelRoutes)
    .route('/settings/suppressions', suppressionRoutes)
    .route('/policies', policyRoutes)
    .route('/policies', policyDraftRoutes)
    .route('/policies', policyClauseRoutes)
    .route('/policies', policyPlaceRoutes)
    .route('/policies', policyPublicationRoutes)
    .route('/policies', policyConsultationRoutes)
    .route('/policies', policyAcknowledgementRoutes)
    .route('/policies', policyShadowRoutes)

const filesApp = (platform: Platform) => ground(platform).route('/', fileRoutes)

/** What every host has: id, language, headers, same-origin writes, and one way to say that something went wrong. */
function ground(platform: Platform) {
  const app = new Hono<BaseApp>()
  app.use(requestId(platform), headers, sameOrigin, methodNotAllowed({ app }))
  app.notFound((c) => answerTrouble(c, { status: 404, reason: 'not_found' }))
  app.onError(async (error, c) => {
    if (error instanceof Unauthenticated) return answerSignIn(c)
    const trouble = troubleOf(error)
    if (trouble.status >= 500) logTrouble(c, trouble, error)
    if (trouble.status === 503) forgetTenant(c)
    return (await answerUnsent(c, error, trouble.status)) ?? answerTrouble(c, trouble)
  })
  return app
}

/** What this isolate knows of the tenant may be old: suspended, moved, its token changed. The next request asks again. */
function forgetTenant(c: Context<BaseApp>) {
  const { tenant, platform }: Partial<PublicApp['Variables']> & BaseApp['Variables'] = c.var
  if (tenant) afterwards(c, platform.tenants.forget(tenant))
}

function answerTrouble(c: Context<BaseApp>, trouble: ReturnType<typeof troubleOf>) {
  if (trouble.retryAfterSeconds) c.header('retry-after', String(trouble.retryAfterSeconds))
  const next = c.req.method === 'GET' ? c.req.path : undefined
  const { lang, nonce, requestId, platform } = c.var
  return c.html(
    <ErrorPage
      {...{ lang, nonce, requestId }}
      {...faceOf(c, trouble.status)}
      reason={trouble.reason}
      missing={trouble.missing}
      operatorEmail={platform.operatorEmail}
      {...(next ? { signInNext: next } : {})}
    />,
    trouble.status,
  )
}

/** The route's pattern, never its path: a path may carry a secret. */
function logTrouble(c: Context<BaseApp>, trouble: ReturnType<typeof troubleOf>, error: Error) {
  c.var.platform.log({
    level: 'error',
    event: `request.${trouble.reason}`,
    requestId: c.var.requestId,
    host: canonicalHost(new URL(c.req.url).host),
    method: c.req.method,
    error: error.name,
    at: error.stack
      ?.split('\n')
      .find((line) => /(worker|tenants|rules|web)\//.test(line))
      ?.trim()
      .slice(0, 160),
  })
}
