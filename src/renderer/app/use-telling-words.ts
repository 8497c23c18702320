import type { InvoiceDetail } from '../../shared/contract/shapes/invoice.ts'
import { withoutSign } from '../i18n/format.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { type Telling, wordsOf } from './outcome.ts'

/** What of a sale its sentence names. */
export type ToldSale = Pick<InvoiceDetail['invoice'], 'number' | 'received' | 'due'>

/** Says what a sale came to in one sentence, as it may be seen just now. */
export function useTellingWords(): (sale: ToldSale, telling: Telling) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ number, received, due }, telling) =>
    t(wordsOf(telling), {
      number,
      amount: format.amount(received),
      difference: format.amount(withoutSign(due)),
    })
}
