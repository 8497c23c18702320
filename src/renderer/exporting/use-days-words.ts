import { type Days, wholeOf } from '../../shared/time/days.ts'
import { dayText } from '../../shared/words/day-texts.ts'
import { useTranslation } from '../i18n/use-translation.ts'

/** Says days in words: "October 2026", "5 Oct 2026", "5 Oct 2026 to 9 Oct 2026"; null for all days. */
export function useDaysWords() {
  const { t, i18n } = useTranslation()
  const day = (one: string) =>
    `${dayText(one, 'number', i18n.language)} ${dayText(one, 'shortMonthOfYear', i18n.language)}`
  return (days: Days | null): string | null => {
    const { from, to } = days ?? { from: null, to: null }
    if (from === null && to === null) return null
    if (from === null) return t('list.chips.until', { to: day(to ?? '') })
    if (to === null) return t('list.chips.since', { from: day(from) })
    const whole = wholeOf({ from, to })
    if (whole === 'day') return day(from)
    if (whole === 'month') return dayText(from, 'monthOfYear', i18n.language)
    if (whole === 'year') return dayText(from, 'year', i18n.language)
    return t('list.chips.fromTo', { from: day(from), to: day(to) })
  }
}
