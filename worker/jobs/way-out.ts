import type { Mail } from '../platform/platform.ts'
import type { Sender } from '../platform/sender.ts'

/** The platform's own mail server: it takes no key and answers no question afterwards. */
export const mailSender = (mail: Mail): Sender => ({
  certainty: mail.certainty ?? 'nobody_knows',
  send: async (message) =>
    message.via === 'email' ? mail.send(message) : { outcome: 'refused', reason: 'it goes by another way' },
  ...(mail.find ? { find: mail.find } : {}),
})
