import type { Permission } from '#rules/role.ts'
import { type AssetPart, type ContractPart, consolePaths, publicPaths } from '#web/paths.ts'
import type { Route } from './every-route.ts'

const page = (needs: Route['needs'], path: Route['path']): Route => ({ needs, path })
const part = (name: AssetPart, needs: Permission = 'register.edit') =>
  page(needs, ({ asset }) => consolePaths.assetPart(asset, name))
const ofContract = (name: ContractPart) =>
  page('contracts.edit', ({ contract }) => consolePaths.contractPart(contract, name))
const asset = '/console/assets/:id'
const contract = '/console/contracts/:id'

/** Machines, their labels, and contracts. */
export const assetRoutes: Record<string, Route> = {
  'GET /m/:token': { needs: 'link', path: ({ label }) => publicPaths.machine(label), unknown: 303 },
  'GET /console/assets': page('register.read', consolePaths.assets),
  'GET /console/assets/new': page('register.edit', consolePaths.newAsset),
  'POST /console/assets': page('register.edit', consolePaths.assets),
  [`GET ${asset}`]: page('register.read', ({ asset }) => consolePaths.asset(asset)),
  [`GET ${asset}/details`]: part('details'),
  [`POST ${asset}/details`]: part('details'),
  [`GET ${asset}/customer`]: part('customer'),
  [`POST ${asset}/customer`]: part('customer'),
  [`POST ${asset}/retirement`]: part('retirement'),
  [`POST ${asset}/restoration`]: part('restoration'),
  [`POST ${asset}/removal`]: part('removal'),
  [`POST ${asset}/stays`]: part('stays'),
  [`POST ${asset}/stays/:stay/return`]: page('register.edit', ({ asset, stay }) =>
    consolePaths.assetStay(asset, stay, 'return'),
  ),
  [`POST ${asset}/stays/:stay/removal`]: page('register.edit', ({ asset, stay }) =>
    consolePaths.assetStay(asset, stay, 'removal'),
  ),
  [`POST ${asset}/exchanges`]: part('exchanges'),
  [`POST ${asset}/readings`]: part('readings'),
  [`POST ${asset}/replacement`]: part('replacement'),
  'GET /console/labels': page('register.edit', ({ asset }) => `${consolePaths.labels()}?assets=${asset}`),
  'POST /console/labels': page('register.edit', consolePaths.labels),
  'GET /console/contracts': page('register.read', consolePaths.contracts),
  'GET /console/contracts/new': page('contracts.edit', consolePaths.newContract),
  'POST /console/contracts': page('contracts.edit', consolePaths.contracts),
  [`GET ${contract}`]: page('register.read', ({ contract }) => consolePaths.contract(contract)),
  [`GET ${contract}/details`]: ofContract('details'),
  [`POST ${contract}/details`]: ofContract('details'),
  [`GET ${contract}/renewal`]: page('contracts.edit', ({ contract }) => consolePaths.contractRenewal(contract)),
  [`POST ${contract}/renewal`]: page('contracts.edit', ({ contract }) => consolePaths.contractRenewal(contract)),
  [`POST ${contract}/cancellation`]: ofContract('cancellation'),
  [`POST ${contract}/removal`]: ofContract('removal'),
}
