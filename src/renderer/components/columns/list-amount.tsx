import type { Amount } from '../../../shared/contract/shapes/atoms.ts'
import {
  amountParts,
  amountText,
  digitsIn,
  isNegative,
  isPositive,
  plusOf,
  signedAmountText,
} from '../../i18n/format.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

interface Props {
  readonly amount: Amount
  /** A column beside another one of the same currency leaves it out. */
  readonly withCurrency?: boolean
  /** The currency is told beside it too: where there is no room for it, it is left out. */
  readonly isCurrencyTold?: boolean
  /** A difference has a sign on both sides of nothing. */
  readonly signed?: boolean
}

/** Decimals that stand in full size, and those that stand at all in a list. */
const LARGE = 2
const SHOWN = 4
/** With more characters before the mark they are smaller, leave no room for decimals, and are too many for any column. */
const ROOM = [9, 12, 17] as const
/** The same in the narrower columns of amounts whose currency stands beside. */
const ROOM_BESIDE = [9, 10, 15] as const
/** Beside more characters than this, its own among them, there is no room for a currency: it stands above. Smaller ones leave more. */
const BESIDE = [12, 13, 13, 13] as const

/**
 * An amount in a column: its decimal mark stands under that of the one above, and no digit before it is ever cut off. What is shortened
 * ends in "…", or begins with "≈" where it is longer than any column; the whole is its title.
 */
export function ListAmount({ amount, withCurrency = true, isCurrencyTold = false, signed = false }: Props) {
  const { i18n } = useTranslation()
  const { sign, whole, mark, fraction, currency } = amountParts(amount, i18n.language)
  const before = (signed && plusOf(amount)) || sign
  const length = before.length + whole.length
  const size = (withCurrency ? ROOM : ROOM_BESIDE).filter((characters) => length > characters).length
  const isCut = fraction.length > SHOWN || (size >= 2 && /[1-9]/.test(fraction))
  const hasRoom = currency.length + length <= (BESIDE[size] ?? 0)
  const isAbove = withCurrency && !hasRoom && !isCurrencyTold
  const title = (signed ? signedAmountText : amountText)(amount, i18n.language)
  return (
    <bdi
      dir="ltr"
      className={`list-amount list-amount-${size}${isAbove ? ' list-amount-stacked' : ''}`}
      title={isCut || size === 3 ? title : undefined}
    >
      {withCurrency && (hasRoom || isAbove) && <span className="list-amount-currency">{currency} </span>}
      <span className="list-amount-whole">
        {size === 3 ? digitsIn(about(before, amount), i18n.language) : before + whole}
      </span>
      <span className="list-amount-fraction">
        {size < 2 && mark + fraction.slice(0, LARGE)}
        <span className="list-amount-tail">
          {size < 2 && fraction.slice(LARGE, SHOWN)}
          {isCut && size < 3 && '…'}
        </span>
      </span>
    </bdi>
  )
}

/** The first digits of a number that no column has room for, and how many there are. */
function about(before: string, { amount }: Amount): string {
  const [whole = ''] = amount.replace('-', '').split('.')
  return `≈${before}${whole[0]}.${whole.slice(1, 4)}e${whole.length - 1}`
}

/** Says whether there is more or less of an amount than nothing. */
export function isSome({ amount }: Amount): boolean {
  return isPositive(amount) || isNegative(amount)
}
