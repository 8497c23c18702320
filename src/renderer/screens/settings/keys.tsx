import { useTranslation } from 'react-i18next'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useLockVault, useOverview } from '../../data/app.ts'
import { PassphraseForm } from '../../setup/passphrase-form.tsx'
import { UnlockForm } from '../../setup/unlock-form.tsx'
import { VaultWords } from '../../setup/vault-words.tsx'

/** Where the keys are and who can open them; with the one act that belongs to that state. */
export function Keys() {
  const { t } = useTranslation()
  const { vault } = useOverview()
  const lock = useLockVault()
  return (
    <>
      <VaultWords vault={vault} />
      {vault.kind === 'locked' && <UnlockForm />}
      {vault.kind === 'memoryOnly' && vault.reason !== 'blocked' && (
        <>
          <h3>{t('settings.keys.create')}</h3>
          <PassphraseForm />
        </>
      )}
      {vault.kind === 'ready' && vault.seal === 'passphrase' && (
        <Button isDisabled={lock.isPending} onPress={() => lock.mutate(undefined)}>
          {t('vault.lock')}
        </Button>
      )}
      <ErrorWords error={lock.error} />
    </>
  )
}
