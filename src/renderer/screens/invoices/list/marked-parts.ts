import { foldWithPlaces } from '../../../../shared/text/fold.ts'

/** A part of a text, and whether it is what was searched for. */
export interface TextPart {
  readonly text: string
  readonly isFound: boolean
}

/** Takes a text apart where it holds one of these folded words. */
export function markedParts(text: string, words: readonly string[]): readonly TextPart[] {
  const { text: folded, places } = foldWithPlaces(text)
  const found = new Uint8Array(text.length)
  for (const word of words) {
    for (let at = folded.indexOf(word); word !== '' && at >= 0; at = folded.indexOf(word, at + word.length))
      found.fill(1, places[at], places[at + word.length])
  }
  const parts: TextPart[] = []
  for (let at = 0; at < text.length; ) {
    const next = found.indexOf(found[at] === 1 ? 0 : 1, at)
    const end = next < 0 ? text.length : next
    parts.push({ text: text.slice(at, end), isFound: found[at] === 1 })
    at = end
  }
  return parts
}

/** So much stands before what was found, characters. */
const SHORTLY = 6

/** Gives the end of what stands before the part that was found, so that no column is too narrow to show that one; the whole where it is short. */
export function shortlyBefore(text: string): string {
  const characters = [...text]
  return characters.length <= SHORTLY + 1 ? text : `…${characters.slice(-SHORTLY).join('')}`
}

/** Gives the parts of a text, as far as they lie from one place until before another. */
export function partsBetween(parts: readonly TextPart[], from: number, until: number): readonly TextPart[] {
  let at = 0
  return parts.flatMap(({ text, isFound }) => {
    const begins = at
    at += text.length
    const within = text.slice(Math.max(0, from - begins), Math.max(0, until - begins))
    return within === '' ? [] : [{ text: within, isFound }]
  })
}
