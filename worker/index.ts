import { createApp } from './app.tsx'
import { deadLetterQueue, keepDeadLetters } from './jobs/dead-letter.ts'
import { answerRings, runTick } from './jobs/index.ts'
import { type Env, Misconfigured, type Ring } from './platform/env.ts'
import type { Platform } from './platform/platform.ts'
import { productionPlatform } from './platform/production.ts'

type Product = { platform: Platform; app: ReturnType<typeof createApp> }

/** Built once an isolate; holds settings and keys, never a connection. */
let product: Product | undefined

const productOf = (env: Env): Product => {
  product ??= build(env)
  return product
}

function build(env: Env): Product {
  const platform = productionPlatform(env)
  return { platform, app: createApp(platform) }
}

export default {
  fetch(request, env, context) {
    try {
      return productOf(env).app.fetch(request, env, context)
    } catch (error) {
      if (!(error instanceof Misconfigured)) throw error
      console.error(error.message)
      return new Response('The product is not configured; its log says what is missing.', { status: 500 })
    }
  },
  async scheduled(tick, env) {
    await runTick(productOf(env).platform, tick.cron)
  },
  async queue(batch, env) {
    const { platform } = productOf(env)
    if (batch.queue === deadLetterQueue) await keepDeadLetters(platform, batch)
    else await answerRings(platform, batch)
  },
} satisfies ExportedHandler<Env, Ring>
