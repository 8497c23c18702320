import { useEffect, useEffectEvent } from 'react'
import { useOnKey } from '../../keyboard/use-keys.tsx'

/** What a hand does at a till beside the keys, whatever it comes to. */
const SIGNS = ['pointerdown', 'pointermove', 'wheel'] as const
/** A lock counts in minutes: it is told of a person no more often than this, ms. */
const TOLD_EVERY_MS = 10_000

/** Calls `tell` when somebody does anything in the window: at once, and then at most every ten seconds for as long as they do. */
export function useSignOfLife(tell: () => void, isAsked: boolean): void {
  const latest = useEffectEvent(tell)
  const onKey = useOnKey()
  useEffect(() => {
    if (!isAsked) return
    let rest: ReturnType<typeof setTimeout> | null = null
    let isOwed = false
    const note = () => {
      if (rest !== null) {
        isOwed = true
        return
      }
      isOwed = false
      latest()
      rest = setTimeout(() => {
        rest = null
        if (isOwed) note()
      }, TOLD_EVERY_MS)
    }
    const stop = onKey(note)
    for (const sign of SIGNS) window.addEventListener(sign, note, { capture: true, passive: true })
    return () => {
      stop()
      if (rest !== null) clearTimeout(rest)
      for (const sign of SIGNS) window.removeEventListener(sign, note, { capture: true })
    }
  }, [isAsked, onKey])
}
