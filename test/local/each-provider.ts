import { afterEach } from 'vitest'
import { type Provider, startProvider } from './provider-fake.ts'

/** For a file of tests: starts a provider, which is closed behind the test. */
export function eachProvider(): typeof startProvider {
  let open: Provider[] = []
  afterEach(async () => {
    await Promise.all(open.map((one) => one.close()))
    open = []
  })
  return async (...given) => {
    const one = await startProvider(...given)
    open.push(one)
    return one
  }
}
