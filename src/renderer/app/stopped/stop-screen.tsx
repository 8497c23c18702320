import { CircleCheck, FolderOpen } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { BookProblem } from '../../../shared/contract/shapes/book.ts'
import type { BackupsView } from '../../../shared/contract/shapes/books/backup.ts'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { PathText } from '../../components/path-text.tsx'
import { useOverview, useShowBookFolder } from '../../data/app.ts'
import { useBackups } from '../../data/backups.ts'
import { useIsAllowed, useSignedIn } from '../../data/people.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useLoneEnter } from '../../keyboard/use-lone-enter.ts'
import { useMissedKeys } from '../../sale-entry/entry-provider.tsx'
import { PersonFoot } from '../lock/person-foot.tsx'
import { CheckProgress } from './check-progress.tsx'
import { useProblemWords } from './use-words.ts'
import { Ways } from './way-cards.tsx'
import { type FoundFact, foundOf, safeOf, wantsBackup } from './ways.ts'

interface Props {
  readonly problem: BookProblem
  /** Shows the book as it is, to look at. */
  readonly onRead: () => void
}

/** The whole window where the book may not be written: what happened and the ways on, what is safe, what was found. */
export function StopScreen({ problem, onRead }: Props) {
  const { t } = useTranslation()
  const words = useProblemWords(problem)
  const guard = useLoneEnter()
  useMissedKeys()
  const heading = useRef<HTMLHeadingElement>(null)
  const mayReview = useIsAllowed('review')
  const backups = useBackups(wantsBackup(problem) && mayReview)
  const checking = problem.code === 'BOOK_CHECKING'
  const mayDecide = useIsAllowed('setUp')
  useEffect(() => {
    if (checking || !mayDecide) heading.current?.focus()
  }, [checking, mayDecide])
  return (
    <main className="stopped" aria-labelledby="stopped-title" onKeyDownCapture={guard}>
      <div className="stopped-ways">
        <p className="stopped-app">{t('app.name')}</p>
        <h1 id="stopped-title" className="stopped-title" ref={heading} tabIndex={-1}>
          {words.title}
        </h1>
        <p id="stopped-what" className="stopped-what">
          {words.missing} {words.how}
        </p>
        {checking && <CheckProgress />}
        {backups.isLoading ? (
          <p aria-busy="true">{t('book.lookingForBackups')}</p>
        ) : (
          <Ways problem={problem} words={words} backups={backups.data ?? null} onRead={onRead} />
        )}
      </div>
      <Aside problem={problem} safe={words.safe} backups={backups.data ?? null} />
    </main>
  )
}

interface AsideProps {
  readonly problem: BookProblem
  readonly safe: string
  readonly backups: BackupsView | null
}

function Aside({ problem, safe, backups }: AsideProps) {
  const { t } = useTranslation()
  const inSecond = backups?.second?.count ?? 0
  const { book } = useOverview()
  const showFolder = useShowBookFolder()
  const signedIn = useSignedIn()
  return (
    <aside className="stopped-aside" aria-labelledby="stopped-safe">
      <section>
        <h2 id="stopped-safe">{t('book.whatIsSafe')}</h2>
        <ul className="stopped-safe">
          {[
            safe,
            ...(backups && backups.here.count > 0
              ? [t('book.safe.backupsHere', { count: backups.here.count })]
              : []),
            ...(inSecond > 0 ? [t('book.safe.backupsAway', { count: inSecond })] : []),
            ...safeOf(problem, book.kind).map((one) => t(`book.safe.${one}`)),
          ].map((sentence) => (
            <li key={sentence}>
              <CircleCheck aria-hidden="true" size={20} />
              {sentence}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('book.whatWasFound')}</h2>
        <dl className="facts">
          {foundOf(problem).map((fact) => (
            <div className="fact" key={fact.name}>
              <dt>{t(`book.found.${fact.name}`)}</dt>
              <dd>
                <FactText fact={fact} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <footer className="stopped-foot">
        <Button needs="setUp" onPress={() => showFolder.mutate()}>
          <FolderOpen aria-hidden="true" size={16} />
          {t('book.showFiles')}
        </Button>
        <ErrorWords error={showFolder.error} />
        <p className="help">{t('book.nothingDeleted')}</p>
        {signedIn !== null && <PersonFoot />}
      </footer>
    </aside>
  )
}

function FactText({ fact }: { readonly fact: FoundFact }) {
  const format = useFormat()
  if ('at' in fact) return format.instant(fact.at)
  if ('count' in fact) return format.count(fact.count)
  return <bdi>{fact.name === 'file' ? <PathText path={fact.text} /> : fact.text}</bdi>
}
