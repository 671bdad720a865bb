import { channelFlows } from '../faults/flow-channel.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows(channelFlows)
