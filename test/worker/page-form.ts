/** What a browser would send if somebody pressed the button of this form at once. */
export async function formOn(page: string, action: string): Promise<FormData> {
  const form = new FormData()
  let isInside = false
  let select = ''
  let text: { name: string; value: string } | null = null
  const rewriter = new HTMLRewriter()
    .on('form', {
      element(element) {
        isInside = element.getAttribute('action') === action
        element.onEndTag(() => {
          isInside = false
        })
      },
    })
    .on('input', {
      element(element) {
        const [name, type] = [element.getAttribute('name'), element.getAttribute('type')]
        const isChosen = (type !== 'checkbox' && type !== 'radio') || element.hasAttribute('checked')
        if (isInside && name && type !== 'file' && isChosen)
          form.append(name, plain(element.getAttribute('value') ?? ''))
      },
    })
    .on('select', {
      element(element) {
        select = isInside ? (element.getAttribute('name') ?? '') : ''
      },
    })
    .on('option', {
      element(element) {
        if (select && (element.hasAttribute('selected') || !form.has(select)))
          form.set(select, plain(element.getAttribute('value') ?? ''))
      },
    })
    .on('textarea', {
      element(element) {
        const name = element.getAttribute('name')
        text = isInside && name ? { name, value: '' } : null
        element.onEndTag(() => {
          if (text) form.append(text.name, plain(text.value))
          text = null
        })
      },
      text(chunk) {
        if (text) text.value += chunk.text
      },
    })
  await rewriter.transform(new Response(page)).text()
  return form
}

const plain = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** The words that a person reads on a page. */
export const wordsOn = (page: string) =>
  plain(page.replace(/<(script|style)[^>]*>.*?<\/\1>/gs, '').replace(/<[^>]+>/g, '')).replace(/\s+/g, ' ')
