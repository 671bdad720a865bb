import { may, type Role } from '#rules/role.ts'
import { consolePaths } from '../paths.ts'
import { Tabs } from '../ui/navigation.tsx'
import type { Lang } from '../words/lang.ts'
import { noticeTabWords } from '../words/notice-tabs.ts'

const hrefs = {
  renewals: consolePaths.renewals,
  planned: consolePaths.notices,
  ledger: consolePaths.noticeLedger,
}

const all = ['renewals', 'planned', 'ledger'] as const

type Props = { lang: Lang; role: Role; current: keyof typeof hrefs }

export const NoticeTabs = ({ lang, role, current }: Props) => (
  <Tabs
    label={noticeTabWords[lang].label}
    items={(may(role, 'notices.read') ? all : (['renewals'] as const)).map((name) => ({
      href: hrefs[name](),
      label: noticeTabWords[lang][name],
      current: name === current,
    }))}
  />
)
