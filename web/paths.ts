/** Every URL of the product. Pages, redirects, e-mails and tests build links here and nowhere else. */

/** On the base host: nobody's tenant yet. */
export const basePaths = {
  landing: () => '/',
  signUp: () => '/sign-up',
  signUpSlug: () => '/sign-up/slug',
  signUpChallenge: () => '/sign-up/challenge',
  signUpProgress: (id: string) => `/sign-up/${id}`,
  find: () => '/find',
  language: () => '/language',
  health: () => '/health',
}

/** On a tenant's host, open to everybody. */
export const publicPaths = {
  company: () => '/',
  policy: () => '/policy',
  privacy: () => '/privacy',
  report: () => '/report',
  reportPhotos: () => '/report/photos',
  reportPhoto: (id: string) => `/report/photos/${id}`,
  reportChallenge: () => '/report/challenge',
  tracking: (token: string) => `/t/${token}`,
  /** After a report that is the same as one that is there. */
  trackingJoined: (token: string) => `/t/${token}?joined=yes`,
  trackingMessages: (token: string) => `/t/${token}/messages`,
  trackingCancellation: (token: string) => `/t/${token}/cancellation`,
  trackingConfirmation: (token: string) => `/t/${token}/confirmation`,
  machine: (token: string) => `/m/${token}`,
  renewal: (token: string) => `/r/${token}`,
  renewalAnswer: (token: string) => `/r/${token}/answer`,
  unsubscribe: (ticket: string) => `/unsubscribe/${ticket}`,
  feedback: (secret: string) => `/feedback/${secret}`,
  calendarFeed: (secret: string) => `/feeds/${secret}.ics`,
  logo: (key: string) => `/logo/${key}`,
  language: () => '/language',
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  signInCode: () => '/sign-in/code',
  signOut: () => '/sign-out',
  handOver: () => '/welcome',
  passwordReset: () => '/password-reset',
  passwordResetLink: (token: string) => `/password-reset/${token}`,
  invitation: (token: string) => `/invitation/${token}`,
  emailVerification: (token: string) => `/email-verification/${token}`,
}

