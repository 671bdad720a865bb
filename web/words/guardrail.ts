import type { Severity } from '#rules/guardrail.ts'
import { words } from './lang.ts'

/** How strongly the law speaks; what it says stands with the guardrail itself. */
export const guardrailWords = words<{
  title: string
  none: string
  severity: Record<Severity, string>
  takenOn: (who: string, reason: string) => string
  whole: string
  disclaimer: string
}>({
  'zh-CN': {
    title: '合规提示',
    none: '没有发现需要处理的问题。',
    severity: { block: '不能发布', gate: '须负责人批准', warn: '请知悉', info: '说明' },
    takenOn: (who, reason) => (reason ? `${who}批准，理由：${reason}` : `${who}已知悉`),
    whole: '整份文件',
    disclaimer: '这些提示来自对法规的研究，不是法律意见。',
  },
  en: {
    title: 'What the law says',
    none: 'Nothing was found that needs attention.',
    severity: { block: 'Cannot be published', gate: 'Needs an approval', warn: 'Please note', info: 'Good to know' },
    takenOn: (who, reason) => (reason ? `Approved by ${who}: ${reason}` : `Noted by ${who}`),
    whole: 'The whole document',
    disclaimer: 'These hints come from research into the law; they are not legal advice.',
  },
})
