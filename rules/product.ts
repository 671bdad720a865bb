import { productCategories, warrantyScopes } from '#rules/policy-vocabulary-terms.ts'
import { isBlank } from '#rules/report.ts'
import { modelKeyOf } from '#rules/serial-number.ts'

export const productLimits = { name: 200, model: 100, scope: 60, component: 100 }

/** So many parts have a term of their own on one form. */
export const mostComponents = 12

export type Component = { key: string; name: string; scope: string }

/** A model that the company sells, as somebody wrote it down. */
export type ProductDetails = {
  name: string
  model: string | null
  warrantyScope: string
  category: string | null
  isConsumerGoods: boolean
  components: readonly (Omit<Component, 'key'> & { key: string | null })[]
}

export type ProductFault = 'required' | 'scope' | 'category' | 'repeated' | 'text'
/** By field; those of a part by its place: `component.0`, `scope.0`. */
export type ProductFaults = Record<string, ProductFault>

/** Scopes of the policy in force, and the usual ones: a product may be entered before its line is written. */
export const scopeChoices = (lines: readonly { scope: string }[]): string[] => [
  ...new Set([...lines.map(({ scope }) => scope), ...Object.keys(warrantyScopes)]),
]

export const categoryChoices = Object.keys(productCategories)

export function productFaultsOf(
  product: ProductDetails,
  scopes: readonly string[],
  stored: { warrantyScope: string; components: readonly Component[] } | null,
): ProductFaults {
  const faults: ProductFaults = {}
  const known = [...scopes, ...(stored ? [stored.warrantyScope, ...stored.components.map(({ scope }) => scope)] : [])]
  if (isBlank(product.name)) faults.name = 'required'
  else if (modelKeyOf(product.model || product.name) === null) faults[product.model ? 'model' : 'name'] = 'text'
  if (!known.includes(product.warrantyScope)) faults.warrantyScope = 'scope'
  if (product.category !== null && !categoryChoices.includes(product.category)) faults.category = 'category'
  const names = new Set<string>()
  for (const [at, { name, scope }] of product.components.entries()) {
    if (isBlank(name)) {
      if (scope !== '') faults[`component.${at}`] = 'required'
      continue
    }
    if (names.has(nameOf(name))) faults[`component.${at}`] = 'repeated'
    names.add(nameOf(name))
    if (!known.includes(scope)) faults[`scope.${at}`] = scope === '' ? 'required' : 'scope'
  }
  return faults
}

/** Rows that were left empty are none. A part keeps its key, whatever it is called: repairs speak of it. */
export function componentsOf(product: Pick<ProductDetails, 'components'>, stored: readonly Component[]): Component[] {
  const taken = new Set(stored.map(({ key }) => key))
  const used = new Set<string>()
  return product.components
    .filter(({ name }) => !isBlank(name))
    .map(({ key, name, scope }) => {
      const own = key !== null && taken.has(key) && !used.has(key) ? key : newKey(taken)
      used.add(own)
      return { key: own, name: name.trim(), scope }
    })
}

function newKey(taken: Set<string>): string {
  let nth = 1
  while (taken.has(`c${nth}`)) nth++
  taken.add(`c${nth}`)
  return `c${nth}`
}

const nameOf = (name: string) => name.normalize('NFKC').trim().toLowerCase()

/** What two spellings of one model share; by its name where it has none. */
export const productKeyOf = ({ name, model }: Pick<ProductDetails, 'name' | 'model'>) => modelKeyOf(model || name) ?? ''

/** What search finds a product by. */
export const productSearchable = ({ name, model, components }: ProductFound) => ({
  texts: [name, model ?? '', ...components.map((component) => component.name)],
  numbers: [model ?? ''],
})
type ProductFound = { name: string; model: string | null; components: readonly { name: string }[] }

export const productViews = ['current', 'archived'] as const
export type ProductView = (typeof productViews)[number]
