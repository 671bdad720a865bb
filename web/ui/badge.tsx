import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type Meaning = 'late' | 'soon' | 'fine' | 'neutral'

const icons: Record<Meaning, IconName | null> = { late: 'alert', soon: 'clock', fine: 'check', neutral: null }

/** A state in a word; the icon says the meaning to those who do not see the colour. */
export function Badge({
  meaning = 'neutral',
  icon,
  children,
}: {
  meaning?: Meaning
  icon?: IconName
  children?: Child
}) {
  const shown = icon ?? icons[meaning]
  return (
    <span class={`badge ${meaning}${shown ? '' : ' badge-bare'}`}>
      {shown && <Icon name={shown} />}
      {children}
    </span>
  )
}

const banners = {
  info: { meaning: 'neutral', icon: 'info', role: 'status' },
  warn: { meaning: 'soon', icon: 'alert', role: 'status' },
  error: { meaning: 'late', icon: 'alert', role: 'alert' },
  success: { meaning: 'fine', icon: 'check', role: 'status' },
} as const

type BannerProps = { kind?: keyof typeof banners; title?: Child; children?: Child }

/** Something to know about this page now. (A notice is a message to somebody; this is none.) */
export function Banner({ kind = 'info', title, children }: BannerProps) {
  const { meaning, icon, role } = banners[kind]
  return (
    <div class={`banner ${meaning}`} role={role}>
      <Icon name={icon} />
      <div>
        {title && (
          <p>
            <b>{title}</b>
          </p>
        )}
        {children}
      </div>
    </div>
  )
}
