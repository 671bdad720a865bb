import { createClient } from '@libsql/client/web'

/** Opens a transaction, writes, says so, and never commits: to be killed from outside. */
const { DATABASE_URL = '', DATABASE_TOKEN = '', DATABASE_NAME = '' } = process.env

const namespace = Buffer.from(DATABASE_NAME).toString('base64').replace(/=+$/, '')
const client = createClient({
  url: DATABASE_URL,
  authToken: DATABASE_TOKEN,
  fetch: (request: Request) => {
    const named = new Request(request)
    named.headers.set('x-namespace-bin', namespace)
    return fetch(named)
  },
})
const transaction = await client.transaction('write')
await transaction.execute("insert into t values ('abandoned')")
console.log('written')
await new Promise((resolve) => setTimeout(resolve, 60_000))
