import { useTranslation } from 'react-i18next'
import { Button } from '../components/button.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { type Overview, useOverview, useSwitchBook } from '../data/app.ts'
import { useMaybeWords } from '../i18n/words.ts'

interface Props {
  readonly problem: NonNullable<Overview['bookProblem']>
}

/** The whole window when the book cannot be used: what happened, what is safe, what to do next. */
export function BookProblem({ problem }: Props) {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const { book } = useOverview()
  const switchBook = useSwitchBook()
  const other = book.kind === 'live' ? 'practice' : 'live'
  const part = (name: 'what' | 'safe' | 'next') =>
    maybe(`errors.${problem.code}.${name}`) ?? t(`errorParts.unknown.${name}`, { code: problem.code })
  return (
    <main className="start book-problem">
      <h1>{part('what')}</h1>
      <dl className="three-parts">
        <dt>{t('book.whatIsSafe')}</dt>
        <dd>{part('safe')}</dd>
        <dt>{t('book.whatNext')}</dt>
        <dd>{part('next')}</dd>
      </dl>
      <p className="quiet">
        <bdi>{t('book.path', { path: problem.path })}</bdi>
      </p>
      <div className="actions">
        <Button look="primary" isDisabled={switchBook.isPending} onPress={() => switchBook.mutate(book.kind)}>
          {t('book.retry')}
        </Button>
        <Button isDisabled={switchBook.isPending} onPress={() => switchBook.mutate(other)}>
          {t(other === 'practice' ? 'book.practiceInstead' : 'book.liveInstead')}
        </Button>
      </div>
      <ErrorWords error={switchBook.error} />
    </main>
  )
}
