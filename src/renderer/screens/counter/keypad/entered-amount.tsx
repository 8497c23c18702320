import { Total } from '../../../components/total.tsx'
import { digitsIn, numbersOf } from '../../../i18n/format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { isBlank, tapeShown } from '../../../sale-entry/tape.ts'
import { LimitsLine } from './limits-line.tsx'
import type { NewSaleState } from './use-new-sale.ts'

/** What is asked for, as large as anything gets, with the account's limits beneath it. */
export function EnteredAmount({ sale }: { readonly sale: NewSaleState }) {
  const { t, i18n } = useTranslation()
  const { tape, limits, provider, account } = sale
  return (
    <>
      <output className="amount-entry" aria-label={t('counter.amount')}>
        <Total
          figure={grouped(tapeShown(tape, limits), i18n.language)}
          currency={account ? limits.currency : ''}
          look={sale.fault ? 'attention' : isBlank(tape) ? 'empty' : 'plain'}
        />
      </output>
      <div className="under">
        {account && provider && <LimitsLine provider={provider.name} limits={limits} fault={sale.fault} />}
      </div>
    </>
  )
}

/** Groups the whole part only, so that what is being typed after the point stays as it is. */
function grouped(decimal: string, language: string): string {
  const [whole = '0', fraction] = decimal.split('.')
  const { numbers, mark } = numbersOf(language)
  return fraction === undefined
    ? numbers.format(BigInt(whole))
    : numbers.format(BigInt(whole)) + mark + digitsIn(fraction, language)
}
