import { publicPaths } from '#web/paths.ts'
import type { Lang } from '#web/words/lang.ts'
import { uiWords } from '#web/words/ui.ts'
import { Icon } from './icon.tsx'

type Props = {
  lang: Lang
  path?: string | undefined
  /** The id of a form that is being filled in: it is sent along, and comes back in the other language as it is. */
  form?: string | undefined
}

/** Posts `lang` and `back`; the other language's name is written in that language. */
export function LanguageSwitch({ lang, path, form }: Props) {
  const other: Lang = lang === 'en' ? 'zh-CN' : 'en'
  const label = (
    <>
      <Icon name="globe" />
      {uiWords[lang].otherLanguage}
    </>
  )
  if (form)
    return (
      <div class="language">
        {/* The enter key presses the first button of a form, which must not be the language's. */}
        <span class="visually-hidden" aria-hidden="true">
          <button type="submit" form={form} tabindex={-1} />
        </span>
        <button type="submit" form={form} name="language" value={other} lang={other}>
          {label}
        </button>
      </div>
    )
  if (!path) return null
  return (
    <form class="language" method="post" action={publicPaths.language()}>
      <input type="hidden" name="lang" value={other} />
      <input type="hidden" name="back" value={path} />
      <button type="submit" lang={other}>
        {label}
      </button>
    </form>
  )
}
