import type { PublicFrame } from './public-frame.ts'

/** The company's number, to be dialled; nothing where there is none. */
export const PhoneLink = ({ frame: { phone } }: { frame: PublicFrame }) =>
  phone ? <a href={phone.href}>{phone.text}</a> : null
