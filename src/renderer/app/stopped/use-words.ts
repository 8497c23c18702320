import type { BookProblem } from '../../../shared/contract/shapes/book.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useMaybeWords } from '../../i18n/words.ts'
import { mostMissed } from './ways.ts'

/** What is said of a problem of the book, wherever it is said. */
export interface ProblemWords {
  readonly title: string
  /** What is missing, or what was in it; null where that is not known. */
  readonly missing: string | null
  /** How it came, or what to do. */
  readonly how: string
  readonly safe: string
  /** What becomes of the numbers where the till goes on. */
  readonly numbers: string
}

/** Gives the words of a problem; one that this window does not know is named by its code. */
export function useProblemWords({ code, missing }: BookProblem): ProblemWords {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const format = useFormat()
  const part = (name: 'what' | 'safe' | 'next') =>
    maybe(`errors.${code}.${name}`) ?? t(`errorParts.unknown.${name}`, { code })
  function missed(): string | null {
    if (missing === null) return null
    const until = format.shortInstant(missing.until)
    if (code !== 'BOOK_BEHIND') return t('book.held', { count: missing.sales, until })
    const { what, count } = mostMissed(missing)
    return what === 'changes'
      ? t('book.missing.changes', { until })
      : t(`book.missing.${what}`, { count, until })
  }
  const number = missing?.nextNumber ?? null
  return {
    title: maybe(`book.title.${code}`) ?? part('what'),
    missing: missed(),
    how: maybe(`book.how.${code}`) ?? part('next'),
    safe: part('safe'),
    numbers: number === null ? t('book.safe.numbers') : t('book.goOn.number', { number }),
  }
}
