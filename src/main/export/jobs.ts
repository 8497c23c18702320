import { basename } from 'node:path'
import type { Book } from '../../shared/contract/shapes/book.ts'
import type { ExportJob } from '../../shared/contract/shapes/export.ts'
import type { Words } from '../../shared/words/words.ts'
import type { BookState } from '../ledger/port/book.ts'
import { type AskedFile, requestOf, suggestName } from './asked-file.ts'
import type {
  CompareOrder,
  CompareOutcome,
  ExportOrder,
  ExportProgress,
  FileRequest,
  PreviewOrder,
  PreviewOutcome,
  RunningCompare,
  RunningExport,
  RunningPreview,
} from './port.ts'

/** The exports of this run of the app. */
export interface ExportJobs {
  /** Asks where to save, and begins; null when the person closed the dialog. */
  start(source: ExportSource, book: Book & BookState, asked: AskedFile): Promise<ExportJob | null>
  /** Begins without a question, and gives what came of it. What failed is tried again unseen: it is told of anew once something else comes of it. */
  startAt(source: ExportSource, book: Book & BookState, asked: AskedFile, path: string): Promise<ExportJob>
  /** Says what a file would hold; a later question of the same sort ends the one before. */
  preview(
    source: ExportSource,
    book: Book & BookState,
    asked: AskedFile,
    sums: boolean,
  ): Promise<PreviewOutcome>
  /** Says what has changed since a file of before, which is asked for as it was; a later question ends the one before. */
  compare(
    source: ExportSource,
    book: Book & BookState,
    asked: AskedFile,
    since: string,
  ): Promise<CompareOutcome>
  /** The name that a file is offered under. */
  nameOf(book: Book, asked: AskedFile): string
  /** Asks for a file of before; null when the person closed the dialog. */
  chooseEarlier(): Promise<string | null>
  /** The exports of this run, the newest first. */
  all(): readonly ExportJob[]
  job(jobId: string): ExportJob | null
  /** Asks a running export to end; nothing is left of its file. */
  cancel(jobId: string): ExportJob | null
  /** Where a finished export lies; null when there is none. */
  path(jobId: string): string | null
  /** Cancels what still runs and waits for it. */
  close(): Promise<void>
}

/** The book an export reads. */
export interface ExportSource {
  readonly path: string
  readonly ledger: {
    appendEvent(kind: string, data: Readonly<Record<string, string | number>>, at: number): Promise<unknown>
  }
}

export interface ExportJobsPorts {
  /** Asks for a path; null when the person closed the dialog. */
  saveDialog(suggestedName: string): Promise<string | null>
  /** Asks for a file that is there; null when the person closed the dialog. */
  fileDialog(): Promise<string | null>
  look(order: PreviewOrder): RunningPreview
  compare(order: CompareOrder): RunningCompare
  run(order: ExportOrder, onProgress: (progress: ExportProgress) => void): RunningExport
  /** The app's folders, in which no export may write. */
  readonly ownFolders: readonly string[]
  /** Of the app, as a manifest names it. */
  readonly version: string
  readonly newId: () => string
  readonly now: () => number
  /** The words of the language that is set at that moment. */
  words(): Words
  /** The same in the language of the app, for what is made by itself. */
  ownWords(): Words
  changed(jobId: string): void
  failed(error: unknown): void
}

/** What is shown of a file's name, in UTF-16 units; one that is longer no file system takes. */
const LONGEST_SHOWN = 300

/** So many exports are told of. */
const MOST_TOLD = 50

interface Entry {
  job: ExportJob
  /** The one that failed, which this one tries again without being told of; null where there is none. */
  again: Entry | null
  readonly path: string
  /** Null once it is over: what ran knows the book it has read, and would keep all of it long after it was left. */
  running: { cancel(): void; readonly ended: Promise<void> } | null
}

