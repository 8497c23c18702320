import { useTranslation } from '../../../i18n/use-translation.ts'

/** Gives how long something takes: "less than a second", "12 seconds", "3 minutes". */
export function useTimeWords(): (ms: number) => string {
  const { t } = useTranslation()
  return (ms) => {
    const seconds = Math.round(ms / 1_000)
    if (seconds < 1) return t('trail.time.none')
    if (seconds < 100) return t('trail.time.seconds', { count: seconds })
    return t('trail.time.minutes', { count: Math.round(seconds / 60) })
  }
}
