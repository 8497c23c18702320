import { useRef, useState } from 'react'
import { type KeypadMessage, missedAfter } from './message.ts'

const KEYS_MISSED: KeypadMessage = { kind: 'keysMissed' }

/** Keeps what is said of the last thing that was done at the keypad; of an amount of which keys were missed that, until something else is. */
export function useNotice(isMissed: boolean) {
  const [said, setNotice] = useState<KeypadMessage | null>(null)
  const beforeRun = useRef<KeypadMessage | null>(null)
  return {
    notice: said ?? (isMissed ? KEYS_MISSED : null),
    setNotice,
    /** Told of each key, and whether a run begins with it: a scanner's keys take away what was said before it is known for one. */
    heard(isFirst: boolean) {
      if (isFirst) beforeRun.current = said
    },
    /** What was scanned before this run of keys, and is not in the sale. */
    missed: () => missedAfter(beforeRun.current),
  }
}
