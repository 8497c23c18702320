import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly practice: boolean
  readonly children: ReactNode
}

/** The edge of the window; in the practice book it is striped and says so, always. */
export function Frame({ practice, children }: Props) {
  const { t } = useTranslation()
  if (!practice) return <div className="frame">{children}</div>
  return (
    <div className="frame frame-practice">
      <aside className="practice-edge" aria-label={t('app.practiceWord')}>
        <span className="practice-plate">
          <strong>{t('app.practiceWord')}</strong> {t('app.practiceSentence')}
        </span>
      </aside>
      {children}
    </div>
  )
}
