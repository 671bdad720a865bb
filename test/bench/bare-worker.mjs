import { answers } from './answers.mjs'

export default {
  async fetch(request) {
    if (request.method === 'POST') await request.text()
    const { pathname, search } = new URL(request.url)
    const { status, headers, body } =
      answers[`${request.method} ${pathname}${search}`] ?? answers[`${request.method} ${pathname}`]
    return new Response(body || null, { status, headers })
  },
}
