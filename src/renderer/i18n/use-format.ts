import { useMemo } from 'react'
import type { Amount } from '../../shared/contract/shapes/atoms.ts'
import { useOverview } from '../data/app.ts'
import {
  accountText,
  agoText,
  amountText,
  besideText,
  briefAmountText,
  briefFigureText,
  clockText,
  columnInstantText,
  figureText,
  instantText,
  listText,
  minuteText,
  monthText,
  nightsBetween,
  numbersOf,
  plainAmountText,
  shortInstantText,
  signedAmountText,
  sizeText,
} from './format.ts'
import { useTranslation } from './use-translation.ts'

/** Formats in the language of the window and the zone of the book: the same object until one of them changes or amounts are hidden. */
export function useFormat() {
  const { t, i18n } = useTranslation()
  const { zone } = useOverview().book
  const { language } = i18n
  return useMemo(() => {
    const minute = (epochMs: number) => minuteText(epochMs, language, zone)
    const shortInstant = (epochMs: number) => shortInstantText(epochMs, Date.now(), language, zone)
    return {
      amount: (amount: Amount) => amountText(amount, language),
      /** Whatever is hidden: for what the customer at the counter buys. */
      plainAmount: (amount: Amount) => plainAmountText(amount, language),
      /** With four decimals at most: what is left out is told by "…". */
      briefAmount: (amount: Amount) => briefAmountText(amount, language),
      /** Where its currency stands beside it. */
      figure: (amount: Amount) => figureText(amount, language),
      briefFigure: (amount: Amount) => briefFigureText(amount, language),
      instant: (epochMs: number) => instantText(epochMs, language, zone),
      clock: (epochMs: number) => clockText(epochMs, language, zone),
      minute,
      /** "5 sec ago", "12 min ago". */
      ago: (seconds: number) => agoText(seconds, language),
      shortInstant,
      columnInstant: (epochMs: number) => columnInstantText(epochMs, Date.now(), language, zone),
      /** "today 14:03", "yesterday 14:03", and the day before that. */
      when(epochMs: number): string {
        const nights = nightsBetween(epochMs, Date.now(), zone)
        if (nights === 0) return t('when.today', { time: minute(epochMs) })
        return nights === 1 ? t('when.yesterday', { time: minute(epochMs) }) : shortInstant(epochMs)
      },
      /** With its sign on both sides of nothing, as differences have it. */
      signedAmount: (amount: Amount) => signedAmountText(amount, language),
      /** "October", by the book's own days. */
      month: (epochMs: number) => monthText(epochMs, language, zone),
      count: (count: number) => numbersOf(language).numbers.format(count),
      size: (bytes: number) => sizeText(bytes, language),
      /** "a, b": names or amounts, each by itself. */
      list: (texts: readonly string[]) => listText(texts, language),
      /** "Web shop DZD": an account and one of its currencies. */
      account: (label: string, currency: string) => accountText(label, currency, language),
      /** "a · b": things that are told beside each other. */
      beside: (texts: readonly string[]) => besideText(texts, language),
    }
  }, [t, language, zone])
}
