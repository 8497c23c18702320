import { ProgressBar } from 'react-aria-components/ProgressBar'
import { useBookCheck } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

/** How far the check of the book is. */
export function CheckProgress() {
  const { t } = useTranslation()
  const percent = Math.floor((useBookCheck() ?? 0) * 100)
  return (
    <div className="check-progress">
      <ProgressBar aria-label={t('book.progress')} value={percent} className="progress">
        <span className="progress-track">
          <span className="progress-fill" style={{ inlineSize: `${percent}%` }} />
        </span>
      </ProgressBar>
      <p className="help">{t('book.progressDone', { percent })}</p>
    </div>
  )
}
