import type { WorkCalendar } from '#rules/calendar.ts'
import type { Day } from '#rules/day.ts'
import { noticeKeyText } from '#rules/notice-key.ts'
import type { NoticePlan, PlanInput } from '#rules/notice-plan.ts'
import type { NoticeRecipient, Recipients, StaffRecipient } from '#rules/notice-recipient.ts'
import type { EndingSubject, RenewalTier } from '#rules/renewal.ts'
import { calendarNamed } from './time.ts'
import examples from './worked-examples.json' with { type: 'json' }

export const china: WorkCalendar = { ...calendarNamed('CAL-CN'), timeZone: 'Asia/Shanghai' }

/** Open every day, for what is not about working days. */
export const everyDay = (timeZone: string): WorkCalendar => {
  const hours = [['09:00', '18:00'] as const]
  const week = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours }
  return { timeZone, week, holidays: 'none', overrides: [] }
}

export const contract = (endsOn: Day, change: Partial<EndingSubject> = {}): EndingSubject => ({
  kind: 'contract',
  id: 'contract c1',
  startsOn: null,
  endsOn,
  enteredAt: new Date('2020-01-01T00:00:00Z'),
  status: 'active',
  autoRenew: false,
  autoRenewNoticeDays: null,
  ...change,
})

const source = { clauseKey: 'TX-EXPIRY', clauseNumber: 21, policyVersionId: 'v3', versionNumber: 3 }

export const tier = (
  before: number,
  unit: 'month' | 'day',
  audience: 'customer' | 'internal' = 'customer',
  change: Partial<RenewalTier> = {},
): RenewalTier => ({
  of: null,
  lead: { before, unit },
  to: audience === 'customer' ? { audience } : { audience, name: 'sales' },
  channels: audience === 'customer' ? ['email', 'sms'] : ['email'],
  shift: 'none',
  sendTime: '09:00',
  content: 'service',
  source,
  ...change,
})

const reachable = { suppressed: [], unsubscribed: [], consented: [] }

export const contact = (change: Partial<NoticeRecipient> = {}): NoticeRecipient => ({
  id: 'contact k1',
  addresses: { email: 'wang@example.com', sms: '+8613800000000' },
  ...reachable,
  ...change,
})

export const staff = (memberId: string, change: Partial<StaffRecipient> = {}): StaffRecipient => ({
  id: `member ${memberId}`,
  memberId,
  name: memberId,
  role: 'sales',
  position: 'sales',
  joinedAt: null,
  addresses: { email: `${memberId}@demo.example` },
  ...reachable,
  ...change,
})

export const recipients = (change: Partial<Recipients> = {}): Recipients => ({
  customer: [contact()],
  members: [staff('li')],
  robots: [],
  ownerId: null,
  ...change,
})

export const planning = (
  subject: EndingSubject,
  tiers: readonly RenewalTier[],
  now: string,
  change: Partial<PlanInput> = {},
): PlanInput => ({
  subject,
  tiers,
  calendar: china,
  timeZone: 'Asia/Shanghai',
  quietHours: ['21:00', '08:00'],
  goLiveOn: null,
  country: 'CN',
  region: null,
  recipients: recipients(),
  existingKeys: new Set(),
  now: new Date(now),
  ...change,
})

export const keysOf = ({ planned }: NoticePlan): string[] => planned.map(({ key }) => noticeKeyText(key))

type WorkedCase = { id: string; group: string; title: string; expect: string; seeds: string; rules: string }
export const renewalCases = (examples.cases as WorkedCase[]).filter(({ group }) => group === 'D')
