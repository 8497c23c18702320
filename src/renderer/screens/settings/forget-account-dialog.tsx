import type { Account } from '../../../shared/contract/shapes/account.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useForgetAccount } from '../../data/accounts.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

interface Props {
  readonly account: Account
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Asks once more before a key is erased. */
export function ForgetAccountDialog({ account, isOpen, onClose }: Props) {
  const { t } = useTranslation()
  const forget = useForgetAccount()
  return (
    <Dialog
      role="alertdialog"
      title={t('settings.accounts.forgetTitle', { label: account.label })}
      isOpen={isOpen}
      onClose={onClose}
    >
      <p>{t('settings.accounts.forgetText')}</p>
      <ErrorWords error={forget.error} />
      <div className="actions actions-end">
        <Button autoFocus onPress={onClose}>
          {t('settings.accounts.cancel')}
        </Button>
        <Button
          look="danger"
          isPending={forget.isPending}
          onPress={() => forget.mutate(account.id, { onSuccess: onClose })}
        >
          {t('settings.accounts.forgetDo')}
        </Button>
      </div>
    </Dialog>
  )
}
