import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ExportFormat } from '../../../shared/contract/plain/export-formats.ts'
import type { ComparedFile } from '../../../shared/contract/shapes/books/compared-file.ts'
import type { AskedSchedule } from '../../../shared/contract/shapes/books/export-schedule.ts'
import type { ExportRequest } from '../../../shared/contract/shapes/export.ts'
import { call } from '../call.ts'
import { keys } from '../keys.ts'

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

/** Asks where to save, and begins; null when the save dialog was closed. */
export function useStartExport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (request: ExportRequest) => call('export.start', request),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.exportJobs() }),
  })
}

/** Asks for a file of before and says what has changed since, which is shown until another is asked for; null when the dialog was closed. */
export function useCompare() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('export.compare', {}),
    onSuccess: (compared) => compared && client.setQueryData(keys.comparedFile(), compared),
  })
}

/** What has changed since the file that was compared last, until it is put away. */
export function useCompared() {
  const client = useQueryClient()
  const { data } = useQuery<ComparedFile | null>({
    queryKey: keys.comparedFile(),
    queryFn: () => null,
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return { compared: data ?? null, putAway: () => client.setQueryData(keys.comparedFile(), null) }
}

/** Asks where to save what has changed since the file that was compared, and begins; null when the dialog was closed. */
export function useChanges() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('export.changes', { id }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.exportJobs() }),
  })
}

/** Asks where to save the file that was compared, as it is now, and begins; null when the dialog was closed. */
export function useExportAgain() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('export.again', { id }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.exportJobs() }),
  })
}

/** Every export of this run of the app, the newest first, as they go. */
export function useExportJobs() {
  return useQuery({
    queryKey: keys.exportJobList(),
    queryFn: () => call('export.jobs', {}),
    refetchInterval: ({ state }) => (state.data?.some(({ state: is }) => is === 'running') ? 1_000 : false),
  })
}

/** How many rows a file would hold, and the first of them; those of the request before until they are known. */
export function useExportPreview(request: ExportRequest) {
  return useQuery({
    queryKey: keys.exportPreview(request),
    queryFn: () => call('export.preview', { request, sums: false }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
}

/** What so many rows of a file come to, each currency by itself; not asked while `count` is null. */
export function useExportSums(request: ExportRequest, count: number | null) {
  return useQuery({
    queryKey: keys.exportSums(request, count),
    queryFn: async () => (await call('export.preview', { request, sums: true })).sums,
    enabled: count !== null,
    gcTime: 0,
  })
}

/** The files of the live book that are made by themselves. */
export function useSchedules() {
  return useQuery({ queryKey: keys.exportSchedules(), queryFn: () => call('export.schedules', {}) })
}

/** Asks for a folder and keeps a schedule; null when the dialog was closed. */
export function useAddSchedule() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (asked: AskedSchedule) => call('export.schedule', asked),
    onSuccess: (all) => {
      if (all) client.setQueryData(keys.exportSchedules(), all)
    },
  })
}

/** Makes no more files of a schedule; those that were made stay. */
export function useRemoveSchedule() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('export.unschedule', { id }),
    onSuccess: (all) => client.setQueryData(keys.exportSchedules(), all),
  })
}
