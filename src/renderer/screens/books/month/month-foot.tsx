import { CircleCheck, CircleDashed } from 'lucide-react'
import type { Matrix } from '../../../../shared/contract/shapes/lists/month.ts'
import { useOverview } from '../../../data/app.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { cityOf } from '../../../i18n/zone-words.ts'
import type { MonthView } from '../kept-books.ts'

interface Props {
  readonly matrix: Matrix
  readonly view: MonthView
  /** What just happened, in the place of the keys; empty for nothing. */
  readonly said: string
}

/** By what is counted, up to when all is known, and how many sales may still change. */
export function MonthFoot({ matrix, view, said }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone } = useOverview().book
  const { open, syncedUntil } = matrix
  const Sign = open === 0 || syncedUntil !== null ? CircleCheck : CircleDashed
  return (
    <footer className="month-foot help">
      <p className="month-known">
        <Sign aria-hidden="true" size={16} />
        <span>
          {syncedUntil !== null && `${t('month.synced', { when: format.when(syncedUntil) })} `}
          {syncedUntil === null && open > 0 && `${t('month.notSynced')} `}
          {open === 0 ? t('month.noneOpen') : t('month.open', { count: open, figure: format.count(open) })}
        </span>
        <span className="month-zone">{t('month.zone', { city: cityOf(zone) })}</span>
      </p>
      <div className="month-hints">
        <p>{t(view === 'charts' ? 'month.chartsBasis' : 'month.basis')}</p>
        <div className="month-last">
          <p className={said === '' ? 'keys-hint' : 'keys-hint month-unsaid'}>
            {t(view === 'charts' ? 'month.chartsKeys' : 'month.keys')}
          </p>
          {said !== '' && <p className="month-said">{said}</p>}
        </div>
      </div>
    </footer>
  )
}
