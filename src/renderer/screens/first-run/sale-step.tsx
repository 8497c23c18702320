import { Button } from '../../components/button.tsx'
import { useAccounts } from '../../data/accounts.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

interface Props {
  readonly onBack: () => void
  readonly onDone: () => void
  readonly isPending: boolean
}

/** Step 3: to the counter. */
export function SaleStep({ onBack, onDone, isPending }: Props) {
  const { t } = useTranslation()
  const accounts = useAccounts()
  return (
    <>
      <p>{t('firstRun.firstSale')}</p>
      {accounts.data?.length === 0 && <p className="quiet">{t('firstRun.noAccountYet')}</p>}
      <div className="actions">
        <Button look="quiet" onPress={onBack}>
          {t('firstRun.back')}
        </Button>
        <Button look="primary" isPending={isPending} onPress={onDone}>
          {t('firstRun.firstSaleGo')}
        </Button>
      </div>
    </>
  )
}
