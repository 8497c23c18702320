import { fold } from './fold.ts'

/** Gives the words of a search, folded, with what stands around them; nothing where it is blank. */
export function searchWords(search: string): readonly string[] {
  return fold(search).split(' ').filter(Boolean)
}

/** Says whether nobody sees anything in a search: blanks and invisible marks leave out nothing. */
export function isBlankSearch(search: string): boolean {
  return searchWords(search).length === 0
}

/** Gives a word without what stands before and behind it, which is rarely meant; a sign alone counts unless sentences are made with it. */
export function bareWord(word: string): string {
  const bare = word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return bare === '' && !/^[\p{P}\p{Z}]+$/u.test(word) ? word : bare
}
