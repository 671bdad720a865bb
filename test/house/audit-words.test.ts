import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { auditKinds } from '#rules/audit.ts'
import { langs } from '#rules/lang.ts'
import { auditWords } from '#web/words/audit.ts'

const starts = Object.values(auditKinds).flat()
const eventName = /'([a-z_]+\.[a-z_]+)'/g

/** Every name in quotes that begins as an event does; permissions and parameters begin otherwise or stand elsewhere. */
const written = ['worker/operations', 'worker/routes', 'worker/jobs'].flatMap((folder) =>
  readdirSync(folder, { encoding: 'utf8' }).flatMap((file) =>
    [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(eventName)].map(([, name]) => name!),
  ),
)
const events = [...new Set(written)].filter(
  (name) =>
    starts.some((start) => name.startsWith(start)) &&
    !/^(policy\.(read|edit|publish|trial_days)|notice\.unrecorded)$/.test(name),
)

test('whatever is written into the log has words in both languages', () => {
  expect(events.length).toBeGreaterThan(30)
  for (const lang of langs) expect(events.filter((name) => !auditWords[lang].events[name])).toEqual([])
})
