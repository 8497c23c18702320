import { useState } from 'react'
import { useOverview } from '../../../data/app.ts'
import { type ExceptionFilter, type Handled, handleExceptions } from '../../../data/exceptions.ts'
import { turnEdit } from '../../../data/review.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { useFailureWords } from '../review/use-failure-words.ts'
import type { Said } from '../review/use-review.ts'
import { useTurnedWords } from '../review/use-turned-words.ts'
import { seenWithAll, type Tick } from './ticked.ts'

/** Marking as handled, the way back, and what the last line says of them. */
export interface Handling {
  readonly said: Said | null
  /** Undo, as this computer's keyboard has it, and the key that is held for an act. */
  readonly undo: string
  readonly mod: string
  /** So many have been seen to of an act that is under way; null for none. */
  readonly done: number | null
  say(text: string, isError?: boolean): void
  sayFailure(error: unknown): void
  /** Marks what is ticked as handled; gives whether anything came of it. */
  handle(ticks: ReadonlyMap<string, Tick>, note: string): Promise<boolean>
  turn(way: 'undo' | 'redo'): Promise<void>
}

/** Does the acts of the list of what needs attention, and says what came of them until the list shows others. */
export function useHandling(filter: ExceptionFilter): Handling {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const turnedWords = useTurnedWords()
  const failureWords = useFailureWords()
  const isMac = useOverview().platform === 'darwin'
  const mod = isMac ? '⌘' : t('keyMap.names.Ctrl')
  const undo = isMac ? '⌘Z' : `${mod}+Z`
  const [said, setSaid] = useState<Said | null>(null)
  const [done, setDone] = useState<number | null>(null)
  const [of, setOf] = useState(filter)
  // What was said was said of another list.
  if (of !== filter) {
    setOf(filter)
    setSaid(null)
  }

  function say(text: string, isError = false): void {
    setSaid({ text, isError })
    announce(text)
  }

  /** What was done, and what was left and why. */
  function wordsOf({ handled, gone, renewed, number, renewedNumber }: Handled): string {
    const figures = (count: number) => ({ count, figure: format.count(count) })
    const what =
      handled === 0
        ? t('attention.doneNone')
        : handled === 1 && number === ''
          ? t('attention.doneOne', { undo })
          : t('attention.done', { ...figures(handled), number, undo })
    const left = gone === 0 ? '' : ` ${t('attention.gone', figures(gone))}`
    const news =
      renewed === 0 ? '' : ` ${t('attention.renewed', { ...figures(renewed), number: renewedNumber })}`
    return what + left + news
  }

  return {
    ...{ said, undo, done, say, mod },
    sayFailure: (error) => say(failureWords(error), true),
    async handle(ticks, note) {
      const news = seenWithAll(ticks)
      setDone(0)
      try {
        const handled = await handleExceptions([...ticks.keys()], note, news, setDone)
        const words = wordsOf(handled)
        if (handled.stoppedBy !== null) say(failureWords(handled.stoppedBy, words), true)
        else say(words, handled.handled === 0)
        return handled.stoppedBy === null
      } catch (error) {
        say(failureWords(error), true)
        return false
      } finally {
        setDone(null)
      }
    },
    async turn(way) {
      try {
        say(turnedWords(way, await turnEdit(way)))
      } catch (error) {
        say(failureWords(error), true)
      }
    },
  }
}
