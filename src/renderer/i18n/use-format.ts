import type { Amount } from '../../shared/contract/shapes/atoms.ts'
import { useOverview } from '../data/app.ts'
import { amountText, clockText, instantText, minuteText, shortInstantText } from './format.ts'
import { useTranslation } from './use-translation.ts'

/** Formats in the language of the window and the zone of the book. */
export function useFormat() {
  const { i18n } = useTranslation()
  const { book } = useOverview()
  return {
    amount: (amount: Amount) => amountText(amount, i18n.language),
    instant: (epochMs: number) => instantText(epochMs, i18n.language, book.zone),
    clock: (epochMs: number) => clockText(epochMs, i18n.language, book.zone),
    minute: (epochMs: number) => minuteText(epochMs, i18n.language, book.zone),
    shortInstant: (epochMs: number) => shortInstantText(epochMs, Date.now(), i18n.language, book.zone),
  }
}
