import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import capabilityOf from '../cases/clause-ids.json' with { type: 'json' }

type ClauseId = keyof typeof capabilityOf

const isKnown = (id: string): id is ClauseId => Object.hasOwn(capabilityOf, id)

/** The names of tests and their groups as they are written, so that whoever looks for an id finds it. */
function writtenNames(): string[] {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((file) => /\.test\.tsx?$/.test(file))
  return files.flatMap((file) => {
    const text = readFileSync(`test/${file}`, 'utf8')
    return [...text.matchAll(/\b(?:test|describe)(?:\.each\([^\n]*\))?\(\s*(['"`])(.*)\1,/g)].map(([, , name]) => name!)
  })
}

const names = writtenNames()
const proven = [...new Set(names.flatMap((name) => name.match(/(?<=\[)S\d\.\d+-\d+(?=\])/g) ?? []))]

test('tests name clauses of the catalogue only, each in brackets of its own, and the READMEs state how many', () => {
  expect(names.length).toBeGreaterThan(400)
  expect(proven.filter((id) => !isKnown(id))).toEqual([])
  const unclear = names.filter((name) => /S\d\.\d+-\d+/.test(name.replace(/\[S\d\.\d+-\d+\]/g, '')))
  expect(unclear).toEqual([])
  const stated = ['README.md', 'README.zh-CN.md'].map((file) =>
    Number(readFileSync(file, 'utf8').match(/\b(\d+) (?:of|\/) 496/)?.[1]),
  )
  expect(stated).toEqual([proven.length, proven.length])
})

test('docs/coverage.md counts every capability as it is', () => {
  const rows = [...readFileSync('docs/coverage.md', 'utf8').matchAll(/^\| ([A-Z]{3}) [^|]*\| (\d+) \| (\d+) \|/gm)]
  const stated = rows.map(([, capability, total, count]) => [capability, Number(total), Number(count)])
  const all = Object.values(capabilityOf)
  const countOf = (capability: string) => proven.filter((id) => isKnown(id) && capabilityOf[id] === capability).length
  const counted = [...new Set(all)].map((capability) => [
    capability,
    all.filter((one) => one === capability).length,
    countOf(capability),
  ])
  expect(stated.toSorted()).toEqual(counted.toSorted())
})
