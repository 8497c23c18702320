import { businessDay } from '../../../../shared/time/zone.ts'
import { dayText } from '../../../../shared/words/day-texts.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  /** When it was closed, epoch ms, and the zone of its days. */
  readonly at: number
  readonly zone: string
}

/** The stamp of a closed month, for the eye alone: the line above it says the same. */
export function Stamp({ at, zone }: Props) {
  const { t, i18n } = useTranslation()
  const day = businessDay(at, zone)
  return (
    <p className="period-stamp" aria-hidden="true">
      <span>Counterfoil</span>
      <strong>{t('close.stamp')}</strong>
      <span>
        {dayText(day, 'number', i18n.language)} {dayText(day, 'shortMonthOfYear', i18n.language)}
      </span>
    </p>
  )
}
