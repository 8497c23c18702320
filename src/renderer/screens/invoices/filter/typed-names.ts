import { MOST_ITEMS } from '../../../../shared/contract/plain/limits.ts'
import { fold } from '../../../../shared/text/fold.ts'
import type { Choice } from './choice.ts'

/** A word as it is compared: neither its case nor its accents count, nor what stands between its parts. */
export const plain = (text: string) => fold(text).replace(/[\s\p{Cf}'_-]+/gu, '')

/** Commas, as languages write them. */
export const COMMA = /[,،]/u

/** The words between the commas of a value. */
export function listed(value: string): readonly string[] {
  return value.split(COMMA).map(plain).filter(Boolean)
}

/** Both together, each once. */
export function union<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return [...new Set([...one, ...other])]
}

/** Those that have a name which begins with what was typed, or a word in it that does; null where one finds nothing. */
export function among<T>(
  value: string,
  all: readonly T[],
  namesOf: (one: T) => readonly string[],
): readonly T[] | null {
  const wanted = listed(value)
  const found = wanted.map((typed) => {
    const names = (one: T) => namesOf(one).flatMap((name) => [plain(name), ...name.split(/\s+/).map(plain)])
    const exact = all.filter((one) => namesOf(one).some((name) => plain(name) === typed))
    return exact.length > 0 ? exact : all.filter((one) => names(one).some((name) => name.startsWith(typed)))
  })
  return wanted.length === 0 || found.some(({ length }) => length === 0) ? null : found.flat()
}

/** Reads items as the sales name them, which may have commas in their names; null where those are not known yet. */
export function readItems(
  value: string,
  choice: Choice,
  { items }: { readonly items: readonly string[] | null },
): Choice | 'item' | 'many' | null {
  if (!items) return null
  const typed = plain(fold(value))
  const isNamed = (name: string) =>
    typed === '' ? fold(name).trim() === fold(value).trim() : plain(fold(name)) === typed
  const whole = value === '' ? [] : items.filter(isNamed)
  const found = whole.length > 0 ? whole : among(fold(value), items, (name) => [fold(name)])
  if (!found) return 'item'
  const item = union(choice.item, found)
  return item.length > MOST_ITEMS ? 'many' : { ...choice, item }
}

/** Reads till codes, whole; null where those of the book are not known yet. */
export function readTills(
  value: string,
  choice: Choice,
  { tills }: { readonly tills: readonly string[] | null },
): Choice | 'till' | null {
  if (!tills) return null
  const wanted = listed(value)
  const found = tills.filter((code) => wanted.includes(plain(code)))
  return wanted.length === 0 || found.length < new Set(wanted).size
    ? 'till'
    : { ...choice, till: union(choice.till, found) }
}
