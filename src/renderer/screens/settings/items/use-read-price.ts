import { useTranslation } from 'react-i18next'
import { exponentOf } from '../../../../shared/money/currency.ts'
import { parseMoney, trimZeros } from '../../../../shared/money/money.ts'
import { readAmount } from '../../../../shared/money/read-amount.ts'

/** What was typed as a price: a decimal above nothing, or the words of what is wrong with it; neither where nothing was typed. */
interface Price {
  readonly decimal: string | null
  readonly fault: string | null
}

/** Reads a price as people write it; one that could be read in two ways is asked about and never guessed. */
export function useReadPrice(): (currency: string, text: string) => Price {
  const { t } = useTranslation()
  return (currency, text) => {
    if (text.trim() === '') return { decimal: null, fault: null }
    const read = readAmount(text, exponentOf(currency))
    if (read.kind === 'unclear') {
      const { grouped, pointed } = read
      const fault = t('settings.items.priceUnclear', {
        text: text.trim(),
        grouped,
        pointed: trimZeros(pointed),
      })
      return { decimal: null, fault }
    }
    const parsed = read.kind === 'amount' ? parseMoney(currency, read.decimal) : null
    return read.kind === 'amount' && parsed?.ok && parsed.money.units > 0n
      ? { decimal: read.decimal, fault: null }
      : { decimal: null, fault: t('settings.items.priceWrong', { currency, decimals: exponentOf(currency) }) }
  }
}
