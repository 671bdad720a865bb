import type { Lang } from '#rules/lang.ts'
import { FileField, type FormState } from '../ui/field.tsx'
import { reportWords } from '../words/report.ts'

/** A picture that is kept, with a link on the files host that opens for a while. */
export type ShownPhoto = { id: string; url: string; width: number; height: number }

/** Shrunk and turned upright in the browser before they are sent, where scripts run. */
export const PhotoField = (props: {
  lang: Lang
  form?: FormState | undefined
  label: string
  hint: string
  button: string
}) => (
  <photo-shrink class="block" data-working={reportWords[props.lang].shrinking}>
    <FileField {...props} name="photos" optional multiple accept="image/jpeg,image/png,image/webp,image/heic,image/*" />
  </photo-shrink>
)

/** What came with a form that was refused; a tick leaves one out. */
export const KeptPhotos = ({ lang, photos }: { lang: Lang; photos: readonly ShownPhoto[] }) => {
  const t = reportWords[lang]
  return (
    <fieldset class="field">
      <legend class="label">{t.photosKept}</legend>
      <div class="mt-2 flex flex-wrap gap-4">
        {photos.map((photo, index) => (
          <label class="block text-small">
            <Thumbnail photo={photo} alt={t.photoKept(index + 1)} />
            <span class="mt-2 flex items-center gap-2">
              <input type="checkbox" class="check" name="removed[]" value={photo.id} />
              {t.photoRemove}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export const Thumbnail = ({ photo, alt }: { photo: ShownPhoto; alt: string }) => (
  <img
    class="h-24 w-24 rounded-box border border-hairline object-cover"
    src={photo.url}
    alt={alt}
    width={96}
    height={96}
    loading="lazy"
  />
)
