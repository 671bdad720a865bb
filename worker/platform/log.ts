import type { LogEntry } from './platform.ts'

/** One line of JSON; what looks like a person, a number to call or a secret is blacked out before it is written. */
export function log(entry: LogEntry) {
  console[entry.level](logLine(entry, new Date()))
}

export function logLine({ requestId, tenantId, ...entry }: LogEntry, at: Date): string {
  const told = Object.entries(entry).map(([name, value]) => [name, typeof value === 'string' ? scrub(value) : value])
  return JSON.stringify({ at: at.toISOString(), ...Object.fromEntries(told), requestId, tenantId })
}

const longest = 400

const scrub = (text: string) =>
  text
    .slice(0, longest)
    .replace(/[^\s"'<>@]+@[^\s"'<>@]+/g, '[address]')
    .replace(/\?[^\s"')]+/g, '?[query]')
    .replace(/[A-Za-z0-9_.+/=-]{32,}/g, blackOutSecret)
    .replace(/\+?\d[\d ()-]{6,}\d/g, '[number]')

/** Paths in a stack line are long, too, but have slashes and an ending. */
const blackOutSecret = (text: string) => (/^[\w./-]+\.(ts|tsx|js|mjs)$/.test(text) ? text : '[secret]')
