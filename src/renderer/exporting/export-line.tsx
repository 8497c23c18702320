import { FileDown } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import type { ExportJob } from '../../shared/contract/shapes/export.ts'
import { Progress } from '../components/progress/progress.tsx'
import { useExportJobs } from '../data/files/exports.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useAnnouncer } from '../window/announcer.tsx'
import { useNavigation } from '../window/navigation.tsx'
import { useSeen } from './seen.ts'
import { doneOf } from './use-job-words.ts'

/** So many parts of what is written are read out. */
const HEARD_PARTS = 4

/** The exports in the rail's foot, whatever the place: how far those that run have come, and what ended since they were looked at last. */
export function ExportLine() {
  const { t } = useTranslation()
  const { goToBooks } = useNavigation()
  const jobs = useExportJobs().data ?? []
  const seen = useSeen()
  useHeard(jobs)
  const running = jobs.filter(({ state }) => state === 'running')
  const news = jobs.filter(({ id, state }) => (state === 'done' || state === 'failed') && !seen.has(id))
  if (running.length === 0 && news.length === 0) return null
  const done = doneOf(running)
  const hasFailed = news.some(({ state }) => state === 'failed')
  const words =
    running.length > 0
      ? t('exporting.jobs.rail', { count: running.length, percent: Math.floor(done * 100) })
      : hasFailed
        ? t('exporting.jobs.railFailed')
        : t('exporting.jobs.railDone', { count: news.length })
  return (
    <div className={hasFailed && running.length === 0 ? 'export-line export-line-failed' : 'export-line'}>
      <Button className="export-line-button" onPress={() => goToBooks('exports')}>
        <FileDown aria-hidden="true" size={16} />
        <span>{words}</span>
      </Button>
      {running.length > 0 && <Progress label={words} done={done} />}
    </div>
  )
}

/** Reads out each quarter of what is written, and what became of each. */
function useHeard(jobs: readonly ExportJob[]): void {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const states = useRef(new Map<string, ExportJob['state']>())
  const part = useRef(0)
  useEffect(() => {
    for (const { id, state, fileName, rowsWritten } of jobs) {
      const before = states.current.get(id)
      states.current.set(id, state)
      if (before !== 'running' || state === before) continue
      const figures = { file: fileName, count: rowsWritten, figure: format.count(rowsWritten) }
      if (state === 'done') announce(t('exporting.jobs.heardDone', figures))
      if (state === 'failed') announce(t('exporting.jobs.heardFailed', { file: fileName }))
    }
    const running = jobs.filter(({ state }) => state === 'running')
    const now = Math.floor(doneOf(running) * HEARD_PARTS)
    if (now > part.current && now < HEARD_PARTS)
      announce(t('exporting.jobs.heard', { percent: (now * 100) / HEARD_PARTS }))
    part.current = now
  })
}
