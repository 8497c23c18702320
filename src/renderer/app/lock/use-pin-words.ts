import { useNow } from '../../components/hooks/use-now.ts'
import { failureOf } from '../../data/call.ts'
import { type PersonView, usePeople, waitLeft } from '../../data/people.ts'
import { durationText } from '../../i18n/format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useMaybeWords } from '../../i18n/words.ts'

/** Gives how long this person's PIN is not looked at yet, in seconds, and what is said of the last try; null for nothing. */
export function usePinWords(person: PersonView | null, error: unknown) {
  const { t, i18n } = useTranslation()
  const maybe = useMaybeWords()
  const { readAt } = usePeople()
  // Drawn again each second.
  useNow()
  const seconds = person ? waitLeft(person, readAt, performance.now()) : 0
  if (seconds > 0) {
    return { seconds, words: t('people.pin.wait', { time: durationText(seconds * 1_000, i18n.language) }) }
  }
  if (error === null || error === undefined) return { seconds, words: null }
  const { code, params } = failureOf(error)
  if (code === 'PIN_WRONG') {
    const left = typeof params.left === 'number' ? params.left : (person?.triesLeft ?? 0)
    return { seconds, words: t('people.pin.wrong', { count: left }) }
  }
  // What was waited for is over.
  if (code === 'PIN_WAIT') return { seconds, words: null }
  const part = (name: 'what' | 'next') => maybe(`errors.${code}.${name}`, params)
  return { seconds, words: [part('what'), part('next')].filter(Boolean).join(' ') || code }
}
