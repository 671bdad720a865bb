import { inject } from 'vitest'

/** A new, empty database on the run's own server, and a token that opens it alone. */
export async function makeDatabase(name: string): Promise<{ url: string; token: string; name: string }> {
  const { url, platformToken } = inject('databaseServer')
  const unique = `${name}-${crypto.randomUUID().slice(0, 8)}`.toLowerCase()
  const api = async (path: string, body: object) => {
    const answer = await fetch(`${url}/v1/organizations/local/databases${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${platformToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`database server: ${answer.status} ${await answer.text()}`)
    return answer.json<{ jwt: string }>()
  }
  await api('', { name: unique, group: 'default' })
  const { jwt } = await api(`/${unique}/auth/tokens`, {})
  return { url: `${url}/${unique}/`, token: jwt, name: unique }
}
