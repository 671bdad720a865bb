import type { Lang } from '#rules/lang.ts'
import { consolePaths } from '../paths.ts'
import { Tabs } from '../ui/navigation.tsx'
import { productWords } from '../words/product.ts'
import { uiWords } from '../words/ui.ts'

/** Machines, and the models that they are of. */
export const AssetTabs = ({ lang, current }: { lang: Lang; current: 'assets' | 'products' }) => {
  const t = productWords[lang].tabs
  return (
    <Tabs
      label={t.label}
      items={[
        { href: consolePaths.assets(), label: uiWords[lang].nav.assets, current: current === 'assets' },
        { href: consolePaths.products(), label: t.products, current: current === 'products' },
      ]}
    />
  )
}
