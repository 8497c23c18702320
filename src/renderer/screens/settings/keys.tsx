import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useLockVault, useOverview } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { LostPassphrase } from '../../setup/lost-passphrase.tsx'
import { PassphraseForm } from '../../setup/passphrase-form.tsx'
import { UnlockForm } from '../../setup/unlock-form.tsx'
import { VaultWords } from '../../setup/vault-words.tsx'
import { ChangePassphraseDialog } from './change-passphrase-dialog.tsx'

/** Where the keys are and who can open them; with the one act that belongs to that state. */
export function Keys() {
  const { t } = useTranslation()
  const { vault } = useOverview()
  const lock = useLockVault()
  const [changing, setChanging] = useState(false)
  return (
    <>
      <VaultWords vault={vault} />
      {vault.kind === 'locked' && (
        <>
          <UnlockForm />
          <LostPassphrase />
        </>
      )}
      {vault.kind === 'memoryOnly' && vault.reason !== 'blocked' && (
        <>
          <h3>{t('settings.keys.create')}</h3>
          <PassphraseForm />
        </>
      )}
      {vault.kind === 'ready' && vault.seal === 'passphrase' && (
        <div className="actions">
          <Button isPending={lock.isPending} onPress={() => lock.mutate(undefined)}>
            {t('vault.lock')}
          </Button>
          <Button onPress={() => setChanging(true)}>{t('settings.keys.changeTitle')}</Button>
        </div>
      )}
      <ChangePassphraseDialog isOpen={changing} onClose={() => setChanging(false)} />
      <ErrorWords error={lock.error} />
    </>
  )
}
