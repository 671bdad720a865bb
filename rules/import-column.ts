import type { ImportColumn, ImportKind } from '#rules/import.ts'
import { assetColumns } from '#rules/import-asset.ts'
import { contractColumns } from '#rules/import-contract.ts'
import { customerColumns } from '#rules/import-customer.ts'
import { productColumns } from '#rules/import-product.ts'

/** In the order in which templates and exports have them. */
export const importColumns: Record<ImportKind, readonly ImportColumn[]> = {
  customer: customerColumns,
  product: productColumns,
  asset: assetColumns,
  contract: contractColumns,
}
