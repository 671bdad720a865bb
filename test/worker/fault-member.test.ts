import { accountFlows, memberFlows } from '../faults/flow-member.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows(memberFlows)
provesFlows(accountFlows)
