import type { Explanations } from '../../../../shared/contract/shapes/periods/statement.ts'
import { ListAmount } from '../../../components/columns/list-amount.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly explanations: Explanations
  readonly currency: string
  readonly within: number
  /** The place of the one that is ticked; null for none. */
  readonly chosen: number | null
  readonly onChoose: (place: number | null) => void
}

/** So many are shown; the others are counted. */
const SHOWN = 6

/** The payments that may explain a difference, one ticked at most; how many more there are, and what was not looked at. */
export function Proposals({ explanations, currency, within, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { best, singles, pairs, triples, tried } = explanations
  const shown = best.slice(0, SHOWN)
  const more = singles + pairs + triples - shown.length
  const days = t('tieOut.days', { count: within })
  return (
    <div className="tie-proposals">
      {best.length === 0 && <p>{t('tieOut.none', { days })}</p>}
      {best.length > 0 && <p className="help">{t('tieOut.these')}</p>}
      {shown.map((rows, place) => (
        <label
          key={rows.map(({ id }) => id).join()}
          className={place === chosen ? 'tie-proposal tie-ticked' : 'tie-proposal'}
        >
          <span className="tie-proposal-head">
            <input
              type="checkbox"
              checked={place === chosen}
              onChange={() => onChoose(place === chosen ? null : place)}
            />
            <strong>{t('tieOut.payments', { count: rows.length })}</strong>
          </span>
          {rows.map(({ id, number, paidAt, customerName, amount, isIn }) => (
            <span key={id} className="tie-proposal-row">
              <span>{number}</span>
              <span className="help">{format.columnInstant(paidAt)}</span>
              <span>
                <bdi>{customerName ?? '—'}</bdi>
                {!isIn && <span className="help"> {t('tieOut.outside')}</span>}
              </span>
              <ListAmount amount={{ currency, amount: amount.amount }} withCurrency={false} />
            </span>
          ))}
        </label>
      ))}
      {more > 0 && <p className="help">{t('tieOut.more', { count: more, figure: format.count(more) })}</p>}
      {(!tried.pairs || !tried.triples) && (
        <p className="help">{t(tried.pairs ? 'tieOut.notTriples' : 'tieOut.notPairs')}</p>
      )}
    </div>
  )
}
