import { customerFlows, productFlows } from '../faults/flow-register.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows(customerFlows)
provesFlows(productFlows)
