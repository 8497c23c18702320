import { Progress } from '../../components/progress/progress.tsx'
import { useBookCheck } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

/** How far the check of the book is. */
export function CheckProgress() {
  const { t } = useTranslation()
  const done = useBookCheck() ?? 0
  return (
    <div className="check-progress">
      <Progress label={t('book.progress')} done={done} />
      <p className="help">{t('book.progressDone', { percent: Math.floor(done * 100) })}</p>
    </div>
  )
}
