import { reportFlows, trackingFlows } from '../faults/flow-report.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows(reportFlows)
provesFlows(trackingFlows)