/** On a tenant's host, for its members. */
export const consolePaths = {
  home: () => '/console',
  checklist: () => '/console/checklist',
  requests: () => '/console/requests',
  newRequest: () => '/console/requests/new',
  request: (id: string) => `/console/requests/${id}`,
  requestStep: (id: string, step: RequestStep) => `/console/requests/${id}/${step}`,
  callers: () => '/console/callers',
  customers: () => '/console/customers',
  newCustomer: () => '/console/customers/new',
  customerDuplicates: () => '/console/customers/duplicates',
  customer: (id: string) => `/console/customers/${id}`,
  customerPart: (id: string, part: CustomerPart) => `/console/customers/${id}/${part}`,
  customerContact: (id: string, contactId: string) => `/console/customers/${id}/contacts/${contactId}`,
  customerContactRemoval: (id: string, contactId: string) => `/console/customers/${id}/contacts/${contactId}/removal`,
  customerSite: (id: string, siteId: string) => `/console/customers/${id}/sites/${siteId}`,
  customerSiteRemoval: (id: string, siteId: string) => `/console/customers/${id}/sites/${siteId}/removal`,
  consentWithdrawal: (id: string, consentId: string) => `/console/customers/${id}/consents/${consentId}/withdrawal`,
  customerMerge: (id: string, otherId: string) => `/console/customers/${id}/merge/${otherId}`,
  customerMergeReversal: (id: string, mergeId: string) => `/console/customers/${id}/merges/${mergeId}/reversal`,
  products: () => '/console/products',
  newProduct: () => '/console/products/new',
  product: (id: string) => `/console/products/${id}`,
  productPart: (id: string, part: ProductPart) => `/console/products/${id}/${part}`,
  imports: () => '/console/imports',
  import: (id: string) => `/console/imports/${id}`,
  importPart: (id: string, part: ImportPart) => `/console/imports/${id}/${part}`,
  importTemplate: (kind: string, lang: string, format: 'csv' | 'xlsx') =>
    `/console/imports/templates/${kind}.${lang}.${format}`,
  exportFile: (kind: string, format: 'csv' | 'xlsx', after = '') =>
    `/console/exports/${kind}.${format}${after && `?after=${after}`}`,
  renewals: () => '/console/renewals',
  renewal: (id: string) => `/console/renewals/${id}`,
  renewalStep: (id: string, step: RenewalStep) => `/console/renewals/${id}/${step}`,
  notices: () => '/console/notices',
  noticeLedger: () => '/console/notices/ledger',
  noticeGoLive: () => '/console/notices/go-live',
  noticeRelease: (day?: string) => (day ? `/console/notices/release?day=${day}` : '/console/notices/release'),
  notice: (key: string) => `/console/notices/${key}`,
  noticeStep: (key: string, step: NoticeStep) => `/console/notices/${key}/${step}`,
  assets: () => '/console/assets',
  newAsset: () => '/console/assets/new',
  asset: (id: string) => `/console/assets/${id}`,
  assetPart: (id: string, part: AssetPart) => `/console/assets/${id}/${part}`,
  assetStay: (id: string, stayId: string, part: 'return' | 'removal') =>
    `/console/assets/${id}/stays/${stayId}/${part}`,
  labels: () => '/console/labels',
  contracts: () => '/console/contracts',
  newContract: () => '/console/contracts/new',
  contract: (id: string) => `/console/contracts/${id}`,
  contractPart: (id: string, part: ContractPart) => `/console/contracts/${id}/${part}`,
  contractRenewal: (id: string) => `/console/contracts/${id}/renewal`,
  policy: (kind: string) => `/console/policies/${kind}`,
  policyVersion: (kind: string, number: number) => `/console/policies/${kind}/versions/${number}`,
  policyChanges: (kind: string, number: number) => `/console/policies/${kind}/versions/${number}/changes`,
  policyVersionWithdrawal: (kind: string, number: number) => `/console/policies/${kind}/versions/${number}/withdrawal`,
  policyAcknowledgements: (kind: string, number: number) =>
    `/console/policies/${kind}/versions/${number}/acknowledgements`,
  policyConsultation: (kind: string, number: number) => `/console/policies/${kind}/versions/${number}/consultation`,
  policyComments: (kind: string, number: number) =>
    `/console/policies/${kind}/versions/${number}/consultation/comments`,
  policyConsultationConclusion: (kind: string, number: number) =>
    `/console/policies/${kind}/versions/${number}/consultation/conclusion`,
  policyConsultationEnd: (kind: string, number: number) =>
    `/console/policies/${kind}/versions/${number}/consultation/end`,
  policyDraft: (kind: string) => `/console/policies/${kind}/draft`,
  policyDraftConsultation: (kind: string) => `/console/policies/${kind}/draft/consultation`,
  policyShadow: (kind: string) => `/console/policies/${kind}/draft/shadow`,
  policyDraftWithdrawal: (kind: string) => `/console/policies/${kind}/draft/withdrawal`,
  policyClauses: (kind: string) => `/console/policies/${kind}/draft/clauses`,
  policyClause: (kind: string, key: string) => `/console/policies/${kind}/draft/clauses/${key}`,
  policyClauseEffect: (kind: string, key: string) => `/console/policies/${kind}/draft/clauses/${key}/effect`,
  policyClauseRemoval: (kind: string, key: string) => `/console/policies/${kind}/draft/clauses/${key}/removal`,
  policyClausePlace: (kind: string, key: string) => `/console/policies/${kind}/draft/clauses/${key}/place`,
  policyPublication: (kind: string) => `/console/policies/${kind}/draft/publication`,
  calendar: () => '/console/calendar',
  calendarDays: () => '/console/calendar/days',
  calendarDayRemoval: (day: string) => `/console/calendar/days/${day}/removal`,
  members: () => '/console/members',
  member: (id: string) => `/console/members/${id}`,
  memberRole: (id: string) => `/console/members/${id}/role`,
  memberDisabling: (id: string) => `/console/members/${id}/disabling`,
  memberEnabling: (id: string) => `/console/members/${id}/enabling`,
  memberSessionsEnd: (id: string) => `/console/members/${id}/sessions/end`,
  memberTotpRemoval: (id: string) => `/console/members/${id}/second-factor/removal`,
  invitations: () => '/console/invitations',
  invitationWithdrawal: (id: string) => `/console/invitations/${id}/withdrawal`,
  settings: () => '/console/settings',
  settingsLogo: () => '/console/settings/logo',
  channels: () => '/console/settings/channels',
  newChannel: (provider?: string) =>
    provider ? `/console/settings/channels/new?provider=${provider}` : '/console/settings/channels/new',
  channel: (id: string) => `/console/settings/channels/${id}`,
  channelTest: (id: string) => `/console/settings/channels/${id}/test`,
  channelFeedback: (id: string) => `/console/settings/channels/${id}/feedback`,
  channelDisabling: (id: string) => `/console/settings/channels/${id}/disabling`,
  channelEnabling: (id: string) => `/console/settings/channels/${id}/enabling`,
  channelRemoval: (id: string) => `/console/settings/channels/${id}/removal`,
  suppressions: (channel?: 'email' | 'sms') =>
    channel ? `/console/settings/suppressions?channel=${channel}` : '/console/settings/suppressions',
  suppressionsAfter: (key: SuppressedAddress) => `/console/settings/suppressions?${queryOf(key)}`,
  suppressionRestoring: (key: SuppressedAddress) => `/console/settings/suppressions?restore=1&${queryOf(key)}`,
  suppressionRemoval: () => '/console/settings/suppressions/removal',
  audit: () => '/console/audit',
  differencesSeen: () => '/console/audit/differences/seen',
  account: () => '/console/account',
  accountPassword: () => '/console/account/password',
  accountSessions: () => '/console/account/sessions',
  accountSessionEnd: (id: string) => `/console/account/sessions/${id}/end`,
  accountOtherSessionsEnd: () => '/console/account/sessions/end-others',
  accountTotp: () => '/console/account/second-factor',
  accountTotpRemoval: () => '/console/account/second-factor/removal',
  accountRecoveryCodes: () => '/console/account/second-factor/codes',
  accountVerification: () => '/console/account/email-verification',
  accountFeeds: () => '/console/account/calendar-feeds',
  accountFeedRevocation: (id: string) => `/console/account/calendar-feeds/${id}/revocation`,
}

