import type { VaultStatus } from '../../shared/contract/shapes/vault.ts'
import { useTranslation } from '../i18n/use-translation.ts'

/** The state of the vault in words. */
export function VaultWords({ vault }: { readonly vault: VaultStatus }) {
  const { t } = useTranslation()
  switch (vault.kind) {
    case 'ready':
      return <p>{t(`vault.long.ready_${vault.seal}`)}</p>
    case 'memoryOnly':
      return <p className="attention-words">{t(`vault.long.memoryOnly_${vault.reason}`)}</p>
    case 'changed':
      return <p className="attention-words">{t('vault.long.changed', { previous: vault.previous })}</p>
    case 'locked':
    case 'waiting':
      return <p>{t(`vault.long.${vault.kind}`)}</p>
  }
}
