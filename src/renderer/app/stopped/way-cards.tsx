import {
  ArchiveRestore,
  ArrowRight,
  BookPlus,
  Eye,
  History,
  LifeBuoy,
  RefreshCw,
  Shuffle,
} from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { BookProblem } from '../../../shared/contract/shapes/book.ts'
import type { BackupsView } from '../../../shared/contract/shapes/books/backup.ts'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { RestoreErrorWords } from '../../components/progress/restore-error.tsx'
import { RestoreProgress } from '../../components/progress/restore-progress.tsx'
import { useBeginNew, useGoOn, useKeptCopy, useOverview } from '../../data/app.ts'
import { useRestore, useSalvage } from '../../data/backups.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { newestGood } from '../../screens/books/backups/standing.ts'
import { useNavigation } from '../../window/navigation.tsx'
import { RestoreWayText } from './restore-way.tsx'
import { SecondStep } from './second-step.tsx'
import { useLook } from './use-look.ts'
import type { ProblemWords } from './use-words.ts'
import { type Way, wantsFile, waysOf } from './ways.ts'

const ICONS = {
  useKept: ArchiveRestore,
  restore: History,
  lookAgain: RefreshCw,
  salvage: LifeBuoy,
  read: Eye,
  goOn: ArrowRight,
  beginNew: BookPlus,
  otherBook: Shuffle,
} as const

interface Props {
  readonly problem: BookProblem
  readonly words: ProblemWords
  /** Null where nothing is known of the backups. */
  readonly backups: BackupsView | null
  readonly onRead: () => void
}

/** The ways on as cards, the best first and with the focus; one that gives something up asks once more. */
export function Ways({ problem, words, backups, onRead }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { goToBooks } = useNavigation()
  const best = newestGood(backups?.rows ?? [])
  const { book } = useOverview()
  const [asked, setAsked] = useState<'goOn' | 'beginNew' | null>(null)
  const look = useLook(problem)
  const keptCopy = useKeptCopy()
  const goOn = useGoOn()
  const beginNew = useBeginNew()
  // What it came to is said there.
  const showWhatCame = () => goToBooks('backups')
  const restore = useRestore(showWhatCame)
  const salvage = useSalvage(showWhatCame)
  const other = book.kind === 'live' ? 'practice' : 'live'
  const isPending = [look, keptCopy, goOn, beginNew, restore, salvage].some((one) => one.isPending)
  const act: Readonly<Record<Way, () => void>> = {
    useKept: () => keptCopy.mutate(undefined),
    restore: () => best && restore.mutate(best.name),
    lookAgain: look.again,
    salvage: () => salvage.mutate(),
    read: onRead,
    goOn: () => setAsked('goOn'),
    beginNew: () => setAsked('beginNew'),
    otherBook: look.other,
  }
  const titleOf = (named: Named): string =>
    named === 'restore' && best
      ? t('book.way.restore.title', { when: format.when(best.madeAt) })
      : t(`book.way.${named}.title`)
  function textOf(named: Named): ReactNode {
    if (named === 'restore') return best && <RestoreWayText problem={problem} best={best} />
    return named === 'goOn' ? words.numbers : t(`book.way.${named}.text`)
  }
  const second = asked === 'goOn' ? goOn : beginNew
  return (
    <>
      <ul className="way-cards">
        {waysOf(problem, best !== null).map((way, index) => {
          const isFirst = index === 0 && way !== 'otherBook'
          const named = wordsOf(way, problem, other)
          return (
            <li key={way} className={isFirst ? 'card way-card way-card-first' : 'card way-card'}>
              <WayIcon way={way} />
              <div className="way-card-words">
                <h2 id={`way-${way}`}>{titleOf(named)}</h2>
                <p className="quiet">{textOf(named)}</p>
                {way === 'restore' && restore.isPending && backups && <RestoreProgress view={backups} />}
                {way === 'salvage' && salvage.isPending && (
                  <p role="status">{t('book.way.salvage.pending')}</p>
                )}
                {way === 'lookAgain' && look.isStillSo && (
                  <p role="status" className="attention-words">
                    {t('book.stillSo')}
                  </p>
                )}
              </div>
              <Button
                look={isFirst ? 'primary' : 'plain'}
                autoFocus={isFirst}
                aria-describedby={isFirst ? 'stopped-title stopped-what' : `way-${way}`}
                isPending={isPending}
                {...(way !== 'read' && { needs: 'setUp' })}
                onPress={act[way]}
              >
                {t(`book.way.${named}.act`)}
                {isFirst && (
                  <span className="key-hint" aria-hidden="true">
                    {t('keyMap.names.Enter')}
                  </span>
                )}
              </Button>
            </li>
          )
        })}
      </ul>
      <ErrorWords error={keptCopy.error ?? look.error ?? salvage.error} />
      <RestoreErrorWords error={restore.error} />
      <SecondStep
        step={asked}
        words={words}
        error={second.error}
        isPending={second.isPending}
        onDo={() => second.mutate(undefined)}
        onClose={() => setAsked(null)}
      />
    </>
  )
}

function WayIcon({ way }: { readonly way: Way }) {
  const Icon = ICONS[way]
  return <Icon aria-hidden="true" size={24} className="way-card-icon" />
}

type Named = Exclude<Way, 'otherBook'> | 'lookForFile' | 'live' | 'practice'

function wordsOf(way: Way, problem: BookProblem, other: 'live' | 'practice'): Named {
  if (way === 'otherBook') return other
  return way === 'lookAgain' && wantsFile(problem) ? 'lookForFile' : way
}
