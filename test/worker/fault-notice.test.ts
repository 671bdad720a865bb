import { noticeFlows } from '../faults/flow-notice.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows(noticeFlows)