export function createExportJobs(ports: ExportJobsPorts): ExportJobs {
  const entries = new Map<string, Entry>()
  const looking = new Map<boolean, RunningPreview>()
  let comparing: RunningCompare | null = null

  const request = (asked: AskedFile, book: Book, words = ports.words()) => requestOf(asked, book.kind, words)

  function update(jobId: string, change: Partial<ExportJob>): void {
    const entry = entries.get(jobId)
    if (!entry) return
    entry.job = { ...entry.job, ...change }
    if (entry.again === null) ports.changed(jobId)
  }

  /** Tells of what was tried again, in place of what had failed; where it failed once more for the same reason there is no news. */
  function settle(entry: Entry): void {
    const { job, again } = entry
    if (again === null) return
    const isNews = job.state !== 'failed' || job.error !== again.job.error
    entries.delete(isNews ? again.job.id : job.id)
    entry.again = null
    if (isNews) ports.changed(job.id)
  }

  async function finish(
    jobId: string,
    running: RunningExport,
    source: ExportSource,
    what: Readonly<Record<string, string>>,
  ): Promise<void> {
    const outcome = await running.finished
    switch (outcome.state) {
      case 'done':
        await source.ledger
          .appendEvent('export', { ...what, rows: outcome.rowsWritten }, ports.now())
          .catch(ports.failed)
        return update(jobId, { state: 'done', rowsWritten: outcome.rowsWritten, secondsLeft: null })
      case 'cancelled':
        return update(jobId, { state: 'cancelled', secondsLeft: null })
      case 'failed':
        return update(jobId, { state: 'failed', error: outcome.code, secondsLeft: null })
    }
  }

  /** Begins to write a file, whoever asked for it. */
  function begin(
    source: ExportSource,
    book: Book & BookState,
    asked: AskedFile,
    request: FileRequest,
    {
      path,
      by,
      again = null,
    }: Pick<ExportJob, 'by'> & { readonly path: string; readonly again?: Entry | null },
  ): { readonly entry: Entry; readonly ended: Promise<void> } {
    const id = ports.newId()
    const order: ExportOrder = {
      bookPath: source.path,
      known: { id: book.id, lastEvent: book.lastEvent },
      targetPath: path,
      request,
      manifest: asked.hasManifest ? { appVersion: ports.version, filter: asked.filter } : null,
      ownFolders: ports.ownFolders,
    }
    const began = ports.now()
    const running = ports.run(order, (progress) =>
      update(id, { ...progress, secondsLeft: secondsLeft(progress, ports.now() - began) }),
    )
    const job: ExportJob = {
      id,
      kind: asked.query.kind,
      preset: asked.preset,
      by,
      days: asked.days && { from: asked.days.from, to: asked.days.to },
      state: 'running',
      rowsWritten: 0,
      rowsTotal: 0,
      secondsLeft: null,
      fileName: basename(path).slice(0, LONGEST_SHOWN),
      error: null,
    }
    const entry: Entry = { job, path, again, running: null }
    entries.set(id, entry)
    const ended = Promise.resolve()
      .then(() => finish(id, running, source, { of: job.kind, text: job.fileName }))
      .catch(ports.failed)
      .finally(() => {
        entry.running = null
        settle(entry)
      })
    entry.running = { cancel: running.cancel, ended }
    return { entry, ended }
  }

  return {
    async start(source, book, asked) {
      const path = await ports.saveDialog(suggestName(ports.words(), book, ports.now(), asked))
      if (path === null) return null
      return begin(source, book, asked, await request(asked, book), { path, by: 'person' }).entry.job
    },
    async startAt(source, book, asked, path) {
      const own = await request(asked, book, ports.ownWords())
      const failed = [...entries.values()].find(
        ({ job: { by, state }, path: there }) => by === 'schedule' && state === 'failed' && there === path,
      )
      const { entry, ended } = begin(source, book, asked, own, {
        path,
        by: 'schedule',
        again: failed ?? null,
      })
      if (!failed) ports.changed(entry.job.id)
      await ended
      return entry.job
    },
    async preview(source, book, asked, sums) {
      const known = { id: book.id, lastEvent: book.lastEvent }
      const own = await request(asked, book)
      looking.get(sums)?.cancel()
      const one = ports.look({ bookPath: source.path, known, request: own, sums })
      looking.set(sums, one)
      const outcome = await one.finished
      if (looking.get(sums) === one) looking.delete(sums)
      return outcome
    },
    async compare(source, book, asked, since) {
      const known = { id: book.id, lastEvent: book.lastEvent }
      const own = await request(asked, book)
      comparing?.cancel()
      const one = ports.compare({ bookPath: source.path, known, request: own, since, filter: asked.filter })
      comparing = one
      const outcome = await one.finished
      if (comparing === one) comparing = null
      return outcome
    },
    nameOf: (book, asked) => suggestName(ports.ownWords(), book, ports.now(), asked),
    chooseEarlier: ports.fileDialog,
    all: () =>
      [...entries.values()]
        .filter(({ again }) => again === null)
        .map(({ job }) => job)
        .slice(-MOST_TOLD)
        .reverse(),
    job: (jobId) => entries.get(jobId)?.job ?? null,
    cancel(jobId) {
      const entry = entries.get(jobId)
      entry?.running?.cancel()
      return entry?.job ?? null
    },
    path(jobId) {
      const entry = entries.get(jobId)
      return entry?.job.state === 'done' ? entry.path : null
    },
    async close() {
      const running = [...entries.values()].flatMap((entry) => entry.running ?? [])
      const looks = [...looking.values(), ...(comparing ? [comparing] : [])]
      for (const one of [...running, ...looks]) one.cancel()
      await Promise.all([...running.map(({ ended }) => ended), ...looks.map(({ finished }) => finished)])
    },
  }
}

/** A rate is told once so much of it is known, ms. */
const TELLING_MS = 500

/** How long an export will still take at the rate it has had, in whole seconds begun; null while that says nothing. */
function secondsLeft({ rowsWritten, rowsTotal }: ExportProgress, tookMs: number): number | null {
  if (rowsWritten === 0 || tookMs < TELLING_MS) return null
  return Math.ceil(((rowsTotal - rowsWritten) * tookMs) / rowsWritten / 1_000)
}
