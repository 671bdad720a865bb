import { signUpFlows } from '../faults/flow-sign-up.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows(signUpFlows)
