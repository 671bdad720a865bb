import { publicPaths } from '#web/paths.ts'
import type { Lang } from '#web/words/lang.ts'
import { uiWords } from '#web/words/ui.ts'
import { Icon } from './icon.tsx'

/** Posts `lang` and `back`; the other language's name is written in that language. */
export function LanguageSwitch({ lang, path }: { lang: Lang; path?: string | undefined }) {
  if (!path) return null
  const other: Lang = lang === 'en' ? 'zh-CN' : 'en'
  return (
    <form class="language" method="post" action={publicPaths.language()}>
      <input type="hidden" name="lang" value={other} />
      <input type="hidden" name="back" value={path} />
      <button type="submit" lang={other}>
        <Icon name="globe" />
        {uiWords[lang].otherLanguage}
      </button>
    </form>
  )
}
