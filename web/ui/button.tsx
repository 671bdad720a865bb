import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

type Look = {
  /** One primary button a screen, at the most. */
  kind?: 'primary' | 'quiet' | 'danger' | 'link' | undefined
  icon?: IconName | undefined
  wide?: boolean | undefined
  children?: Child
}

type ButtonProps = Look & {
  type?: 'submit' | 'button' | undefined
  name?: string | undefined
  value?: string | undefined
  formaction?: string | undefined
  formmethod?: 'get' | 'post' | undefined
  /** The id of a form elsewhere on the page. */
  form?: string | undefined
  hidden?: boolean | undefined
  disabled?: boolean | undefined
  label?: string | undefined
}

export const Button = ({ kind = 'primary', icon, wide, children, type = 'submit', label, ...rest }: ButtonProps) => (
  <button type={type} class={classOf(kind, wide)} aria-label={label} {...rest}>
    {icon && <Icon name={icon} />}
    <span>{children}</span>
  </button>
)

export const ButtonLink = ({ kind = 'quiet', icon, wide, children, href }: Look & { href: string }) => (
  <a href={href} class={classOf(kind, wide)}>
    {icon && <Icon name={icon} />}
    <span>{children}</span>
  </a>
)

/**
 * A row of buttons; below one another on a phone when they end a form. `thumb`, for the last thing in a page: on a phone
 * they stay at the bottom of the screen.
 */
export const Actions = ({ thumb, children }: { thumb?: boolean; children?: Child }) => (
  <div class={thumb ? 'actions actions-thumb' : 'actions'}>{children}</div>
)

const classOf = (kind: string, wide: boolean | undefined) => `button button-${kind}${wide ? ' button-wide' : ''}`
