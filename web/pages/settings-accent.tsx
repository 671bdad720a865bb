import type { Lang } from '#rules/lang.ts'
import { accentOf, defaultAccent } from '../ui/accent.ts'
import { settingsWords } from '../words/settings.ts'

/** The colour on a button and in a link, on light and on dark, after it has been made legible. */
export const AccentPreview = ({ lang, accent }: { lang: Lang; accent: string | null | undefined }) => {
  const t = settingsWords[lang]
  const chosen = /^#[0-9a-f]{6}$/i.test(accent ?? '') ? String(accent).toLowerCase() : undefined
  const { light, dark } = accentOf(chosen ?? defaultAccent)
  const isAdjusted = chosen !== undefined && (light.text !== chosen || dark.text !== chosen)
  return (
    <figure class="accent-preview">
      <figcaption class="hint">{t.preview}</figcaption>
      <div>
        <Sample {...{ lang }} ground="#ffffff" border="#e4e7ec" accent={light} label={t.previewLight} />
        <Sample {...{ lang }} ground="#121419" border="#121419" accent={dark} label={t.previewDark} />
      </div>
      {isAdjusted && <p class="hint">{t.adjusted}</p>}
    </figure>
  )
}

type SampleProps = {
  lang: Lang
  ground: string
  border: string
  accent: { fill: string; onFill: string; text: string }
  label: string
}

/** Drawn, because a style attribute would need a hole in the content security policy. */
const Sample = ({ lang, ground, border, accent, label }: SampleProps) => {
  const t = settingsWords[lang]
  return (
    <svg viewBox="0 0 300 72" role="img" aria-label={`${t.preview} ${label}`}>
      <rect x="0.5" y="0.5" width="299" height="71" rx="8" fill={ground} stroke={border} />
      <rect x="16" y="18" width="128" height="36" rx="8" fill={accent.fill} />
      <text x="80" y="41" fill={accent.onFill} font-size="13" font-weight="600" text-anchor="middle">
        {t.previewButton}
      </text>
      <text x="164" y="41" fill={accent.text} font-size="13" text-decoration="underline">
        {t.previewLink}
      </text>
    </svg>
  )
}
