import type { Lang } from '#web/words/lang.ts'
import { uiWords } from '#web/words/ui.ts'
import { Icon } from './icon.tsx'

/** With the `copy-button` island; without it the text can still be selected. */
export const CopyButton = ({ lang, value, label }: { lang: Lang; value: string; label: string }) => (
  <copy-button data-done={uiWords[lang].copied}>
    <input class="input" readonly value={value} aria-label={label} />
    <button type="button" class="button button-quiet" hidden>
      <Icon name="copy" />
      <span aria-live="polite">{uiWords[lang].copy}</span>
    </button>
  </copy-button>
)

/** With the `print-button` island; hidden where it could do nothing. */
export const PrintButton = ({ lang }: { lang: Lang }) => (
  <print-button>
    <button type="button" class="button button-quiet" hidden>
      <Icon name="printer" />
      <span>{uiWords[lang].print}</span>
    </button>
  </print-button>
)
