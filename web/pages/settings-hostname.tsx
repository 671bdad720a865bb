import { Badge } from '../ui/badge.tsx'
import { Section } from '../ui/content.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { type OperatorEmail, OperatorLine } from '../ui/operator-line.tsx'
import { hostnameWords } from '../words/hostname.ts'
import type { Lang } from '../words/lang.ts'

/** `record`: what the name's DNS still has to say. */
export type ShownHostname = { hostname: string; isVerified: boolean; record: { name: string; value: string } }

type Props = { lang: Lang; hostnames: readonly ShownHostname[]; ownHost: string; operatorEmail: OperatorEmail }

/** Names of the company's own, which the operator adds and verifies. */
export const Hostnames = ({ lang, hostnames, ownHost, operatorEmail }: Props) => {
  const t = hostnameWords[lang]
  return (
    <Section title={t.title} hint={t.hint(ownHost)} id="hosts">
      <div class="stack">
        {hostnames.map((one) => (
          <Hostname {...{ lang, ownHost, one }} />
        ))}
        <OperatorLine lang={lang} about="hostname" email={operatorEmail} />
      </div>
    </Section>
  )
}

const Hostname = ({ lang, ownHost, one }: { lang: Lang; ownHost: string; one: ShownHostname }) => {
  const t = hostnameWords[lang]
  const { hostname, isVerified, record } = one
  if (isVerified)
    return (
      <p>
        <strong>{hostname}</strong> <Badge meaning="fine">{t.verified}</Badge>
      </p>
    )
  return (
    <div class="stack">
      <p>
        <strong>{hostname}</strong> <Badge meaning="soon">{t.waiting}</Badge>
      </p>
      <p>{t.set}</p>
      <CopyButton lang={lang} value={record.name} label={t.name} />
      <CopyButton lang={lang} value={record.value} label={t.value} />
      <p>{t.lead(hostname, ownHost)}</p>
    </div>
  )
}
