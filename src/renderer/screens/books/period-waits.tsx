import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { useDelayedFlag } from '../../components/hooks/use-delayed-flag.ts'
import type { usePeriod } from '../../data/periods/periods.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

/** What takes longer is spoken of, ms. */
const SPOKEN_OF_MS = 150

/** Stands where a month would be that is still being added up, or that could not be read. */
export function PeriodWaits({ period }: { readonly period: ReturnType<typeof usePeriod> }) {
  const { t } = useTranslation()
  const { data, error, refetch } = period
  const isLate = useDelayedFlag(!data && !error, SPOKEN_OF_MS)
  if (isLate) return <p aria-busy="true">{t('close.loading')}</p>
  if (data || !error) return null
  return (
    <div className="period-paper">
      <ErrorWords error={error} />
      <Button look="primary" onPress={() => void refetch()}>
        {t('app.tryAgain')}
      </Button>
    </div>
  )
}
