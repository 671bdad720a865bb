import type { Context } from 'hono'
import { coverageOf } from '#rules/coverage.ts'
import { NotFound } from '#tenants/errors.ts'
import { newSecret } from '#tenants/vault.ts'
import { type AssetCardProps, AssetPage, type ShownWarranty } from '#web/pages/asset.tsx'
import type { ConsoleApp } from '../middleware/context.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { reckonWarranty, type WarrantyContext, warrantyContextOf } from '../operations/asset-warranty.ts'
import { coverageFactQueries, type KnownMachine, machinesOf } from '../operations/coverage-fact.ts'
import { loadFront } from '../operations/front.ts'
import { assetCardQueries } from '../queries/asset.ts'
import { listOwnStays } from '../queries/asset-stay.ts'
import { listCalendarDays, overridesOf } from '../queries/calendar-day.ts'
import { listMemberNames } from '../queries/policy-version.ts'

/** A machine's card: by itself, or with a step that was refused. */
export async function showAsset(c: Context<ConsoleApp>, id: string, refused?: NonNullable<AssetCardProps['refused']>) {
  const { db, now } = c.var
  const { front, answers } = await loadFront(c.var, [
    listCalendarDays(db),
    ...coverageFactQueries(db, [id]),
    listOwnStays(db, id),
    listMemberNames(db),
    ...assetCardQueries(db, id),
  ])
  const [days, rows, line, repairs, readings, stays, members, ...card] = answers
  const [[customer], sites, products, related, contracts, requests, events] = card
  const machine = machinesOf([rows, line, repairs, readings]).get(id)
  if (!machine || machine.asset.removedAt) throw new NotFound('machine')
  const { asset, components } = machine
  return c.html(
    <AssetPage
      frame={consoleFrame(c)}
      {...{ asset, components, related, contracts, requests, events, refused }}
      customer={customer ?? null}
      site={sites.find((one) => one.id === asset.siteId) ?? null}
      product={products.find((one) => one.id === asset.productId) ?? null}
      policyNumber={front.policy?.number ?? null}
      warranties={warrantiesOf(warrantyContextOf(front, overridesOf(days), now), machine)}
      stays={stays.map(({ fromOn, untilOn, ...stay }) => ({ ...stay, from: fromOn, until: untilOn }))}
      readings={machine.facts.readings}
      replacedById={related.find((one) => one.id !== asset.replacesAssetId && isSuccessor(one, asset))?.id ?? null}
      members={new Map(members.map((one) => [one.id, one.name]))}
      formKey={newSecret()}
    />,
    refused ? 422 : 200,
  )
}

type Related = AssetCardProps['related'][number]

/** Neither a part of it, nor what it is a part of, nor what it replaced. */
const isSuccessor = ({ id, parentAssetId }: Related, asset: KnownMachine['asset']) =>
  parentAssetId !== asset.id && id !== asset.parentAssetId

/** The whole machine, then its components that have a term of their own or were exchanged. */
function warrantiesOf(context: WarrantyContext, machine: KnownMachine): ShownWarranty[] {
  const whole = reckonWarranty(context, machine)
  if (!whole || !context.clauses) return []
  const shown: ShownWarranty[] = [{ part: null, standing: { ...whole.result, steps: whole.steps } }]
  for (const { key, name, scope } of machine.components) {
    const inputs = { ...whole.inputs, component: { key, scope } }
    const standing = coverageOf(inputs, context.clauses).warranty
    const isSame = standing.until === whole.result.until && standing.from === whole.result.from
    if (!isSame && standing.until !== null) shown.push({ part: name, standing })
  }
  return shown
}
