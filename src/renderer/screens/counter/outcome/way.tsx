import { ChevronRight } from 'lucide-react'
import { Button } from 'react-aria-components/Button'
import { type KeyId, shortcutOf } from '../../../keyboard/keys.ts'

interface WayProps {
  readonly of: KeyId
  readonly name: string
  /** What comes of it. */
  readonly say: string
  readonly isFirst?: boolean
  readonly isOff?: boolean
  /** The id of the words that say why it cannot be taken. */
  readonly why?: string
  readonly onPress: () => void
}

/** One way on from a question: its key, its name and what comes of it. */
export function Way({ of, name, say, isFirst = false, isOff = false, why, onPress }: WayProps) {
  return (
    <li>
      <Button
        className={isFirst ? 'way way-first' : 'way'}
        aria-keyshortcuts={shortcutOf(of)}
        {...(isOff && { 'aria-disabled': true })}
        {...(isOff && why !== undefined && { 'aria-describedby': why })}
        onPress={onPress}
      >
        <span className="key" aria-hidden="true">
          {shortcutOf(of)}
        </span>
        <span>
          <strong className="way-name">{name}</strong> <span className="way-say">{say}</span>
        </span>
        <ChevronRight aria-hidden="true" size={20} />
      </Button>
    </li>
  )
}
