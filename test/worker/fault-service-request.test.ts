import { serviceRequestFlows } from '../faults/flow-service-request.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows(serviceRequestFlows)
