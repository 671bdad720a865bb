import { priorityNames } from '#rules/policy-vocabulary.ts'
import { wordsOf } from '#rules/policy-words.ts'
import type { PriorityMatrix } from '#rules/priority.ts'
import { type Priority, priorities, type Urgency, urgencies } from '#rules/service-request.ts'
import { companyWords } from '../words/company.ts'
import type { Lang } from '../words/lang.ts'
import { reportWords } from '../words/report.ts'

/** What the answer on the report form comes to: the form asks how urgent it is, never for a priority. */
export const PriorityNote = ({ lang, matrix }: { lang: Lang; matrix: PriorityMatrix }) => {
  const t = companyWords[lang].priority
  const name = (priority: Priority) => wordsOf(priorityNames, priority, lang)
  const label = (urgency: Urgency) => reportWords[lang].urgencies[urgency].label
  const lines = priorities.flatMap((priority) => {
    const chosen = urgencies.toReversed().filter((urgency) => matrix[urgency].one === priority)
    return chosen.length > 0 ? [t.answer(chosen.map(label), name(priority))] : []
  })
  const highest = urgencies.flatMap((urgency) => [matrix[urgency].several, matrix[urgency].all]).sort()[0]!
  const isHigher = highest < matrix.high.one
  return <p class="mt-4 text-small text-muted">{t.note(lines, isHigher ? name(highest) : null)}</p>
}
