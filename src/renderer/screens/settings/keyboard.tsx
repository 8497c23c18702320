import { useTranslation } from '../../i18n/use-translation.ts'
import { KeyMap } from '../../keyboard/key-map.tsx'

/** Every key, to be read in peace. */
export function Keyboard() {
  const { t } = useTranslation()
  return (
    <>
      <p>{t('settings.keyboard.text')}</p>
      <KeyMap />
    </>
  )
}
