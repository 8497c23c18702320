import { useState } from 'react'
import { EXPORT_FORMATS, type ExportFormat } from '../../../shared/contract/plain/export-formats.ts'
import type { ExportJob } from '../../../shared/contract/shapes/export.ts'
import { Button } from '../../components/button.tsx'
import { ErrorCodeWords, ErrorWords } from '../../components/error-words.tsx'
import { Progress } from '../../components/progress/progress.tsx'
import { Select } from '../../components/select.tsx'
import { useOverview } from '../../data/app.ts'
import {
  useCancelExport,
  useExportJob,
  useExportReceipts,
  useRevealExport,
} from '../../data/files/exports.ts'
import { useTranslation } from '../../i18n/use-translation.ts'

/** Where the book leaves the app: receipts as a file. */
export function Receipts() {
  const { t } = useTranslation()
  const { book } = useOverview()
  const start = useExportReceipts()
  const [format, setFormat] = useState<ExportFormat>('csv')
  const [jobId, setJobId] = useState<string | null>(null)
  const job = useExportJob(jobId)
  const running = job.data?.state === 'running'
  const closed = start.isSuccess && start.data === null
  return (
    <section className="card" aria-labelledby="books-receipts">
      <h2 id="books-receipts">{t('books.receiptsTitle')}</h2>
      <p>{t('books.receiptsText')}</p>
      {book.kind === 'practice' && <p className="quiet">{t('books.practiceNote')}</p>}
      <div className="export-choice">
        <Button
          look="primary"
          isPending={start.isPending || running}
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
          <Progress label={t('books.progressLabel')} done={job.rowsWritten / Math.max(job.rowsTotal, 1)} />
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
