import { may, type Permission, type Role } from '#rules/role.ts'
import { consolePaths, publicPaths } from '#web/paths.ts'
import type { Lang } from '#web/words/lang.ts'
import { type ConsoleSection, uiWords } from '#web/words/ui.ts'
import { Icon, type IconName } from './icon.tsx'
import { LanguageSwitch } from './language-switch.tsx'

export type ConsoleNavProps = {
  lang: Lang
  path?: string | undefined
  current: ConsoleSection | null
  member: { name: string; role: Role }
  /** A number beside an item, such as the requests that wait. */
  counts?: Partial<Record<ConsoleSection, number>> | undefined
}

type Item = { section: ConsoleSection; href: string; icon: IconName; needs: Permission }

const items: Item[] = [
  { section: 'requests', href: consolePaths.requests(), icon: 'inbox', needs: 'requests.read' },
  { section: 'customers', href: consolePaths.customers(), icon: 'building', needs: 'register.read' },
  { section: 'assets', href: consolePaths.assets(), icon: 'wrench', needs: 'register.read' },
  { section: 'contracts', href: consolePaths.contracts(), icon: 'file', needs: 'register.read' },
  { section: 'notices', href: consolePaths.renewals(), icon: 'bell', needs: 'register.read' },
  { section: 'imports', href: consolePaths.imports(), icon: 'copy', needs: 'register.import' },
  { section: 'policy', href: consolePaths.policy('service'), icon: 'file', needs: 'policy.read' },
  { section: 'calendar', href: consolePaths.calendar(), icon: 'calendar', needs: 'policy.read' },
  { section: 'members', href: consolePaths.members(), icon: 'users', needs: 'members.read' },
  { section: 'settings', href: consolePaths.settings(), icon: 'settings', needs: 'settings.edit' },
  { section: 'audit', href: consolePaths.audit(), icon: 'audit', needs: 'audit.read' },
]

/** What this member may open, then the member's own: account, language, the way out. */
export const ConsoleNav = ({ lang, path, current, member, counts }: ConsoleNavProps) => (
  <nav class="nav" aria-label={uiWords[lang].console}>
    {items
      .filter((item) => may(member.role, item.needs))
      .map(({ section, href, icon }) => (
        <a href={href} aria-current={section === current ? 'page' : undefined}>
          <Icon name={icon} />
          {uiWords[lang].nav[section]}
          {counts?.[section] ? <span class="count">{counts[section]}</span> : null}
        </a>
      ))}
    <div class="nav-foot">
      <a href={consolePaths.account()} aria-current={current === 'account' ? 'page' : undefined}>
        <Icon name="user" />
        <span class="nav-name">
          {member.name}
          <small>{uiWords[lang].nav.account}</small>
        </span>
      </a>
      <LanguageSwitch lang={lang} path={path} />
      <form method="post" action={publicPaths.signOut()}>
        <button type="submit">
          <Icon name="sign-out" />
          {uiWords[lang].signOut}
        </button>
      </form>
    </div>
  </nav>
)
