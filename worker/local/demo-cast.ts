import type { Role } from '#rules/role.ts'
import type { CalendarDay } from '#schema/tenant/calendar-day.ts'
import type { NewCompany } from '#tenants/newcomer.ts'
import type { Clientele } from './demo-fault.ts'
import { berlin } from './demo-fault-en.ts'
import { shanghai } from './demo-fault-zh.ts'

export type CastMember = { name: string; role: Role; position: string; mailbox: string; is?: 'invited' | 'disabled' }

/** A company, its people, its own days and whom it serves. */
export type Cast = {
  slug: string
  seed: number
  lang: 'zh-CN' | 'en'
  company: NewCompany
  shown: { phone: string; email: string; address: string; accent: string }
  members: readonly CastMember[]
  /** Days of the company's own, counted from today. */
  days: readonly (Pick<CalendarDay, 'kind' | 'intervals' | 'note'> & { fromToday: number })[]
  clientele: Clientele
  requests: number
  customers: number
}

const eastChina: Cast = {
  slug: 'demo',
  seed: 20_260_501,
  lang: 'zh-CN',
  company: {
    name: '华东家电服务中心',
    country: 'CN',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    packId: 'TP-HAS',
    languages: ['zh-CN', 'en'],
  },
  shown: {
    phone: '021-5550 0199',
    email: 'service@demo.example',
    address: '上海市徐汇区龙漕路 200 弄 28 号',
    accent: '#0f6cbd',
  },
  members: [
    { name: '周明远', role: 'owner', position: 'owner', mailbox: 'owner' },
    { name: '沈佩琪', role: 'admin', position: 'hr', mailbox: 'admin' },
    { name: '陆国强', role: 'supervisor', position: 'service_manager', mailbox: 'supervisor' },
    { name: '汪小燕', role: 'agent', position: 'clerk', mailbox: 'agent' },
    { name: '贺婷', role: 'agent', position: 'service_agent', mailbox: 'agent2' },
    { name: '丁大勇', role: 'engineer', position: 'technician', mailbox: 'engineer' },
    { name: '潘伟', role: 'engineer', position: 'technician', mailbox: 'engineer2' },
    { name: '石磊', role: 'engineer', position: 'technician', mailbox: 'engineer3' },
    { name: '叶俊', role: 'sales', position: 'sales', mailbox: 'sales' },
    { name: '罗一凡', role: 'engineer', position: 'technician', mailbox: 'engineer4', is: 'invited' },
    { name: '方建平', role: 'engineer', position: 'technician', mailbox: 'engineer5', is: 'disabled' },
  ],
  days: [
    { fromToday: -19, kind: 'off', intervals: [], note: '技师年度安全培训' },
    { fromToday: -6, kind: 'open', intervals: [['09:00', '15:00']], note: '旺季加班' },
    { fromToday: 17, kind: 'off', intervals: [], note: '仓库盘点' },
  ],
  clientele: shanghai,
  requests: 180,
  customers: 120,
}

const spree: Cast = {
  slug: 'demo-en',
  seed: 20_260_502,
  lang: 'en',
  company: {
    name: 'Spree Kitchen Equipment Service',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    packId: 'TP-INT',
    languages: ['en', 'zh-CN'],
  },
  shown: {
    phone: '+49 30 23125 000',
    email: 'service@demo-en.example',
    address: 'Wassertorstraße 40, 10999 Berlin',
    accent: '#0b7a5a',
  },
  members: [
    { name: 'Hanna Vogel', role: 'owner', position: 'owner', mailbox: 'owner' },
    { name: 'Priya Raman', role: 'admin', position: 'hr', mailbox: 'admin' },
    { name: 'Lukas Brandt', role: 'supervisor', position: 'service_manager', mailbox: 'supervisor' },
    { name: 'Maja Nowak', role: 'agent', position: 'service_agent', mailbox: 'agent' },
    { name: 'Deniz Arslan', role: 'engineer', position: 'technician', mailbox: 'engineer' },
    { name: 'Tom Keller', role: 'engineer', position: 'technician', mailbox: 'engineer2' },
    { name: 'Sofia Bauer', role: 'sales', position: 'sales', mailbox: 'sales' },
  ],
  days: [
    { fromToday: -12, kind: 'off', intervals: [], note: 'Company outing' },
    { fromToday: 24, kind: 'off', intervals: [], note: 'Bridge day' },
  ],
  clientele: berlin,
  requests: 70,
  customers: 45,
}

export const casts: readonly Cast[] = [eastChina, spree]

export const emailOf = (cast: Cast, { mailbox }: CastMember) => `${mailbox}@${cast.slug}.example`
