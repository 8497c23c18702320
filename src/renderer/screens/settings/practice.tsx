import { ErrorWords } from '../../components/error-words.tsx'
import { Switch } from '../../components/switch.tsx'
import { useOverview, useSwitchBook } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

/** The switch between the live and the practice book. */
export function Practice() {
  const { t } = useTranslation()
  const { book } = useOverview()
  const switchBook = useSwitchBook()
  const practice = book.kind === 'practice'
  return (
    <>
      <p>{t('settings.practice.text')}</p>
      <Switch
        label={t('settings.practice.switch')}
        isSelected={practice}
        isDisabled={switchBook.isPending}
        onChange={(on) => switchBook.mutate(on ? 'practice' : 'live')}
      />
      <p className="quiet">{t(practice ? 'settings.practice.on' : 'settings.practice.off')}</p>
      <ErrorWords error={switchBook.error} />
    </>
  )
}
