import { type Days, wholeOf } from '../../../../shared/time/days.ts'
import { intlDates } from '../../../../shared/words/intl.ts'
import { useOverview } from '../../../data/app.ts'
import { digitsIn, listText, numbersOf } from '../../../i18n/format.ts'
import { areAmountsHidden, DOTS } from '../../../i18n/hidden-amounts.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { type AmountChoice, type AmountEnd, type Choice, isOpenChosen, type PeriodChoice } from './choice.ts'

/** More names than this are counted. */
const MOST_NAMES = 3

/** Says filters in words: what stands on their chips. */
export function useFilterWords(accounts: readonly { readonly id: string; readonly label: string }[]) {
  const { t, i18n } = useTranslation()
  const { providers } = useOverview()
  const locale = i18n.language
  const date = (day: string, options: Intl.DateTimeFormatOptions) =>
    intlDates(locale, 'UTC', options).format(Date.parse(`${day}T00:00:00Z`))
  const day = (one: string) => date(one, { day: 'numeric', month: 'short', year: 'numeric' })
  const few = (names: readonly string[]) =>
    names.length <= MOST_NAMES
      ? listText(names, locale)
      : t('list.chips.several', {
          names: listText(names.slice(0, MOST_NAMES - 1), locale),
          more: names.length - MOST_NAMES + 1,
        })

  function days(period: Days): string {
    const { from, to } = period
    const whole = wholeOf(period)
    if (from !== null && to !== null) {
      if (whole === 'day') return day(from)
      if (whole === 'month') return date(from, { month: 'long', year: 'numeric' })
      if (whole === 'year') return date(from, { year: 'numeric' })
      return t('list.chips.fromTo', { from: day(from), to: day(to) })
    }
    return from !== null
      ? t('list.chips.since', { from: day(from) })
      : t('list.chips.until', { to: day(to ?? '') })
  }

  function figure({ at }: AmountEnd): string {
    if (areAmountsHidden()) return DOTS
    const [whole = '0', fraction] = at.split('.')
    const { numbers, mark } = numbersOf(locale)
    return numbers.format(BigInt(whole)) + (fraction ? mark + digitsIn(fraction, locale) : '')
  }

  function amount({ from, to }: AmountChoice): string {
    if (from && to) {
      return from.at === to.at ? figure(from) : t('list.chips.fromTo', { from: figure(from), to: figure(to) })
    }
    if (from) return t(from.open ? 'list.chips.above' : 'list.chips.orMore', { at: figure(from) })
    return to ? t(to.open ? 'list.chips.below' : 'list.chips.orLess', { at: figure(to) }) : ''
  }

  return {
    days,
    amount,
    period: (period: PeriodChoice) =>
      period.span === 'between' ? days(period) : t(`list.spans.${period.span}`).toLocaleLowerCase(locale),
    status: (status: Choice['status']) =>
      isOpenChosen(status) ? t('list.open') : few(status.map((one) => t(`status.${one}`))),
    few,
    providerAndAccount: ({ provider, accountId }: Pick<Choice, 'provider' | 'accountId'>) =>
      few([
        ...provider.map((id) => providers.find((one) => one.id === id)?.name ?? id),
        ...accountId.map((id) => accounts.find((one) => one.id === id)?.label ?? t('list.chips.goneAccount')),
      ]),
  }
}
