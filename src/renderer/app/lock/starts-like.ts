import { fold } from '../../../shared/text/fold.ts'

/** Says whether a name, or a word of it, begins with these letters, whatever their case and accents, on a computer of any language. */
export function startsLike(name: string, letters: string): boolean {
  const begun = fold(letters)
  return [name, ...name.split(/[\s'-]+/u)].some((part) => fold(part).startsWith(begun))
}
