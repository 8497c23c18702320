import type { Amount } from '../../shared/contract/shapes/atoms.ts'
import { amountParts, plainAmountParts } from '../i18n/format.ts'
import { useTranslation } from '../i18n/use-translation.ts'

interface Props {
  readonly amount: Amount
  /** `aligned` keeps the decimal marks of a column one above the other. */
  readonly layout?: 'plain' | 'aligned'
  /** The customer is to read it: it stays where amounts are hidden. */
  readonly isForCustomer?: boolean
}

/** An exact amount in tabular figures, kept left-to-right inside right-to-left text. */
export function AmountText({ amount, layout = 'plain', isForCustomer = false }: Props) {
  const { i18n } = useTranslation()
  const partsOf = isForCustomer ? plainAmountParts : amountParts
  const { sign, whole, mark, fraction, currency } = partsOf(amount, i18n.language)
  return (
    <bdi dir="ltr" className={layout === 'aligned' ? 'amount amount-aligned' : 'amount'}>
      {layout === 'aligned' && <span className="amount-currency">{currency} </span>}
      <span className="amount-whole">
        {sign}
        {whole}
      </span>
      <span className="amount-fraction">
        {mark}
        {fraction}
      </span>
      {layout === 'plain' && <span className="amount-currency"> {currency}</span>}
    </bdi>
  )
}
