import { openControlPlane, openTenantDb, type Wire } from '#tenants/open.ts'
import { makeVault } from '#tenants/vault.ts'
import type { Mail, Platform } from '#worker/platform/platform.ts'
import type { World } from './notice-world.ts'

/**
 * What befalls a run at one step, which is a call to a database or to the provider: the question or its answer is lost,
 * the database stays away from there on, the worker is killed, or another run does the same work in between.
 */
export type Mishap = { step: number; when: 'before' | 'after'; what: 'lost' | 'away' | 'killed' | 'overlap' }

export type Isolate = { steps: number; died: boolean }

const vault = makeVault(`1:${btoa('0123456789abcdef0123456789abcdef')}`)

/** One run of the Worker, with its own clock, that may be killed: nothing of it happens afterwards. */
export async function runIsolate(
  world: World,
  { mishap, skewMs = 0 }: { mishap?: Mishap | undefined; skewMs?: number },
  run: (platform: Platform) => Promise<unknown>,
): Promise<Isolate> {
  const isolate: Isolate = { steps: 0, died: false }
  let die = () => {}
  const death = new Promise<void>((resolve) => {
    die = resolve
  })
  const step = stepsOf(isolate, mishap, die, () => runIsolate(world, { skewMs: -skewMs }, run))
  const platform = platformOf(world, step, () => new Date(world.now.getTime() + skewMs))
  await Promise.race([run(platform), death])
  return isolate
}

type Step = <T>(go: () => Promise<T>, failed: { before: () => T; after: () => T }) => Promise<T>

function stepsOf(isolate: Isolate, mishap: Mishap | undefined, die: () => void, overlap: () => Promise<unknown>): Step {
  const never = new Promise<never>(() => {})
  return async (go, failed) => {
    if (isolate.died) return never
    const nth = isolate.steps++
    if (mishap?.what === 'away' && nth >= mishap.step) return failed.before()
    const mine = mishap?.step === nth ? mishap : undefined
    const befall = async () => {
      if (mine?.what === 'killed') {
        isolate.died = true
        void die()
        return never
      }
      await overlap()
    }
    if (mine?.when === 'before') {
      if (mine.what === 'lost') return failed.before()
      await befall()
    }
    const answer = await go()
    if (mine?.when === 'after') {
      if (mine.what === 'lost') return failed.after()
      await befall()
    }
    return answer
  }
}

function platformOf(world: World, step: Step, now: () => Date): Platform {
  const cut = (): never => {
    throw new TypeError('fetch failed')
  }
  const wire: Wire = {
    ...world.house.wire,
    fetch: (input, init) => step(() => world.house.wire.fetch(input, init), { before: cut, after: cut }),
  }
  return {
    now,
    hosts: { scheme: 'https', base: 'aftercare.example', files: 'files.aftercare.example', port: '' },
    dataRegion: 'apac',
    tenants: { byHost: async () => undefined, byId: async (id) => world.known.get(id), forget: async () => {} },
    controlPlane: () => openControlPlane(world.register.url, world.register.token, wire),
    openDb: (tenant) => openTenantDb(tenant, wire),
    databases: {
      create: () => Promise.reject(new Error('nothing is made here')),
      mintToken: async () => '',
      block: async () => {},
      remove: async () => {},
      openNew: cut,
    },
    files: { put: async () => {}, get: async () => undefined, remove: async () => {} },
    mail: mailOf(world, step),
    vault,
    ring: async (id) => world.ring(id),
    ringControlPlane: async () => {},
    addressOf: () => '127.0.0.1',
    log: (entry) => world.log(entry),
  }
}

function mailOf(world: World, step: Step): Mail {
  const { provider } = world
  return {
    certainty: provider.certainty,
    send: (letter) =>
      step(
        async () => {
          await world.note(letter)
          return provider.send(letter, world.now)
        },
        {
          before: () => ({ outcome: 'later', reason: 'ECONNRESET at opening' }),
          after: () => ({ outcome: 'lost', reason: 'ETIMEDOUT at whole' }),
        },
      ),
    ...(provider.certainty === 'look_up'
      ? {
          find: (letter) =>
            step(async () => provider.find(letter, world.now), { before: () => undefined, after: () => undefined }),
        }
      : {}),
  }
}
