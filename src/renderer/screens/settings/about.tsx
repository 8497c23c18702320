import { useOverview } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

/** What this app is, and which version. */
export function About() {
  const { t } = useTranslation()
  const { version } = useOverview()
  return (
    <>
      <p>{t('settings.about.text')}</p>
      <p className="quiet">{t('settings.about.version', { version })}</p>
    </>
  )
}
