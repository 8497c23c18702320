interface Props {
  /** Null for none. */
  readonly text: string | null
  /** So many characters of its beginning and its end stand in the list. */
  readonly head: number
  readonly tail: number
}

/** A long name of which beginning and end are seen: the whole is its title, is read aloud, and is what is copied. */
export function Shortened({ text, head, tail }: Props) {
  if (!text) return null
  if (text.length <= head + tail + 1) return <bdi>{text}</bdi>
  return (
    <bdi dir="ltr" title={text}>
      {text.slice(0, head)}
      <span className="shortened-middle">
        <span className="shortened-text">{text.slice(head, -tail)}</span>
      </span>
      {text.slice(-tail)}
    </bdi>
  )
}
