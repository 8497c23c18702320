import { TriangleAlert } from 'lucide-react'
import { useOverview } from '../../../data/app.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { Doubt } from '../../../sale-entry/plausible.ts'
import { Way } from '../outcome/way.tsx'
import type { NewSaleState } from './use-new-sale.ts'

interface Props {
  readonly sale: NewSaleState
  readonly doubt: Doubt
  readonly onCorrect: () => void
  /** Looks for an item of what was typed, and takes it off the sale; null where more than one amount was entered. */
  readonly onFind: (() => void) | null
}

/** Asks about an amount that is seldom meant, in the half where its code would stand. Nothing is asked for yet; no focus is moved. */
export function UnlikelyAmount({ sale, doubt, onCorrect, onFind }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { limits, decimal, largest, tape } = sale
  const { scanner } = useOverview().settings
  const amount = format.plainAmount({ currency: limits.currency, amount: decimal })
  return (
    <section className="half face tone-attention" aria-label={t('counter.unlikely.title')}>
      <div className="verdict unlikely">
        <TriangleAlert aria-hidden="true" className="verdict-shape" strokeWidth={1.5} />
        <p className="difference">{amount}</p>
        <p className="verdict-say">
          <strong>{t(`counter.unlikely.${doubt}`)}</strong>
          {doubt === 'manyDigits' && scanner === null && ` ${t('counter.teachScanner')}`}
        </p>
        {largest !== null && (
          <p>
            {t('counter.unlikely.largest', {
              amount: format.amount({ currency: limits.currency, amount: largest }),
            })}
          </p>
        )}
        <ul className="ways">
          <Way
            of="clear"
            name={t('counter.unlikely.correct')}
            say={t('counter.unlikely.correctSay')}
            isFirst
            onPress={onCorrect}
          />
          {onFind && (
            <Way
              of="findItem"
              name={t('counter.unlikely.find', { text: tape.typed })}
              say={t('counter.unlikely.findSay')}
              onPress={onFind}
            />
          )}
          <Way
            of="ask"
            name={t('counter.ask', { amount })}
            say={t('counter.unlikely.askSay')}
            onPress={() => void sale.ask()}
          />
        </ul>
      </div>
    </section>
  )
}
