import { BookLock } from 'lucide-react'
import { useEffect } from 'react'
import type { BookProblem } from '../../../shared/contract/shapes/book.ts'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useOverview } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useMaybeWords } from '../../i18n/words.ts'
import { useAnnouncer } from '../../window/announcer.tsx'
import { CheckProgress } from './check-progress.tsx'
import { useLook } from './use-look.ts'
import { useProblemWords } from './use-words.ts'
import { isPassing } from './ways.ts'

interface Props {
  /** Shows the ways on again. */
  readonly onDecide: () => void
}

/** Stands above every place while the book can be looked at and may not be written. */
export function BookBanner({ onDecide }: Props) {
  const { bookProblem } = useOverview()
  if (bookProblem === null) return null
  return <Banner problem={bookProblem} onDecide={onDecide} />
}

function Banner({ problem, onDecide }: Props & { readonly problem: BookProblem }) {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const { announce } = useAnnouncer()
  const { title, missing } = useProblemWords(problem)
  const passes = isPassing(problem)
  const what = missing ?? title
  const safe = (passes && maybe(`book.banner.${problem.code}`)) || t('book.banner.reading')
  useEffect(() => announce(`${what} ${safe}`), [announce, what, safe])
  return (
    <section className="banner" aria-label={t('book.banner.label')}>
      <BookLock aria-hidden="true" size={24} />
      <p className="banner-words">
        <strong>{what}</strong> {safe}
      </p>
      {problem.code === 'BOOK_CHECKING' && <CheckProgress />}
      {problem.code !== 'BOOK_CHECKING' && passes && <LookAgain problem={problem} />}
      {!passes && <Button onPress={onDecide}>{t('book.banner.decide')}</Button>}
    </section>
  )
}

function LookAgain({ problem }: { readonly problem: BookProblem }) {
  const { t } = useTranslation()
  const look = useLook(problem)
  return (
    <>
      <Button isPending={look.isPending} onPress={look.again}>
        {t('book.way.lookAgain.act')}
      </Button>
      {look.isStillSo && <p role="status">{t('book.stillSo')}</p>}
      <ErrorWords error={look.error} />
    </>
  )
}
