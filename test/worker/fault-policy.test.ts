import { companyFlows, governanceFlows, policyFlows } from '../faults/flow-policy.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows(policyFlows)
provesFlows(governanceFlows)
provesFlows(companyFlows)
