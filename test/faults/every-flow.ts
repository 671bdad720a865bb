import { assetFlows, contractFlows } from './flow-asset.ts'
import { channelFlows } from './flow-channel.ts'
import { doorFlows, secondFactorFlows } from './flow-door.ts'
import { importFlows } from './flow-import.ts'
import { accountFlows, memberFlows } from './flow-member.ts'
import { noticeFlows } from './flow-notice.ts'
import { companyFlows, governanceFlows, policyFlows } from './flow-policy.ts'
import { customerFlows, productFlows } from './flow-register.ts'
import { renewalFlows } from './flow-renewal.ts'
import { reportFlows, trackingFlows } from './flow-report.ts'
import { serviceRequestFlows } from './flow-service-request.ts'
import { signUpFlows } from './flow-sign-up.ts'

/** Every form that writes. */
export const everyFlow = [
  ...channelFlows,
  ...[...serviceRequestFlows, ...reportFlows, ...trackingFlows, ...memberFlows, ...accountFlows],
  ...[...assetFlows, ...contractFlows],
  ...renewalFlows,
  ...noticeFlows,
  ...importFlows,
  ...[...doorFlows, ...secondFactorFlows, ...policyFlows, ...governanceFlows, ...companyFlows, ...signUpFlows],
  ...[...customerFlows, ...productFlows],
]
