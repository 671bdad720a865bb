import { renewalFlows } from '../faults/flow-renewal.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows(renewalFlows)