type SuppressedAddress = { channel: string; address: string; scope: string }
const queryOf = ({ channel, address, scope }: SuppressedAddress) => new URLSearchParams({ channel, address, scope })

/** What can be done to a service request; each is a thing one creates on it. */
export type RequestStep =
  | 'reply'
  | 'note'
  | 'triage'
  | 'assignment'
  | 'pause'
  | 'pause-end'
  | 'arrival'
  | 'resolution'
  | 'reopening'
  | 'cancellation'
  | 'release'
  | 'machine'
  | 'cause'
  | 'coverage-override'
  | 'coverage-override-end'

/** What is made of an import, from its columns to the rows that were not taken over. */
export type ImportPart = 'mapping' | 'steps' | 'entry' | 'undoing' | 'dropping' | 'bad-rows.xlsx'
/** What one sees or changes of a customer. */
export type CustomerPart =
  | 'details'
  | 'archiving'
  | 'restoration'
  | 'contacts'
  | 'contacts/new'
  | 'sites'
  | 'sites/new'
  | 'consents'
  | 'consents/new'
  | 'merge'

export type ProductPart = 'details' | 'archiving' | 'restoration'

/** What one sees or changes of a machine. */
export type AssetPart =
  | 'details'
  | 'customer'
  | 'stays'
  | 'exchanges'
  | 'replacement'
  | 'readings'
  | 'retirement'
  | 'restoration'
  | 'removal'

export type ContractPart = 'details' | 'cancellation' | 'removal'

/** What can be done to a renewal. */
export type RenewalStep = 'owner' | 'follow-up' | 'quote' | 'loss' | 'comeback'

/** What a person can decide about a notice; the last two where nobody knows what became of it. */
export type NoticeStep = 'hold' | 'release' | 'arrived' | 'again'

/** On the files host, which has no cookies. */
export const filePaths = {
  file: (ticket: string) => `/${ticket}`,
}
