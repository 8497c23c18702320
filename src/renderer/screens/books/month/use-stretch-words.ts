import type { MatrixSpan } from '../../../../shared/contract/plain/matrix-spans.ts'
import type { Days } from '../../../../shared/time/days.ts'
import { dayText } from '../../../../shared/words/day-texts.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

/** Gives the words for a stretch: "October 2026", "Oct to Dec 2026", "2026". */
export function useStretchWords() {
  const { t, i18n } = useTranslation()
  return (span: MatrixSpan, { from, to }: Days): string => {
    const [first, last] = [from ?? '', to ?? '']
    switch (span) {
      case 'month':
        return dayText(first, 'monthOfYear', i18n.language)
      case 'quarter':
        return t('month.quarter', {
          from: dayText(first, 'month', i18n.language),
          to: dayText(last, 'shortMonthOfYear', i18n.language),
        })
      case 'year':
        return dayText(first, 'year', i18n.language)
    }
  }
}
