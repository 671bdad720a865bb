import { expect, test } from 'vitest'
import { TursoError, type TursoPlatform } from '#tenants/turso.ts'
import { newName } from './database-targets.ts'

/** What holds for both: a client written against the fake works on the embedded server, and the other way round. */
export function contract(
  make: () => TursoPlatform,
  makeWith: (more: { group?: string; token?: string }) => TursoPlatform,
) {
  test('creating twice ends in the same database', async () => {
    const name = newName()
    const first = await make().createDatabase(name)
    expect(first.name).toBe(name)
    expect(await make().createDatabase(name)).toEqual(first)
    expect(await make().findDatabase(name)).toEqual(first)
  })

  test('tokens are minted for either access, and invalidated', async () => {
    const { name } = await make().createDatabase(newName())
    expect(await make().mintToken(name)).not.toBe(
      await make().mintToken(name, { access: 'read-only', expiration: '2w1d30m' }),
    )
    await make().invalidateTokens(name)
  })

  test('blocks are set and lifted', async () => {
    const { name } = await make().createDatabase(newName())
    await make().configure(name, { blockReads: false, blockWrites: true })
    await make().configure(name, { blockReads: false, blockWrites: false })
  })

  test('deleting twice is one deletion', async () => {
    const { name } = await make().createDatabase(newName())
    await make().deleteDatabase(name)
    await make().deleteDatabase(name)
    expect(await make().findDatabase(name)).toBeUndefined()
  })

  test('what is missing or not allowed is told by its kind', async () => {
    const name = newName()
    expect(await failureOf(make().mintToken(name))).toMatchObject({ failure: 'not-found', status: 404 })
    expect(await failureOf(makeWith({ group: 'none' }).createDatabase(name))).toMatchObject({
      failure: 'refused',
      status: 400,
    })
    const stranger = failureOf(makeWith({ token: 'another-token' }).createDatabase(name))
    expect(await stranger).toMatchObject({ failure: 'unauthorized', status: 401 })
    expect(await make().findDatabase(name)).toBeUndefined()
  })
}

export async function failureOf(promise: Promise<unknown>): Promise<TursoError> {
  const error = await promise.then(
    () => undefined,
    (failure: unknown) => failure,
  )
  if (!(error instanceof TursoError)) throw new Error(`expected a TursoError, got ${error}`)
  return error
}
