import { FileDiff } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ExportJob } from '../../../../shared/contract/shapes/export.ts'
import { daysOf } from '../../../../shared/time/days.ts'
import { dayText } from '../../../../shared/words/day-texts.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorCodeWords, ErrorWords } from '../../../components/error-words.tsx'
import { Progress } from '../../../components/progress/progress.tsx'
import { useOverview } from '../../../data/app.ts'
import {
  useCancelExport,
  useCompare,
  useCompared,
  useExportJobs,
  useRevealExport,
} from '../../../data/files/exports.ts'
import { ExportButton } from '../../../exporting/export-button.tsx'
import { markSeen } from '../../../exporting/seen.ts'
import { doneOf, useJobWords } from '../../../exporting/use-job-words.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useBusinessDay } from '../../../window/use-business-day.ts'
import type { KeptPeriod } from '../kept-books.ts'
import { monthBefore, PeriodHead } from '../period-head.tsx'
import { Changed } from './changed.tsx'
import { Schedules } from './schedules.tsx'

/** The exports that run, and those that ended since the app was opened; a new one of the month that is chosen. */
export function Exports({ kept }: { readonly kept: KeptPeriod }) {
  const { t, i18n } = useTranslation()
  const today = useBusinessDay(useOverview().book.zone)
  const [day, setDay] = useState(kept.day)
  const first = day ?? monthBefore(today)
  const { to } = daysOf('month', first, 0)
  const jobs = useExportJobs()
  const running = jobs.data?.filter(({ state }) => state === 'running') ?? []
  const ended = jobs.data?.filter(({ state }) => state !== 'running') ?? []
  useEffect(() => markSeen(ended.map(({ id }) => id)))
  const compare = useCompare()
  const { compared, putAway } = useCompared()
  const [isBack, setBack] = useState(false)
  function back(): void {
    setBack(true)
    putAway()
  }
  if (compared)
    return (
      <div className="books-stack">
        <Changed key={compared.id} compared={compared} onBack={back} />
      </div>
    )
  return (
    <>
      <PeriodHead {...{ first, today, kept }} onStep={setDay}>
        <div className="month-ends">
          <Button isPending={compare.isPending} onPress={() => compare.mutate()} autoFocus={isBack}>
            <FileDiff aria-hidden="true" size={16} />
            {t(compare.isPending ? 'exporting.changed.comparing' : 'exporting.changed.ask')}
          </Button>
          <ExportButton
            from={{ list: 'books', days: { from: first, to: to ?? first } }}
            filterWords={dayText(first, 'monthOfYear', i18n.language)}
          />
        </div>
      </PeriodHead>
      <div className="books-stack">
        <ErrorWords error={compare.error ?? jobs.error} />
        {running.length > 0 && (
          <section className="exports-card" aria-labelledby="exports-running">
            <div className="exports-title">
              <h2 id="exports-running">{t('exporting.jobs.running')}</h2>
              <p className="quiet">{t('exporting.jobs.runningText')}</p>
            </div>
            <ul>
              {running.map((job) => (
                <Running key={job.id} job={job} />
              ))}
            </ul>
          </section>
        )}
        <section className="exports-card" aria-labelledby="exports-ended">
          <h2 id="exports-ended">{t('exporting.jobs.ended')}</h2>
          {jobs.data && ended.length === 0 && <p className="quiet">{t('exporting.jobs.none')}</p>}
          <ul>
            {ended.map((job) => (
              <Ended key={job.id} job={job} />
            ))}
          </ul>
        </section>
        <Schedules />
      </div>
    </>
  )
}

function Names({ job }: { readonly job: ExportJob }) {
  const { t } = useTranslation()
  const words = useJobWords()
  return (
    <div className="exports-names">
      <p className="exports-what">{words.what(job)}</p>
      <p className="exports-how">
        <bdi>{words.how(job)}</bdi>
        {job.by === 'schedule' && ` · ${t('exporting.jobs.bySchedule')}`}
      </p>
    </div>
  )
}

function Running({ job }: { readonly job: ExportJob }) {
  const { t } = useTranslation()
  const words = useJobWords()
  const cancel = useCancelExport()
  return (
    <li className="exports-job">
      <Names job={job} />
      <div className="exports-progress">
        <Progress label={t('exporting.jobs.bar', { file: job.fileName })} done={doneOf([job])} />
        <p>{words.progress(job)}</p>
        <ErrorWords error={cancel.error} />
      </div>
      <Button
        aria-label={t('exporting.jobs.cancel', { file: job.fileName })}
        isPending={cancel.isPending}
        onPress={() => cancel.mutate(job.id)}
      >
        {t('exporting.jobs.cancelWord')}
      </Button>
    </li>
  )
}

function Ended({ job }: { readonly job: ExportJob }) {
  const { t } = useTranslation()
  const format = useFormat()
  const reveal = useRevealExport()
  const { state, rowsWritten, error } = job
  const rows = { count: rowsWritten, figure: format.count(rowsWritten) }
  return (
    <li className={state === 'failed' ? 'exports-job exports-failed' : 'exports-job'}>
      <Names job={job} />
      <div className="exports-progress">
        {state === 'done' && (
          <p>{t(job.preset === 'changes' ? 'exporting.jobs.compared' : 'exporting.rowCount', rows)}</p>
        )}
        {state === 'cancelled' && <p>{t('exporting.jobs.cancelled')}</p>}
        {state === 'failed' && <ErrorCodeWords code={error ?? 'INTERNAL'} voice="quiet" />}
        <ErrorWords error={reveal.error} />
      </div>
      {state === 'done' && (
        <Button onPress={() => reveal.mutate(job.id)}>{t('exporting.jobs.reveal')}</Button>
      )}
    </li>
  )
}
