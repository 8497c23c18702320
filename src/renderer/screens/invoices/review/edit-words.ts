import type { LocalEdit, TurnedEdit } from '../../../../shared/contract/shapes/lists/review.ts'

/** By what an edit is said. */
export type EditName = 'reviewed' | 'unreviewed' | 'tagged' | 'untagged' | 'note'

/** Gives by what is said what was undone or brought back. */
export function nameOfTurned(edit: TurnedEdit['edit']): EditName | 'handled' {
  return edit.kind === 'handled' ? 'handled' : nameOf(edit)
}

/** Gives by what an edit is said. */
export function nameOf(edit: LocalEdit): EditName {
  if (edit.kind === 'review') return edit.reviewed ? 'reviewed' : 'unreviewed'
  if (edit.kind === 'tag') return edit.isOn ? 'tagged' : 'untagged'
  return 'note'
}

/** The tag of an edit, as its words name it; empty for any other. */
export function tagIn(edit: TurnedEdit['edit']): string {
  return edit.kind === 'tag' ? edit.tag : ''
}

/** Gives the parameters of a sentence about a sale with what stands where its number would, where an exception of no sale has none. */
export function withNumber<T extends Readonly<Record<string, unknown>>>(params: T, ofNoSale: string): T {
  return params.number === '' ? { ...params, number: ofNoSale } : params
}
