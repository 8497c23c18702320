import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ExportFormat } from '../../shared/contract/plain/export-formats.ts'
import { call } from './call.ts'
import { keys } from './keys.ts'

/** Begins the export; null when the save dialog was closed. */
export function useExportReceipts() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (format: ExportFormat) => call('export.receipts', { format }),
    onSuccess: (job) => {
      if (job) client.setQueryData(keys.exportJob(job.id), job)
    },
  })
}

/** One export as it goes; events refresh it, and while it runs it is read again each second in case one was lost. */
export function useExportJob(id: string | null) {
  return useQuery({
    queryKey: keys.exportJob(id ?? ''),
    queryFn: () => call('export.status', { jobId: id ?? '' }),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 1_000 : false),
  })
}

/** Stops a running export; no half file stays. */
export function useCancelExport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (jobId: string) => call('export.cancel', { jobId }),
    onSuccess: (job) => client.setQueryData(keys.exportJob(job.id), job),
  })
}

/** Shows the exported file in the system's file manager. */
export function useRevealExport() {
  return useMutation({ mutationFn: (jobId: string) => call('export.reveal', { jobId }) })
}
