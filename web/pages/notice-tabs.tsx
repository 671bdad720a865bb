import { consolePaths } from '../paths.ts'
import { Tabs } from '../ui/navigation.tsx'
import type { Lang } from '../words/lang.ts'
import { noticeTabWords } from '../words/notice-tabs.ts'

const hrefs = {
  renewals: consolePaths.renewals,
  planned: consolePaths.notices,
  ledger: consolePaths.noticeLedger,
}

export const NoticeTabs = ({ lang, current }: { lang: Lang; current: keyof typeof hrefs }) => (
  <Tabs
    label={noticeTabWords[lang].label}
    items={(['renewals', 'planned', 'ledger'] as const).map((name) => ({
      href: hrefs[name](),
      label: noticeTabWords[lang][name],
      current: name === current,
    }))}
  />
)
