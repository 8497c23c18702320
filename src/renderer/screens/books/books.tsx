import { useState } from 'react'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { EXPORT_FORMATS, type ExportFormat } from '../../../shared/contract/plain/export-formats.ts'
import type { ExportJob } from '../../../shared/contract/shapes/export.ts'
import { Button } from '../../components/button.tsx'
import { ErrorCodeWords, ErrorWords } from '../../components/error-words.tsx'
import { Select } from '../../components/select.tsx'
import { useOverview } from '../../data/app.ts'
import { useCancelExport, useExportJob, useExportReceipts, useRevealExport } from '../../data/exports.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { Compare } from './compare.tsx'
import { Today } from './today.tsx'

/** What today came to, and where the book leaves the app: receipts as a file. */
export function Books() {
  const { t } = useTranslation()
  const { book } = useOverview()
  const start = useExportReceipts()
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [jobId, setJobId] = useState<string | null>(null)
  const job = useExportJob(jobId)
  const running = job.data?.state === 'running'
  const closed = start.isSuccess && start.data === null
  return (
    <div className="page">
      <h1>{t('books.title')}</h1>
      <Today />
      <section className="card" aria-labelledby="books-receipts">
        <h2 id="books-receipts">{t('books.receiptsTitle')}</h2>
        <p>{t('books.receiptsText')}</p>
        {book.kind === 'practice' && <p className="quiet">{t('books.practiceNote')}</p>}
        <div className="export-choice">
          <Button
            look="primary"
            isDisabled={start.isPending || running}
            onPress={() => start.mutate(format, { onSuccess: (started) => started && setJobId(started.id) })}
          >
            {t(start.isPending ? 'books.choosing' : 'books.export')}
          </Button>
          <Select
            label={t('books.format')}
            choices={EXPORT_FORMATS.map((id) => ({ id, name: t(`books.formats.${id}`) }))}
            value={format}
            onChange={(id) => setFormat(EXPORT_FORMATS.find((one) => one === id) ?? 'csv')}
            isDisabled={start.isPending || running}
          />
        </div>
        <ErrorWords error={start.error ?? job.error} />
        <div className="export-state">
          {closed && <p className="quiet">{t('books.closed')}</p>}
          {!closed && job.data && <Job job={job.data} />}
        </div>
      </section>
      <Compare />
    </div>
  )
}

function Job({ job }: { readonly job: ExportJob }) {
  const { t } = useTranslation()
  const cancel = useCancelExport()
  const reveal = useRevealExport()
  switch (job.state) {
    case 'running':
      return (
        <div className="export-running">
          <ProgressBar
            aria-label={t('books.progressLabel')}
            value={job.rowsWritten}
            maxValue={Math.max(job.rowsTotal, 1)}
            className="progress"
          >
            {({ percentage }) => (
              <span className="progress-track">
                <span className="progress-fill" style={{ inlineSize: `${percentage ?? 0}%` }} />
              </span>
            )}
          </ProgressBar>
          <p>{t('books.progress', { done: job.rowsWritten, total: job.rowsTotal })}</p>
          <Button onPress={() => cancel.mutate(job.id)}>{t('books.cancel')}</Button>
          <ErrorWords error={cancel.error} />
        </div>
      )
    case 'done':
      return (
        <div role="status">
          <p>
            <bdi>{t('books.done', { count: job.rowsWritten, file: job.fileName })}</bdi>
          </p>
          <Button onPress={() => reveal.mutate(job.id)}>{t('books.reveal')}</Button>
          <ErrorWords error={reveal.error} />
        </div>
      )
    case 'cancelled':
      return <p role="status">{t('books.cancelled')}</p>
    case 'failed':
      return (
        <>
          <p>{t('books.failed')}</p>
          <ErrorCodeWords code={job.error ?? 'INTERNAL'} />
        </>
      )
  }
}
