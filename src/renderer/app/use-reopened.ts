import { useCallback, useEffect, useRef, useState } from 'react'
import { onAppEvent } from '../data/bridge.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useAnnouncer } from '../window/announcer.tsx'

/** That the book was opened anew by itself, until a person has seen it. */
export interface Reopened {
  /** Null when there is nothing to say. */
  readonly sentence: string | null
  readonly dismiss: () => void
}

/** Hears that the book's thread was lost and the book opened anew, whatever the window shows meanwhile. */
export function useReopened(): Reopened {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const [isTold, setIsTold] = useState(false)
  const sentence = t('book.reopened')
  const tell = useRef<() => void>(() => undefined)
  useEffect(() => {
    tell.current = () => {
      setIsTold(true)
      announce(sentence)
    }
  }, [announce, sentence])
  useEffect(
    () =>
      onAppEvent(({ name }) => {
        if (name === 'book.reopened') tell.current()
      }),
    [],
  )
  const dismiss = useCallback(() => setIsTold(false), [])
  return { sentence: isTold ? sentence : null, dismiss }
}
