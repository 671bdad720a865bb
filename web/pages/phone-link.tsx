import type { PublicFrame } from './public-frame.ts'

/** The company's number, to be dialled; nothing where there is none. */
export const PhoneLink = ({ frame: { phone } }: { frame: PublicFrame }) =>
  phone ? <a href={phone.href}>{phone.text}</a> : null

/** An invitation to call, with the number; a company without one invites nobody. */
export const CallLine = ({ frame, text }: { frame: PublicFrame; text: string }) =>
  frame.phone && (
    <>
      {text}
      {frame.lang === 'en' && ' '}
      <PhoneLink frame={frame} />
    </>
  )
