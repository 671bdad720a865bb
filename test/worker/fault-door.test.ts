import { doorFlows, secondFactorFlows } from '../faults/flow-door.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows(doorFlows)
provesFlows(secondFactorFlows)
