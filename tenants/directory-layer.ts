import { Unavailable } from './errors.ts'

/** A cache shared by all isolates; Workers KV fits as it is. */
export type SharedCache = {
  get(key: string): Promise<string | null>
  put(key: string, value: string, options: { expirationTtl: number }): Promise<void>
  delete(key: string): Promise<void>
}

export type LogLine = { level: 'warn' | 'error'; event: string; [detail: string]: string | undefined }

/** One thing that is looked up: where it is kept, and who knows it for certain. */
export type Question<T> = {
  key: string
  ask(): Promise<T | undefined>
  pack(value: T): Promise<unknown>
  unpack(packed: unknown): Promise<T>
}

type Known = { value: unknown; confirmedAt: number; checkedAt: number }

/** What one isolate remembers; plain data only, so that requests can share it. */
export type DirectoryMemory = { known: Map<string, Known>; nobody: Map<string, number>; downUntil: number }
export const newDirectoryMemory = (): DirectoryMemory => ({ known: new Map(), nobody: new Map(), downUntil: 0 })

export const directoryLimits = {
  freshMs: 60_000,
  nobodyMs: 10_000,
  /** Together with `freshMs`: the longest that a change goes unseen where nobody could be told. */
  sharedMs: 120_000,
  staleMs: 86_400_000,
  /** How long a down control plane is left alone. */
  downMs: 5_000,
  /** How long a request that has an old answer waits for a new one. */
  patienceMs: 1_500,
  mostKnown: 5_000,
  mostNobody: 5_000,
}

type Layers = {
  memory: DirectoryMemory
  shared: SharedCache | undefined
  now(): number
  log(line: LogLine): void
  limits: typeof directoryLimits
}

/**
 * Isolate memory, then the shared cache, then the one who knows; an old answer when that one is down. Every request
 * asks for itself: waiting for another request's promise would hang it in workerd.
 */
export async function lookUp<T>(layers: Layers, question: Question<T>): Promise<T | undefined> {
  const { memory, limits } = layers
  const { key } = question
  const now = layers.now()
  const own = memory.known.get(key)
  if (own && now - own.checkedAt < limits.freshMs) return own.value as T
  if (now - (memory.nobody.get(key) ?? Number.NEGATIVE_INFINITY) < limits.nobodyMs) return undefined

  const shared = await readShared(layers, question)
  if (shared && now - shared.confirmedAt < limits.sharedMs) return remember(layers, key, shared) as T

  const old = newest(own, shared, now - limits.staleMs)
  if (old && now < memory.downUntil) return old.value as T
  try {
    const value = await (old ? within(limits.patienceMs, question.ask()) : question.ask())
    await store(layers, question, value)
    return value
  } catch (error) {
    memory.downUntil = layers.now() + limits.downMs
    layers.log({ level: 'warn', event: old ? 'directory.stale' : 'directory.down', error: nameOf(error) })
    if (old) return old.value as T
    throw error instanceof Unavailable ? error : new Unavailable('directory', false, error)
  }
}

export async function forgetKeys({ memory, shared, log }: Layers, keys: readonly string[]) {
  for (const key of keys) {
    memory.known.delete(key)
    memory.nobody.delete(key)
    await shared
      ?.delete(key)
      .catch((error: unknown) => log({ level: 'warn', event: 'directory.not_forgotten', error: nameOf(error) }))
  }
}

async function readShared<T>({ shared, log }: Layers, question: Question<T>): Promise<Known | undefined> {
  try {
    const text = await shared?.get(question.key)
    if (!text) return undefined
    const { at, packed } = JSON.parse(text) as { at: number; packed: unknown }
    return { value: await question.unpack(packed), confirmedAt: at, checkedAt: at }
  } catch (error) {
    log({ level: 'warn', event: 'directory.cache_unreadable', error: nameOf(error) })
    return undefined
  }
}

async function store<T>(layers: Layers, question: Question<T>, value: T | undefined) {
  const { memory, shared, limits, log } = layers
  const { key } = question
  const now = layers.now()
  try {
    if (value !== undefined) {
      remember(layers, key, { value, confirmedAt: now, checkedAt: now })
      const text = JSON.stringify({ at: now, packed: await question.pack(value) })
      return await shared?.put(key, text, { expirationTtl: limits.staleMs / 1000 })
    }
    if (memory.known.delete(key)) await shared?.delete(key)
    memory.nobody.delete(key)
    bounded(memory.nobody, limits.mostNobody).set(key, now)
  } catch (error) {
    log({ level: 'warn', event: 'directory.not_cached', error: nameOf(error) })
  }
}

function remember({ memory, limits, now }: Layers, key: string, known: Known) {
  memory.known.delete(key)
  memory.nobody.delete(key)
  bounded(memory.known, limits.mostKnown).set(key, { ...known, checkedAt: now() })
  return known.value
}

/** Room for one more: whoever was confirmed longest ago goes. */
function bounded<V>(map: Map<string, V>, most: number): Map<string, V> {
  for (const key of map.keys()) {
    if (map.size < most) break
    map.delete(key)
  }
  return map
}

function newest(own: Known | undefined, shared: Known | undefined, since: number): Known | undefined {
  const usable = [own, shared].filter((known) => known !== undefined).filter((known) => known.confirmedAt > since)
  return usable.sort((a, b) => b.confirmedAt - a.confirmedAt)[0]
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  work.catch(() => {})
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unavailable('directory', false)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown')
