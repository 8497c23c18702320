import type { KeyCheck } from '../../shared/contract/shapes/account.ts'
import { useTranslation } from '../i18n/use-translation.ts'

/** What a test of a key came to: that it works, whose it is, and what will get in the way. */
export function KeyCheckWords({ check }: { readonly check: KeyCheck }) {
  const { t } = useTranslation()
  return (
    <div className="key-check" role="status">
      <p className="good-words">
        {check.name === null
          ? t('settings.accounts.works')
          : t('settings.accounts.worksAs', { name: check.name })}{' '}
        {t(`settings.accounts.environment.${check.environment}`)}
      </p>
      {check.warnings.map((warning) => (
        <p key={warning} className="attention-words">
          {t(`keyWarnings.${warning}`)}
        </p>
      ))}
    </div>
  )
}
