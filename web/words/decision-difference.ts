import type { RecomputedKind } from '#rules/recomputation.ts'
import { type Lang, words } from './lang.ts'

/** Decisions that come out otherwise than they are stored. */
export const decisionDifferenceWords = words({
  'zh-CN': {
    title: '与原记录不一致的判定',
    answer:
      '系统每晚按原来的数据和当时的制度版本重新计算一遍。下列判定今天算出的结果与记录不同，请核对；已作出的承诺不会自动改动。',
    line: (kind: string, clause: number) => `${kind}（第 ${clause} 条）`,
    open: '查看',
    seen: '已核对',
    allSeen: (count: number) => `这 ${count} 项都已核对`,
    done: '已标为核对过，不再列出。',
    mail: (count: number) => ({
      subject: `有 ${count} 项判定与重新计算的结果不一致`,
      text: `昨晚按原来的数据和制度版本重新计算，有 ${count} 项判定与记录不同。已作出的承诺没有改动，请在操作记录中核对。`,
      action: '打开操作记录',
    }),
    hello: (name: string) => (name ? `${name}，您好：` : '您好：'),
  },
  en: {
    title: 'Decisions that come out otherwise',
    answer:
      'Every night each decision is computed again from its own figures and its own version of the policy. These come out otherwise today: please check them. Nothing that was promised is changed by itself.',
    line: (kind: string, clause: number) => `${kind} (clause ${clause})`,
    open: 'Open',
    seen: 'Checked',
    allSeen: (count: number) => `All ${count} are checked`,
    done: 'Noted as checked; it is listed no more.',
    mail: (count: number) => ({
      subject: count === 1 ? 'One decision comes out otherwise' : `${count} decisions come out otherwise`,
      text: `Computed again last night from their own figures and versions of the policy, ${count === 1 ? 'one decision differs' : `${count} decisions differ`} from what is stored. Nothing that was promised was changed. Please check them in the audit log.`,
      action: 'Open the audit log',
    }),
    hello: (name: string) => (name ? `Hello ${name},` : 'Hello,'),
  },
})

export const recomputedKindWords: Record<Lang, Record<RecomputedKind, string>> = words({
  'zh-CN': {
    response_window: '答复时限',
    arrival_window: '到场时限',
    resolution_window: '解决时限',
    priority_matrix: '优先级',
    coverage: '费用由谁承担',
    warranty: '保修截止日',
  },
  en: {
    response_window: 'When somebody answers',
    arrival_window: 'When somebody comes',
    resolution_window: 'When it is solved',
    priority_matrix: 'Priority',
    coverage: 'Who pays',
    warranty: 'When the warranty ends',
  },
})
