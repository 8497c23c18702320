import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { useTranslation } from '../../i18n/use-translation.ts'
import { shortcutOf } from '../../keyboard/keys.ts'
import { SignInOrForgot } from './sign-in-or-forgot.tsx'

interface Props {
  readonly onLock: () => void
  readonly onClose: () => void
}

/** Lets somebody else take over; until the PIN fits, whoever was signed in still is. */
export function SwitchDialog({ onLock, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('people.switchTitle')} isOpen onClose={onClose} width="wide">
      <SignInOrForgot onDone={onClose} />
      <div className="actions actions-end">
        <Button onPress={onClose}>{t('people.stay')}</Button>
        <Button aria-keyshortcuts={shortcutOf('lockTill')} onPress={onLock}>
          {t('people.lock')}
        </Button>
      </div>
    </Dialog>
  )
}
