import { useEffect, useRef } from 'react'
import type { Press } from '../../../keyboard/dispatcher.ts'
import { isKey, KEY_IDS, KEYS } from '../../../keyboard/keys.ts'
import { SINGLE_KEY_MS } from '../../../keyboard/scanner.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import type { ReviewActs } from './use-review.ts'

const LIST_KEYS = KEY_IDS.filter((id) => KEYS[id].scope === 'list')

/** Says whether a press types a character that means nothing in a list: then what came close before it was a code. */
function isStray(press: Press): boolean {
  return press.key.length === 1 && !LIST_KEYS.some((id) => isKey(id, press))
}

interface Ways {
  onNote(): void
  onTag(): void
  go(index: number): void
}

/**
 * Hears the keys of a review.
 *
 * Space may follow any key at once, as it does under a quick hand, and counts only where no character of a code has followed it: it acts
 * a moment later, upon what the keys stood on as it was pressed. Behind such a character it is a code's own blank.
 */
export function useReviewKeys(review: ReviewActs, { onNote, onTag, go }: Ways): void {
  const waiting = useRef(new Set<ReturnType<typeof setTimeout>>())
  const codeAt = useRef(Number.NEGATIVE_INFINITY)
  const latest = useRef(review)
  useEffect(() => {
    latest.current = review
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
  useKeys(
    'list',
    review.isOn
      ? {
          markReviewed: {
            takes: (press) => !press.onPressable,
            run(press) {
              if (isOfCode(press)) return
              const meant = review.target()
              const timer = setTimeout(() => {
                waiting.current.delete(timer)
                void meant.then((target) => target && latest.current.mark(target))
              }, SINGLE_KEY_MS)
              waiting.current.add(timer)
            },
          },
          noteRows: onNote,
          tagRows: onTag,
          nextDue: () => void review.next().then((place) => place !== null && go(place)),
          selectAll: () => review.selection.all(),
          undoEdit: () => void review.turn('undo'),
          redoEdit: () => void review.turn('redo'),
        }
      : {},
    (press) => {
      if (isStray(press) || isOfCode(press)) codeAt.current = press.timeStamp
      if (isStray(press)) {
        forget()
        review.selection.clearFresh(2 * SINGLE_KEY_MS)
      }
      return false
    },
  )
}
