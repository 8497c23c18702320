import { typedText } from './typed-text.ts'

/** A saved view's name is no longer than this, in UTF-16 units. */
export const VIEW_NAME_LIMIT = 60

/** Each list has at most so many saved views. */
export const MOST_VIEWS = 50

/** Gives the name that was typed for a view as it is kept: one line without outer blanks; empty where nothing in it can be seen. */
export function viewNameOf(typed: string): string {
  return typedText(typed.replace(/\s+/gu, ' '))
}

/** Says whether two names are one to a reader: small and large letters, and wide or joined forms, are no difference. */
export function isSameName(one: string, other: string): boolean {
  return readAs(one) === readAs(other)
}

/** Says whether each of these names is the only one of its kind. */
export function areApart(names: readonly string[]): boolean {
  return new Set(names.map(readAs)).size === names.length
}

function readAs(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
