import type { Context } from 'hono'
import { decidePhoneKey } from '#rules/phone.ts'
import { nextTerm } from '#rules/renewal-term.ts'
import { Conflict, NotFound } from '#tenants/errors.ts'
import { read } from '#tenants/round-trip.ts'
import { newSecret } from '#tenants/vault.ts'
import { type ContractCardProps, ContractPage } from '#web/pages/contract.tsx'
import { ContractFormPage } from '#web/pages/contract-form.tsx'
import { CustomerChoicePage } from '#web/pages/customer-choice.tsx'
import { consolePaths } from '#web/paths.ts'
import type { FormState } from '#web/ui/field.tsx'
import { contractWords } from '#web/words/contract.ts'
import { contractFormWords } from '#web/words/contract-form.ts'
import type { ConsoleApp } from '../middleware/context.ts'
import { consoleFrame } from '../middleware/frame.ts'
import { assetChoiceQueries, listCustomerAssets } from '../queries/asset.ts'
import { contractCardQueries, customerOfContract, findContract, listContractAssets } from '../queries/contract.ts'
import { findCustomersToChoose } from '../queries/customer-choice.ts'
import { listMemberNames } from '../queries/policy-version.ts'
import { typedValues, valuesOf } from './contract-form.ts'

export async function showContract(c: Context<ConsoleApp>, id: string, refused?: ContractCardProps['refused']) {
  const { db } = c.var
  const [[contract], [customer], assets, members, neighbours, events] = await read(db, [
    findContract(db, id),
    assetChoiceQueries(db, customerOfContract(id))[0],
    listContractAssets(db, id),
    listMemberNames(db),
    ...contractCardQueries(db, id),
  ])
  if (!contract || contract.removedAt) throw new NotFound('contract')
  return c.html(
    <ContractPage
      frame={consoleFrame(c)}
      {...{ contract, assets, neighbours, events, refused }}
      customer={customer ?? null}
      members={new Map(members.map((one) => [one.id, one.name]))}
      formKey={newSecret()}
    />,
    refused ? 422 : 200,
  )
}

export type Origin = { renewal?: string | undefined; asset?: string | undefined }
export const originOf = ({ renewal, asset }: Record<string, string>): Origin => ({ renewal, asset })

/** A refused form; what was chosen of lists stands beside what was typed. */
export type Again = { form: FormState; lists: Parameters<typeof typedValues>[1] }

export async function showNew(c: Context<ConsoleApp>, customerId: string, { renewal, asset }: Origin, again?: Again) {
  const { db, company } = c.var
  const [[customer], assets, members] = await read(db, [
    assetChoiceQueries(db, customerId)[0],
    listCustomerAssets(db, customerId),
    listMemberNames(db),
  ])
  if (!customer) throw new NotFound('customer')
  const own = asset && assets.some(({ id }) => id === asset) ? [asset] : []
  const values = { ...valuesOf(null, own), covers: ['labour', 'parts', 'travel'] }
  return c.html(
    <ContractFormPage
      frame={consoleFrame(c)}
      kind="new"
      action={consolePaths.contracts()}
      back={consolePaths.contracts()}
      hidden={{ customerId, ...(renewal ? { renewal } : {}), ...(asset ? { asset } : {}) }}
      values={again ? typedValues(values, again.lists) : values}
      {...{ customer, assets, members, currency: company.currency }}
      formKey={again?.form.typed.idempotencyKey ?? newSecret()}
      form={again?.form}
    />,
    again ? 422 : 200,
  )
}

async function loadForm(c: Context<ConsoleApp>, id: string) {
  const { db } = c.var
  const [[contract], [customer], assets, named, members] = await read(db, [
    findContract(db, id),
    assetChoiceQueries(db, customerOfContract(id))[0],
    listCustomerAssets(db, customerOfContract(id)),
    listContractAssets(db, id),
    listMemberNames(db),
  ])
  if (!contract || contract.removedAt || !customer) throw new NotFound('contract')
  const others = named.filter(({ id, removedAt }) => !removedAt && !assets.some((one) => one.id === id))
  return { contract, customer, assets: [...assets, ...others], members, named: named.map((one) => one.id) }
}

export async function showEdit(c: Context<ConsoleApp>, id: string, again?: Again) {
  const { contract, named, ...shown } = await loadForm(c, id)
  const values = valuesOf(contract, named)
  return c.html(
    <ContractFormPage
      frame={consoleFrame(c)}
      kind="edit"
      action={consolePaths.contractPart(id, 'details')}
      back={consolePaths.contract(id)}
      hidden={{ version: String(contract.version) }}
      values={again ? typedValues(values, again.lists) : values}
      {...shown}
      currency={contract.currency ?? c.var.company.currency}
      formKey={again?.form.typed.idempotencyKey ?? newSecret()}
      form={again?.form}
    />,
    again ? 422 : 200,
  )
}

/** The next contract, filled in as the last one was. */
export async function showRenewal(c: Context<ConsoleApp>, id: string, again?: Again) {
  const { contract, named, ...shown } = await loadForm(c, id)
  if (contract.status !== 'active' && !again) throw new Conflict()
  const values = { ...valuesOf(contract, named), ...nextTerm(contract), number: '', visitsUsed: '' }
  return c.html(
    <ContractFormPage
      frame={consoleFrame(c)}
      kind="renew"
      action={consolePaths.contractRenewal(id)}
      back={consolePaths.contract(id)}
      hidden={{ customerId: contract.customerId }}
      values={again ? typedValues(values, again.lists) : values}
      {...shown}
      currency={contract.currency ?? c.var.company.currency}
      formKey={again?.form.typed.idempotencyKey ?? newSecret()}
      form={again?.form}
    />,
    again ? 422 : 200,
  )
}

export async function showChoice(c: Context<ConsoleApp>, status: 200 | 422 = 200) {
  const { db, lang, company } = c.var
  const query = c.req.query('q')?.trim() ?? ''
  const key = decidePhoneKey(query, company.country)
  const [rows] = await read(db, [findCustomersToChoose(db, query, key.allowed ? key.result : '-')])
  return c.html(
    <CustomerChoicePage
      frame={consoleFrame(c)}
      section="contracts"
      title={contractFormWords[lang].titles.choose}
      back={{ href: consolePaths.contracts(), label: contractWords[lang].title }}
      action={consolePaths.newContract()}
      query={query}
      rows={query === '' ? undefined : rows}
      hrefOf={(id) => `${consolePaths.newContract()}?customer=${id}`}
    />,
    status,
  )
}
