import { Button } from '../../components/button.tsx'
import { useOverview } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { LostPassphrase } from '../../setup/lost-passphrase.tsx'
import { PassphraseForm } from '../../setup/passphrase-form.tsx'
import { UnlockForm } from '../../setup/unlock-form.tsx'
import { VaultWords } from '../../setup/vault-words.tsx'

/** Step 1: where the keys will be kept. */
export function KeysStep({ onNext }: { readonly onNext: () => void }) {
  const { t } = useTranslation()
  const { vault } = useOverview()
  const ready = vault.kind === 'ready'
  return (
    <>
      <VaultWords vault={vault} />
      {ready && <p className="quiet">{t('firstRun.keysOk')}</p>}
      {vault.kind === 'locked' && (
        <>
          <UnlockForm />
          <LostPassphrase />
        </>
      )}
      {vault.kind === 'memoryOnly' && (
        <>
          <PassphraseForm />
          {vault.reason !== 'kept_before' && vault.reason !== 'blocked' && (
            <p className="help">{t('firstRun.keysMemory')}</p>
          )}
        </>
      )}
      <div className="actions">
        <Button look={ready ? 'primary' : 'plain'} onPress={onNext}>
          {t('firstRun.continue')}
        </Button>
      </div>
    </>
  )
}
