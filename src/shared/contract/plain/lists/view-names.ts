import { typedText } from '../typed-text.ts'

/** A saved view's name is no longer than this, in UTF-16 units. */
export const VIEW_NAME_LIMIT = 60

/** Each list has at most so many saved views. */
export const MOST_VIEWS = 50

/** The saved views of a book are no longer than this as JSON, UTF-8 bytes: with one view more, of whatever length, they can still be sent. */
export const MOST_VIEW_BYTES = 160_000

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

/** Gives the name with as small a number behind it as tells it from all of these; as it is where none of them is the same. */
export function freeName(name: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) {
    const end = n === 1 ? '' : ` ${n}`
    const free = viewNameOf(name.slice(0, VIEW_NAME_LIMIT - end.length)) + end
    if (areApart([...taken, free])) return free
  }
}

function readAs(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
