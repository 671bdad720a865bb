/** What a browser would send for the form of that action: as the page fills it in, with every box ticked. */
export function formIn(page: string, action: string): Record<string, string> {
  const form = page.match(/<form\b[\s\S]*?<\/form>/g)?.find((one) => attribute(one, 'action') === action)
  if (!form) throw new Error(`no form for ${action}`)
  return { ...inputsIn(form), ...areasIn(form), ...selectsIn(form) }
}

function inputsIn(form: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, 'name')
    if (!name || /type="file"/.test(tag) || (/type="radio"/.test(tag) && !/\bchecked\b/.test(tag))) continue
    fields[name] = attribute(tag, 'value') ?? (/type="checkbox"/.test(tag) ? 'on' : '')
  }
  return fields
}

const areasIn = (form: string) =>
  Object.fromEntries(
    [...form.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/g)].map(([, tag, text]) => [
      attribute(tag!, 'name')!,
      plainText(text!),
    ]),
  )

const selectsIn = (form: string) =>
  Object.fromEntries(
    [...form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)].map(([, tag, options]) => {
      const all = options!.match(/<option\b[^>]*>/g) ?? []
      const filled = all.find((option) => attribute(option, 'value'))
      const chosen = all.find((option) => /\bselected\b/.test(option)) ?? filled ?? ''
      return [attribute(tag!, 'name')!, attribute(chosen, 'value') ?? '']
    }),
  )

function attribute(tag: string, name: string): string | undefined {
  const value = tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1]
  return value === undefined ? undefined : plainText(value)
}

const plainText = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
