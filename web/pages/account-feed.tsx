import { consolePaths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/content.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Form } from '../ui/form.tsx'
import { calendarFeedWords } from '../words/calendar-feed.ts'
import type { Lang } from '../words/lang.ts'

export type ShownFeed = { id: string; url: string; made: string }

/** A member's own calendar address: made, copied, revoked. */
export const CalendarFeedSection = ({ lang, feed }: { lang: Lang; feed: ShownFeed | null }) => {
  const t = calendarFeedWords[lang]
  return (
    <Section title={t.title} id="calendar">
      <div class="stack">
        <p>{t.none}</p>
        {feed ? (
          <>
            <CopyButton lang={lang} value={feed.url} label={t.copy} />
            <p class="muted">
              {t.made(feed.made)}
              {lang === 'en' ? ' ' : ''}
              {t.warning}
            </p>
            <Form action={consolePaths.accountFeedRevocation(feed.id)}>
              <p class="muted">{t.revokeHint}</p>
              <Button kind="danger">{t.revoke}</Button>
            </Form>
          </>
        ) : (
          <Form action={consolePaths.accountFeeds()}>
            <Button kind="quiet">{t.make}</Button>
          </Form>
        )}
      </div>
    </Section>
  )
}
