import { CircleCheck, Info } from 'lucide-react'
import { businessDay } from '../../../../shared/time/zone.ts'
import { useOverview } from '../../../data/app.ts'
import { useBackups } from '../../../data/backups.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useNavigation } from '../../../window/navigation.tsx'
import { useBusinessDay } from '../../../window/use-business-day.ts'

/** When the book was backed up last, and whether a second folder has it; nothing until that is known. */
export function BackupLine() {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone } = useOverview().book
  const today = useBusinessDay(zone)
  const { goToBooks } = useNavigation()
  const { data } = useBackups()
  if (!data) return null
  const last = Math.max(
    0,
    ...data.rows.filter(({ damaged, another }) => !damaged && !another).map(({ madeAt }) => madeAt),
  )
  const isFresh = last > 0 && businessDay(last, zone) === today
  const Shape = isFresh ? CircleCheck : Info
  return (
    <li className={`period-check period-${isFresh ? 'good' : 'note'}`}>
      <Shape aria-hidden="true" size={18} />
      <div>
        <p className="period-check-what">
          <span className="visually-hidden">{t(`close.state.${isFresh ? 'good' : 'note'}`)} </span>
          {last === 0 ? t('close.backup.none') : t('close.backup.at', { when: format.when(last) })}
        </p>
        {last > 0 && <p className="help">{t(data.second ? 'close.backup.second' : 'close.backup.here')}</p>}
      </div>
      {!isFresh && (
        <button type="button" className="link-button" onClick={() => goToBooks('backups')}>
          {t('close.way.show')}
          <span className="visually-hidden"> {t('books.part.backups')}</span>
        </button>
      )}
    </li>
  )
}
