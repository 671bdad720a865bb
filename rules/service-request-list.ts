/** What one asks of the list of service requests. */
export const listViews = ['open', 'mine', 'unassigned', 'waiting', 'resolved', 'all', 'held'] as const
export type ListView = (typeof listViews)[number]

/** Where the next page begins: the last row's place in the view's order. */
export type Cursor = { at: number; id: string }

export const cursorText = (cursor: Cursor) => `${cursor.at.toString(36)}-${cursor.id}`

/** Undefined for what is no cursor of ours. */
export function parseCursor(text: string | undefined): Cursor | undefined {
  const [, at, id] = text?.match(/^([0-9a-z]{1,11})-([0-9A-Z]{26})$/) ?? []
  return at && id ? { at: Number.parseInt(at, 36), id } : undefined
}
