import type { BackupsView } from '../../../shared/contract/shapes/books/backup.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Progress } from './progress.tsx'

/** How far going back to a backup is: the backup is laid out and checked, then the book as it is now is saved, then one takes the other's place. */
export function RestoreProgress({
  view: { restoring, making },
}: {
  readonly view: Pick<BackupsView, 'restoring' | 'making'>
}) {
  const { t } = useTranslation()
  const step = restoring !== null ? 'checking' : making !== null ? 'saving' : 'placing'
  return (
    <div className="restore-progress" role="status">
      <Progress label={t('backups.progress.label')} done={restoring ?? making ?? 1} />
      <p className="help">{t(`backups.progress.${step}`)}</p>
    </div>
  )
}
