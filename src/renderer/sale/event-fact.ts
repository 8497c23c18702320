import type { HistoryEvent } from '../../shared/contract/shapes/invoice.ts'
import { dayText } from '../../shared/words/day-texts.ts'
import { amountText } from '../i18n/format.ts'

/** Facts of an event that are worth reading beside its words, in the order that they are read; everything else of it is for the record. */
export const SHOWN_FACTS = [
  'period',
  'text',
  'missing',
  'amount',
  'reason',
  'reference',
  'rows',
  'words',
  'tag',
  'whom',
] as const

const AMOUNT = /^(-?\d+(?:\.\d+)?) (\S+)$/

/**
 * Gives one fact of an event as a person reads it: an amount with its currency as the lists write it, a month by its name. Empty where the
 * event has no such fact; as it is recorded where it is no such thing.
 */
export function factText(
  data: HistoryEvent['data'],
  name: (typeof SHOWN_FACTS)[number],
  language: string,
): string {
  const value = String(data[name] ?? '')
  if (name === 'period')
    return Number.isNaN(Date.parse(value)) ? value : dayText(value, 'monthOfYear', language)
  if (name !== 'amount' && name !== 'missing') return value
  const { currency } = data
  const told = name === 'amount' && typeof currency === 'string' ? `${value} ${currency}` : value
  const [, amount, unit] = AMOUNT.exec(told) ?? []
  return amount === undefined || unit === undefined ? told : amountText({ amount, currency: unit }, language)
}
