import type { Lang } from '#rules/lang.ts'
import { detailWords } from '../words/service-request-detail.ts'

export type RequestPhoto = {
  /** A signed address on the files host. */
  url: string
  messageId: string | null
}

type Sent = { photos: readonly RequestPhoto[]; messages: readonly { id: string }[] }

/** What came with a message; with none, or with one that is not shown, it stands with the description. */
export const photosOf = ({ photos, messages }: Sent, messageId: string | null) =>
  photos.filter((photo) => (messages.find(({ id }) => id === photo.messageId)?.id ?? null) === messageId)

export const Photos = ({ lang, photos }: { lang: Lang; photos: readonly RequestPhoto[] }) => {
  if (photos.length === 0) return null
  const t = detailWords[lang]
  return (
    <ul class="photos" aria-label={t.photos}>
      {photos.map(({ url }, index) => (
        <li>
          <a href={url} target="_blank" rel="noopener noreferrer">
            <img src={url} alt={t.photo(index + 1)} loading="lazy" />
          </a>
        </li>
      ))}
    </ul>
  )
}
