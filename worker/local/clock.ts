import type { Runtime } from './runtime.ts'

const minuteMs = 60_000

/** What the platform's cron does in the cloud; the Worker's own timetable says what runs at which expression. */
const everyMinutes: Record<string, number> = { '* * * * *': 1, '*/15 * * * *': 15 }

/** The first tick comes at once: what fell due while the machine was off is not left waiting. */
export function startClock({ tick }: Pick<Runtime, 'tick'>) {
  let minute = 0
  let running = false
  const run = async () => {
    if (running) return
    running = true
    for (const [cron, every] of Object.entries(everyMinutes))
      if (minute % every === 0) await tick(cron).catch((error: unknown) => console.error(`Tick ${cron}:`, error))
    minute += 1
    running = false
  }
  const first = setTimeout(() => void run(), 1_000)
  const timer = setInterval(() => void run(), minuteMs)
  return {
    async close() {
      clearTimeout(first)
      clearInterval(timer)
    },
  }
}
