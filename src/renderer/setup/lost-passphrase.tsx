import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { ErrorWords } from '../components/error-words.tsx'
import { useAccounts } from '../data/accounts.ts'
import { useEraseKeys } from '../data/app.ts'
import { useTranslation } from '../i18n/use-translation.ts'

/** The way on without the passphrase: the keys are erased, and the book stays. Asked for in two steps. */
export function LostPassphrase() {
  const { t } = useTranslation()
  const erase = useEraseKeys()
  const accounts = useAccounts().data ?? []
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  const labels = accounts.filter((account) => account.hasKey).map((account) => account.label)
  return (
    <>
      <div className="actions">
        <Button look="quiet" onPress={() => setOpen(true)}>
          {t('vault.lost.open')}
        </Button>
      </div>
      <Dialog role="alertdialog" title={t('vault.lost.title')} isOpen={isOpen} onClose={close}>
        <p>{t('vault.lost.text')}</p>
        {labels.length > 0 && (
          <ul>
            {labels.map((label) => (
              <li key={label}>
                <bdi>{label}</bdi>
              </li>
            ))}
          </ul>
        )}
        <p>{t('vault.lost.stays')}</p>
        <ErrorWords error={erase.error} />
        <div className="actions actions-end">
          <Button autoFocus onPress={close}>
            {t('settings.accounts.cancel')}
          </Button>
          <Button
            look="danger"
            isPending={erase.isPending}
            onPress={() => erase.mutate(undefined, { onSuccess: close })}
          >
            {t('vault.lost.erase')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
