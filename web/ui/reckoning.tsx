import type { Step } from '#rules/decision.ts'
import { type Seen, stepLines } from '../words/step.ts'
import { Steps } from './history.tsx'
import { OnPaper } from './moment.tsx'

/** How a due time was reckoned; on paper with its dates. */
export const Reckoning = ({ steps, ...seen }: Seen & { steps: readonly Step[] }) => {
  const screen = stepLines(steps, seen)
  const paper = stepLines(steps, { ...seen, isPaper: true })
  return (
    <Steps
      lines={screen.lines.map((line, index) => <OnPaper paper={paper.lines[index]!}>{line}</OnPaper>)}
      result={screen.result && <OnPaper paper={paper.result!}>{screen.result}</OnPaper>}
    />
  )
}
