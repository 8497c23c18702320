import { TriangleAlert } from 'lucide-react'
import type { CurrencyLimits } from '../../../../shared/contract/shapes/provider.ts'
import { exponentOf } from '../../../../shared/money/currency.ts'
import { plainAmountParts } from '../../../i18n/format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMaybeWords } from '../../../i18n/words.ts'
import { countsInMinorUnits, type EntryFault, entryDecimal } from '../../../sale-entry/amount.ts'

interface Props {
  readonly provider: string
  readonly limits: CurrencyLimits
  readonly fault: EntryFault | null
}

/** What the account takes, said before Enter; in its place the reason when the typed amount does not fit. */
export function LimitsLine({ provider, limits, fault }: Props) {
  const { t } = useTranslation()
  const number = useNumber(limits.currency)
  const what = useFaultWords(limits, fault)
  if (fault && fault.code !== 'AMOUNT_ZERO') {
    return (
      <p className="limits limits-fault" aria-live="polite">
        <TriangleAlert aria-hidden="true" size={16} /> {what}
      </p>
    )
  }
  const { minimum, maximum, currency } = limits
  const kind =
    minimum !== null && maximum !== null
      ? 'between'
      : minimum !== null
        ? 'from'
        : maximum !== null
          ? 'upTo'
          : 'none'
  const whole = limits.decimals === 0 && exponentOf(currency) > 0
  const counting = whole ? 'whole' : countsInMinorUnits(limits.decimals) ? 'minor' : 'point'
  return (
    <p className="limits" aria-live="polite">
      {t(`counter.limits.${kind}`, {
        provider,
        currency,
        minimum: number(minimum),
        maximum: number(maximum),
      })}{' '}
      {limits.decimals > 0 || whole
        ? t(`counter.limits.${counting}`, {
            currency,
            typed: '1250',
            amount: number(entryDecimal('1250', limits.decimals)),
          })
        : ''}
    </p>
  )
}

/** Says why an amount does not fit, with the limits as amounts; empty when it fits. */
export function useFaultWords(limits: CurrencyLimits, fault: EntryFault | null): string {
  const maybe = useMaybeWords()
  const number = useNumber(limits.currency)
  if (!fault) return ''
  const values = { ...fault.params, minimum: number(limits.minimum), maximum: number(limits.maximum) }
  return maybe(`errors.${fault.code}.what`, values) ?? ''
}

/** Writes an amount of the currency without naming it; nothing for null. */
function useNumber(currency: string): (decimal: string | null) => string {
  const { i18n } = useTranslation()
  return (decimal) => {
    if (decimal === null) return ''
    const { whole, mark, fraction } = plainAmountParts({ currency, amount: decimal }, i18n.language)
    return whole + mark + fraction
  }
}
