import type { BookProblem } from '../../../shared/contract/shapes/book.ts'
import type { BackupRow } from '../../../shared/contract/shapes/books/backup.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { newerThan } from './ways.ts'

interface Props {
  readonly problem: BookProblem
  readonly best: BackupRow
}

/** What going back to the newest good backup brings: what it holds, and what becomes of what is newer. */
export function RestoreWayText({ problem, best }: Props) {
  const { t } = useTranslation()
  const newer = newerThan(problem, best)
  return (
    <>
      {best.sales === null
        ? t('book.way.restore.holdsUnknown')
        : t('book.way.restore.holds', { count: best.sales })}{' '}
      {newer !== null && newer > 0 && `${t('book.way.restore.newer', { count: newer })} `}
      {newer !== 0 && problem.code !== 'DATA_MISSING' && t('book.way.restore.taken')}
    </>
  )
}
