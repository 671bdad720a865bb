/** A number as somebody wrote it; dials on a phone. */
export const PhoneText = ({ phone, phoneKey }: { phone: string; phoneKey: string }) =>
  phoneKey ? <a href={`tel:+${phoneKey}`}>{phone}</a> : <span>{phone}</span>
