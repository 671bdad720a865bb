import { consolePaths, publicPaths, type RenewalStep } from '#web/paths.ts'
import { addRenewal } from '../site-renewal.ts'
import type { Flow } from './flow.ts'
import { consoleFlow, type Found } from './flow-member.ts'
import { morning, type Stage } from './stage.ts'

const added = ({ company }: Pick<Stage, 'company'>) =>
  addRenewal(company.db, { now: morning, owner: company.memberOf('sales').id })

const stepFlow = (step: RenewalStep, fields: Record<string, string> | ((found: Found) => Record<string, string>)) =>
  consoleFlow(`POST /console/renewals/:id/${step}`, {
    path: async (found) => {
      const { renewal } = await added(found)
      if (step === 'comeback')
        await found.company.db.$client.execute(`update renewals set stage = 'lost', lost_because = 'price'`)
      return consolePaths.renewalStep(renewal, step)
    },
    fields: async (found) => (typeof fields === 'function' ? fields(found) : fields),
    adds: { events: 1 },
    again: 'same',
  })

export const renewalFlows: Flow[] = [
  {
    route: 'POST /r/:token/answer',
    fill: async (stage) => ({
      path: publicPaths.renewalAnswer((await added(stage)).renewalToken),
      fields: { answer: 'renew' },
    }),
    adds: { events: 1 },
    again: 'same',
  },
  stepFlow('owner', ({ company }) => ({ ownerId: company.memberOf('agent').id })),
  stepFlow('follow-up', { followUpOn: '2026-01-20' }),
  stepFlow('quote', { amount: '12800', askOn: '2026-01-21' }),
  stepFlow('loss', { reason: 'price' }),
  stepFlow('comeback', {}),
]
