import * as v from 'valibot'
import type { Lang } from '#rules/lang.ts'
import { because, keyIn, nameSchema, numberFrom, numberIn } from '#rules/policy-value.ts'
import { type Cells, rows } from '#rules/policy-value-rows.ts'
import { actor, positions } from '#rules/policy-vocabulary.ts'
import {
  noticeAudiences,
  noticeKinds,
  noticeSubjects,
  noticeUnits,
  noticeWays,
} from '#rules/policy-vocabulary-terms.ts'
import { inLangs, keyOf, listed, quantity, wordsOf } from '#rules/policy-words.ts'

const { both: _both, ...oneSubject } = noticeSubjects
const { usual: _usual, ...oneWay } = noticeWays

const noticeTierSchema = v.pipe(
  v.strictObject({
    audience: keyIn(noticeAudiences),
    before: numberIn({ min: 1, max: 365 }),
    unit: keyIn(noticeUnits),
    kind: keyIn(noticeKinds),
    /** Without it: both warranties and contracts. */
    of: v.exactOptional(keyIn(oneSubject)),
    /** Whom inside the company: a position, a role or a person's name. Without it: whom the clause names for all. */
    to: v.exactOptional(nameSchema),
    /** Without it: the clause's channels, in their order. */
    by: v.exactOptional(keyIn(oneWay)),
  }),
  // Customers are in no group of the staff's.
  v.forward(
    v.check(({ audience, by }) => audience === 'internal' || by !== 'staff', because('not_a_choice')),
    ['by'],
  ),
)
export type NoticeTier = v.InferOutput<typeof noticeTierSchema>

/** Who is told how long before a warranty or contract ends. */
export const noticeTiers = rows<NoticeTier>({
  row: noticeTierSchema,
  columns: [
    { name: 'audience', label: inLangs('通知谁', 'Whom'), input: 'select', of: noticeAudiences },
    { name: 'before', label: inLangs('提前', 'Before'), input: 'number', min: 1, max: 365 },
    { name: 'unit', label: inLangs('单位', 'Unit'), input: 'select', of: noticeUnits },
    { name: 'kind', label: inLangs('内容', 'Content'), input: 'select', of: noticeKinds },
    { name: 'of', label: inLangs('适用于', 'For'), input: 'select', of: noticeSubjects },
    { name: 'by', label: inLangs('渠道', 'How'), input: 'select', of: noticeWays },
    { name: 'to', label: inLangs('内部对象（可不填）', 'Who inside (optional)'), input: 'text', of: positions },
  ],
  cells: ({ audience, before, unit, kind, of, by, to }, lang) => ({
    audience,
    before: String(before),
    unit,
    kind,
    of: of ?? 'both',
    by: by ?? 'usual',
    to: to ? wordsOf(positions, to, lang) : '',
  }),
  build: builtTier,
  words: (tiers, lang) =>
    tiers.length === 0
      ? noNotice[lang]
      : listed(
          tiers.map((tier) => tierInWords(tier, lang)),
          lang,
        ),
})

/** What is as usual is not stored; a customer is no position. */
function builtTier({ audience, before, unit, kind, of, by, to }: Cells) {
  return {
    audience,
    before: numberFrom(before),
    unit,
    kind,
    ...(of && of !== 'both' ? { of } : {}),
    ...(to && audience === 'internal' ? { to: keyOf(positions, to) } : {}),
    ...(by && by !== 'usual' ? { by } : {}),
  }
}

const noNotice = inLangs('暂不提醒', 'none for now')

function tierInWords({ audience, before, unit, kind, of, to, by }: NoticeTier, lang: Lang): string {
  const zh = lang === 'zh-CN'
  const lead = quantity(before, unit === 'month' ? 'months' : 'days', lang)
  const who = to && audience === 'internal' ? actor(to, lang) : wordsOf(noticeAudiences, audience, lang)
  const more = [
    of ? wordsOf(noticeSubjects, of, lang) : '',
    by ? wordsOf(noticeWays, by, lang) : '',
    kind === 'commercial' ? wordsOf(noticeKinds, kind, lang) : '',
  ].filter((words) => words !== '')
  const aside = more.length === 0 ? '' : more.join(zh ? '\uff0c' : ', ')
  if (zh) return `提前 ${lead}提醒${who}${aside && `\uff08${aside}\uff09`}`
  return `${who} ${lead} before${aside && ` (${aside})`}`
}
