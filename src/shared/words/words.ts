import type { TFunction } from 'i18next'
import type { Amount } from '../contract/shapes/atoms.ts'
import { openCatalogues } from './catalogues.ts'
import { amountText, type Grouping } from './format.ts'

/** What is said to people in one language, wherever there is no window: notifications, dialogs, file names. */
export interface Words {
  readonly language: string
  /** The words of a key of the catalogue, with plurals (`count`) and values in their places. */
  readonly t: TFunction
  /** An exact amount, never rounded: "1,250.00 DZD", or "1250.00 DZD" where its digits are not to be grouped. */
  amount(amount: Amount, grouping?: Grouping): string
}

/** Makes the words of a language; one without a catalogue gets English ones. */
export function createWords(language: string): Words {
  const { t } = openCatalogues(language)
  return { language, t, amount: (amount, grouping) => amountText(amount, language, grouping) }
}
