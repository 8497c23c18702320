import { exponentOf } from '../../../shared/money/currency.ts'
import { parseMoney, trimZeros } from '../../../shared/money/money.ts'
import { readAmount } from '../../../shared/money/read-amount.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

/** What was typed as an amount: a decimal above nothing, or the words of what is wrong with it; neither where nothing was typed. */
interface TypedAmount {
  readonly decimal: string | null
  readonly fault: string | null
}

/** Reads an amount as people write it; one that could be read in two ways is asked about and never guessed. */
export function useReadAmount(): (currency: string, text: string) => TypedAmount {
  const { t } = useTranslation()
  return (currency, text) => {
    if (text.trim() === '') return { decimal: null, fault: null }
    const read = readAmount(text, exponentOf(currency))
    if (read.kind === 'unclear') {
      const { grouped, pointed } = read
      const fault = t('amountField.unclear', {
        text: text.trim(),
        grouped,
        pointed: trimZeros(pointed),
      })
      return { decimal: null, fault }
    }
    const parsed = read.kind === 'amount' ? parseMoney(currency, read.decimal) : null
    return read.kind === 'amount' && parsed?.ok && parsed.money.units > 0n
      ? { decimal: read.decimal, fault: null }
      : { decimal: null, fault: t('amountField.wrong', { currency, decimals: exponentOf(currency) }) }
  }
}
