import type { Lang } from '#rules/lang.ts'
import type { HeldReason } from '#rules/report.ts'
import { words } from './lang.ts'

type Why = { short: string; text: string }

/** Why a submission waits for a person. */
const reasons: Record<Lang, Record<HeldReason, Why>> = words<Record<HeldReason, Why>>({
  'zh-CN': {
    trap: { short: '填了隐藏栏', text: '填写了人看不到的隐藏栏，多半是程序提交的。' },
    no_proof: {
      short: '未经自动确认',
      text: '当时提交的人很多，而这一份没有通过“不是程序”的自动确认。浏览器没有启用脚本的客户也会这样。',
    },
  },
  en: {
    trap: { short: 'Hidden field filled in', text: 'It filled in a field that people cannot see, as programs do.' },
    no_proof: {
      short: 'Not checked automatically',
      text: 'Much was coming in, and this came without the automatic check that tells people from programs. A customer whose browser runs no scripts looks the same.',
    },
  },
})

const isReason = (stored: string): stored is HeldReason => Object.hasOwn(reasons.en, stored)

export const heldWords = (stored: string, lang: Lang): Why => reasons[lang][isReason(stored) ? stored : 'trap']
