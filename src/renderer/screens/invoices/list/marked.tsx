import { createContext, useContext } from 'react'
import { markedParts } from './marked-parts.ts'

/** The folded words that the list is searched for. */
export const SearchedWords = createContext<readonly string[]>([])

/** A text of a row, in which what was searched for is marked. */
export function Marked({ text }: { readonly text: string }) {
  const words = useContext(SearchedWords)
  if (words.length === 0) return text
  let at = 0
  return markedParts(text, words).map(({ text: part, isFound }) => {
    const place = at
    at += part.length
    return isFound ? <mark key={place}>{part}</mark> : part
  })
}
