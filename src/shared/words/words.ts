import type { TFunction } from 'i18next'
import type { Amount } from '../contract/shapes/atoms.ts'
import { openCatalogues, type Reader } from './catalogues.ts'
import { amountText, bareAmount, type Grouping } from './format.ts'
import { withLatinDigits } from './locale.ts'

/** What is said to people in one language, wherever there is no window: notifications, dialogs, the command line. */
export interface Words {
  /** By which amounts and dates are written: "fr-DZ". */
  readonly locale: string
  /** The words of a key of the catalogue, with plurals (`count`) and values in their places. */
  readonly t: TFunction
  /** An exact amount, never rounded: "1,250.00 DZD", or "1250.00 DZD" where its digits are not to be grouped. */
  amount(amount: Amount, grouping?: Grouping): string
}

/**
 * Makes the words of a locale, or of a language alone; one whose catalogue was not loaded gets English ones. `file`: for what is read by
 * programs or is the name of a file, so that no mark of direction is in it, and its digits are Latin.
 */
export function createWords(locale: string, reader: Reader = 'person'): Words {
  const own = reader === 'file' ? withLatinDigits(locale) : locale
  const { t } = openCatalogues(own, reader)
  const written = reader === 'file' ? bareAmount : amountText
  return { locale: own, t, amount: (amount, grouping) => written(amount, own, grouping) }
}
