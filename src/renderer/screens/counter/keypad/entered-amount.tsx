import { useTranslation } from 'react-i18next'
import { numbersOf } from '../../../i18n/format.ts'
import { isBlank, tapeShown } from '../../../sale-entry/tape.ts'
import { LimitsLine } from './limits-line.tsx'
import type { NewSaleState } from './use-new-sale.ts'

/** What is wider than this is shown smaller, so that the amount keeps to its one line; in widths of a large digit. */
const LARGE_WIDTH = 10.5
/** A letter of the currency is smaller than a digit. */
const CURRENCY_WIDTH = 0.5

/** What is asked for, as large as anything gets, with the account's limits beneath it. */
export function EnteredAmount({ sale }: { readonly sale: NewSaleState }) {
  const { t, i18n } = useTranslation()
  const { tape, limits, provider, account } = sale
  const shown = grouped(tapeShown(tape, limits), i18n.language)
  const classes = [
    'amount-entry',
    sale.fault && 'amount-entry-fault',
    shown.length + limits.currency.length * CURRENCY_WIDTH > LARGE_WIDTH && 'amount-entry-long',
  ]
  return (
    <div className="new-sale-amount">
      <output className={classes.filter(Boolean).join(' ')} aria-label={t('counter.amount')}>
        <bdi dir="ltr">
          <span className={isBlank(tape) ? 'amount-entry-empty' : undefined}>{shown}</span>{' '}
          <span className="amount-entry-currency">{account ? limits.currency : ''}</span>
        </bdi>
      </output>
      {account && provider && <LimitsLine provider={provider.name} limits={limits} fault={sale.fault} />}
    </div>
  )
}

/** Groups the whole part only, so that what is being typed after the point stays as it is. */
function grouped(decimal: string, language: string): string {
  const [whole = '0', fraction] = decimal.split('.')
  const { numbers, mark } = numbersOf(language)
  return fraction === undefined
    ? numbers.format(BigInt(whole))
    : numbers.format(BigInt(whole)) + mark + fraction
}
