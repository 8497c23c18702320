import { useContext } from 'react'
import { Parts, SearchedWords } from '../marked.tsx'
import { markedParts, partsBetween } from '../marked-parts.ts'

interface Props {
  /** Null for none. */
  readonly text: string | null
  /** So many characters of its beginning and its end stand in the list. */
  readonly head: number
  readonly tail: number
}

/**
 * A long name of which beginning and end are seen: the whole is its title, is read aloud, and is what is copied. What was searched for is
 * marked, and where it stands between the two, what stands for that.
 */
export function Shortened({ text, head, tail }: Props) {
  const words = useContext(SearchedWords)
  if (!text) return null
  const parts = words.length === 0 ? [{ text, isFound: false }] : markedParts(text, words)
  if (text.length <= head + tail + 1) {
    return (
      <bdi>
        <Parts parts={parts} />
      </bdi>
    )
  }
  const end = text.length - tail
  return (
    <bdi dir="ltr" title={text}>
      <Parts parts={partsBetween(parts, 0, head)} />
      <span className="shortened-middle">
        <span className="shortened-text">
          <Parts parts={partsBetween(parts, head, end)} />
        </span>
      </span>
      <Parts parts={partsBetween(parts, end, text.length)} />
    </bdi>
  )
}
