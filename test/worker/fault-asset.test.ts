import { assetFlows, contractFlows } from '../faults/flow-asset.ts'
import { provesFlows } from '../faults/proof.ts'

provesFlows([...assetFlows, ...contractFlows])
