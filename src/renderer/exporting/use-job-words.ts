import type { ExportJob } from '../../shared/contract/shapes/export.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useDaysWords } from './use-days-words.ts'

/** Longer than this is said in minutes, s. */
const SECONDS_SAID = 90

/** Says an export in words: what it is of, how it is written, and how far it has come. */
export function useJobWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const daysWords = useDaysWords()
  return {
    what({ kind, days }: Pick<ExportJob, 'kind' | 'days'>): string {
      const words = { kind: t(`exporting.jobs.kind.${kind}`), days: daysWords(days) ?? '' }
      return t(words.days === '' ? 'exporting.jobs.ofAll' : 'exporting.jobs.of', words)
    },
    how: ({ preset, fileName }: ExportJob) =>
      t('exporting.jobs.how', { format: t(`exporting.jobs.presets.${preset}`), file: fileName }),
    progress({ rowsWritten, rowsTotal, secondsLeft }: ExportJob): string {
      if (rowsTotal === 0) return t('exporting.jobs.begins')
      const figures = { done: format.count(rowsWritten), total: format.count(rowsTotal) }
      if (secondsLeft === null) return t('exporting.jobs.progress', figures)
      const left =
        secondsLeft <= SECONDS_SAID
          ? t('exporting.jobs.seconds', { count: secondsLeft })
          : t('exporting.jobs.minutes', { count: Math.ceil(secondsLeft / 60) })
      return t('exporting.jobs.progressLeft', { ...figures, left })
    },
  }
}

/** How much of exports is written, from 0 to 1: by their rows, each as far as its own are known. */
export function doneOf(jobs: readonly Pick<ExportJob, 'rowsWritten' | 'rowsTotal'>[]): number {
  const total = jobs.reduce((sum, { rowsTotal }) => sum + rowsTotal, 0)
  return total === 0 ? 0 : jobs.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0) / total
}
