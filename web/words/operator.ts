import { words } from './lang.ts'

/** Sentences that lead to whoever runs the product; those in two parts have the address between them. */
export const operatorWords = words({
  'zh-CN': {
    suspended: {
      known: ['这是您的公司？请写信给运营者：', '。'],
      unknown: '这是您的公司？请联系当初为您开通服务的运营者。',
    },
    broken: {
      known: ['问题已经记录下来，请稍后再试。一直这样的话，请把下面的编号发给运营者：', '。'],
      unknown: '问题已经记录下来，请稍后再试。一直这样的话，请把下面的编号告诉为您提供本服务的公司。',
    },
    hostname: {
      known: ['要添加域名，或者记录已经加好，请写信给运营者：', '。'],
      unknown: '要添加域名，或者记录已经加好，请联系为您开通服务的运营者。',
    },
    signUp: {
      known: ['请过一小时再试，或者写信给本站的运营者：', '。'],
      unknown: '请过一小时再试。',
    },
  },
  en: {
    suspended: {
      known: ['Is this your company? Write to the operator: ', '.'],
      unknown: 'Is this your company? Ask the operator who set the service up for you.',
    },
    broken: {
      known: [
        'It has been noted. Please try again later. If it goes on, send the reference below to the operator: ',
        '.',
      ],
      unknown:
        'It has been noted. Please try again later. If it goes on, tell the company whose page this is the reference below.',
    },
    hostname: {
      known: ['To add a name, or once its records are set, write to the operator: ', '.'],
      unknown: 'To add a name, or once its records are set, ask the operator who set the service up for you.',
    },
    signUp: {
      known: ['Please try again in an hour, or write to the operator of this site: ', '.'],
      unknown: 'Please try again in an hour.',
    },
  },
})
export type OperatorMatter = keyof (typeof operatorWords)['en']
