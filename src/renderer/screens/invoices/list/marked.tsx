import { createContext, useContext } from 'react'
import { markedParts, type TextPart } from './marked-parts.ts'

/** The folded words that the list is searched for. */
export const SearchedWords = createContext<readonly string[]>([])

/** A text of a row, in which what was searched for is marked. */
export function Marked({ text }: { readonly text: string }) {
  const words = useContext(SearchedWords)
  return words.length === 0 ? text : <Parts parts={markedParts(text, words)} />
}

/** Parts of a text, those that were searched for marked. */
export function Parts({ parts }: { readonly parts: readonly TextPart[] }) {
  let at = 0
  return parts.map(({ text, isFound }) => {
    const place = at
    at += text.length
    return isFound ? <mark key={place}>{text}</mark> : text
  })
}
