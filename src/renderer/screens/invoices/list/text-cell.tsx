// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import { Marked } from './marked.tsx'

interface Props {
  readonly className: string
  /** Null or empty for none. */
  readonly text: string | null
}

/** A name in a row of any list, with the whole in its title and what was searched for marked. */
export function TextCell({ className, text }: Props) {
  return (
    <span role="gridcell" className={`list-cell ${className}`}>
      <bdi title={text || undefined}>{text ? <Marked text={text} /> : '—'}</bdi>
    </span>
  )
}
