import { useEffect, useRef } from 'react'
import type { KeyHandler, KeyWatch, Press } from '../../../keyboard/dispatcher.ts'
import { isKey, KEY_IDS, KEYS } from '../../../keyboard/keys.ts'
import { SINGLE_KEY_MS } from '../../../keyboard/scanner.ts'

const LIST_KEYS = KEY_IDS.filter((id) => KEYS[id].scope === 'list')

/** Says whether a press types a character that means nothing in a list: then what came close before it was a code. */
function isStray(press: Press): boolean {
  return press.key.length === 1 && !LIST_KEYS.some((id) => isKey(id, press))
}

interface Aim<Meant> {
  /** What the press is upon, as it is pressed; null for nothing. */
  aim(): Promise<Meant | null>
  act(meant: Meant): void
  /** A code was typed: what was done within these last few ms was its doing. */
  onCode(withinMs: number): void
}

/**
 * Hears Space in a list.
 *
 * It may follow any key at once, as it does under a quick hand, and counts only where no character of a code has followed it: it acts
 * a moment later, upon what the keys stood on as it was pressed. Behind such a character it is a code's own blank.
 */
export function useLateSpace<Meant>(own: Aim<Meant>): {
  readonly space: KeyHandler
  readonly watch: KeyWatch
} {
  const waiting = useRef(new Set<ReturnType<typeof setTimeout>>())
  const codeAt = useRef(Number.NEGATIVE_INFINITY)
  const latest = useRef(own)
  useEffect(() => {
    latest.current = own
  })
  function forget(): void {
    for (const timer of waiting.current) clearTimeout(timer)
    waiting.current.clear()
  }
  /** A character that comes right behind one of a code is of it too. */
  function isOfCode({ key, timeStamp, repeat }: Press): boolean {
    return key.length === 1 && !repeat && timeStamp - codeAt.current <= SINGLE_KEY_MS
  }
  useEffect(() => {
    const timers = waiting.current
    return () => {
      for (const timer of timers) clearTimeout(timer)
    }
  }, [])
  return {
    space: {
      takes: (press) => !press.onPressable,
      run(press) {
        if (isOfCode(press)) return
        const meant = own.aim()
        const timer = setTimeout(() => {
          waiting.current.delete(timer)
          void meant.then((one) => one !== null && latest.current.act(one))
        }, SINGLE_KEY_MS)
        waiting.current.add(timer)
      },
    },
    watch(press) {
      // A reason that is typed at once behind the key that asked for it is no code.
      if (press.inField) return false
      if (isStray(press) || isOfCode(press)) codeAt.current = press.timeStamp
      if (isStray(press)) {
        forget()
        latest.current.onCode(2 * SINGLE_KEY_MS)
      }
      return false
    },
  }
}
