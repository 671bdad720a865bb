import { importFlows } from '../faults/flow-import.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows(importFlows)
