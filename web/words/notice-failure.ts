import { answerText } from './channel-provider.ts'
import { type Lang, words } from './lang.ts'

/**
 * What went wrong, in words. Jobs and ways out write a short reason, at the most with a code; anything else is not shown,
 * for it may repeat an address.
 */
export function failureWords(failure: string, lang: Lang): string {
  const t = texts[lang]
  const [, code, stage] = /^([A-Z0-9_]{2,30}|connection) at (opening|envelope|body|whole)$/.exec(failure) ?? []
  if (code && stage) return mailWords(code, stage, lang)
  if (/^[a-z_]+(?: [\w.:-]{1,60})?$/.test(failure)) return t.sentence(answerText(failure, lang))
  return t.known[failure] ?? t.other
}

function mailWords(code: string, stage: string, lang: Lang): string {
  const t = texts[lang]
  if (/^\d{3}$/.test(code)) return code.startsWith('5') ? t.refused(code) : t.later(code)
  if (stage === 'whole') return t.known['the lease ran out: it may have been sent']!
  return stage === 'opening' ? t.sentence(answerText('not_reached', lang)) : t.brokeOff
}

const texts = words({
  'zh-CN': {
    sentence: (text: string) => `${text}。`,
    refused: (code: string) => `对方的邮件服务器拒收（代码 ${code}）。`,
    later: (code: string) => `对方的邮件服务器暂时不收（代码 ${code}），稍后会再试。`,
    brokeOff: '邮件还没有交出去，连接就断了。',
    other: '没有发出。',
    known: {
      'its data does not fit the template': '内容不完整，没有发出。',
      'it goes by another way': '这种消息不能走这个渠道。',
      'there is no way out for it': '没有可用的发送渠道，请检查渠道设置。',
      'the provider cannot be asked now': '服务商现在查不到结果，稍后会再查。',
      'the lease ran out: it may have been sent': '交出去之后没有收到答复，可能已经送到。',
      'planned before a restore: it may have been sent': '数据恢复之前可能已经发出。',
      'planned before a restore: it may have gone out in a digest': '数据恢复之前可能已经合并在另一封里发出。',
      'it may have been sent, and no longer holds': '可能已经发出；所说的事情现在已经变了。',
    } as Record<string, string>,
  },
  en: {
    sentence: (text: string) => `${text}.`,
    refused: (code: string) => `The recipient’s mail server refused it (code ${code}).`,
    later: (code: string) => `The recipient’s mail server did not take it for now (code ${code}); it is tried again.`,
    brokeOff: 'The connection broke before the message was handed over.',
    other: 'It was not sent.',
    known: {
      'its data does not fit the template': 'Something was missing in it, so it was not sent.',
      'it goes by another way': 'Such messages do not go by this channel.',
      'there is no way out for it': 'There is no channel to send it by: check the channels.',
      'the provider cannot be asked now': 'The provider cannot say yet what became of it; it is asked again.',
      'the lease ran out: it may have been sent': 'It was handed over and nobody answered: it may have arrived.',
      'planned before a restore: it may have been sent': 'It may have been sent before the data were restored.',
      'planned before a restore: it may have gone out in a digest':
        'It may have gone out with others before the data were restored.',
      'it may have been sent, and no longer holds': 'It may have been sent; what it speaks of has changed since.',
    } as Record<string, string>,
  },
})
