import { expect, test } from 'vitest'
import { wholeBook } from '../../../src/main/export/asked-file.ts'
import { createExportJobs, type ExportJobsPorts } from '../../../src/main/export/jobs.ts'
import type { ExportOrder, ExportOutcome, ExportProgress } from '../../../src/main/export/port.ts'
import type { BookState } from '../../../src/main/ledger/port/book.ts'
import type { Book } from '../../../src/shared/contract/shapes/book.ts'
import { exportJob } from '../../../src/shared/contract/shapes/export.ts'
import { columnTitles } from '../../../src/shared/words/column-titles.ts'
import { createWords } from '../../../src/shared/words/words.ts'
import { receiptsRequest } from '../../support/books/receipts-file.ts'

const BOOK: Book & BookState = {
  ...{ kind: 'live', zone: 'Africa/Algiers', tillCode: 'CF' },
  ...{ id: 'a-book', lastEvent: 7 },
}
const AT = Date.UTC(2026, 10, 20)

/** The jobs over an export that ends when it is told to. */
function jobsOver(path: string | null) {
  const orders: ExportOrder[] = []
  const offered: string[] = []
  const changed: string[] = []
  const events: unknown[] = []
  let ids = 0
  let end: (outcome: ExportOutcome) => void = () => undefined
  let progress: (told: ExportProgress) => void = () => undefined
  const ports: ExportJobsPorts = {
    async saveDialog(name) {
      offered.push(name)
      return path
    },
    fileDialog: async () => null,
    ownWords: () => createWords('en', 'file'),
    compare: () => {
      throw new Error('nothing is compared here')
    },
    look: () => {
      throw new Error('nobody looks')
    },
    run(order, onProgress) {
      orders.push(order)
      progress = onProgress
      const finished = new Promise<ExportOutcome>((resolve) => {
        end = resolve
      })
      return { finished, cancel: () => end({ state: 'cancelled' }) }
    },
    ownFolders: ['/app'],
    version: '1.2.3',
    newId: () => {
      ids += 1
      return `job-0000000${ids}`
    },
    now: () => AT,
    words: () => createWords('en'),
    changed: (id) => changed.push(id),
    failed: (error) => {
      throw error
    },
  }
  const source = {
    path: '/app/books/live.sqlite',
    ledger: { appendEvent: async (kind: string, data: unknown) => events.push([kind, data]) },
  }
  const jobs = createExportJobs(ports)
  return {
    jobs,
    orders,
    offered,
    changed,
    events,
    end: (outcome: ExportOutcome) => end(outcome),
    progress: (told: ExportProgress) => progress(told),
    start: (book = BOOK, format: 'csv' | 'xlsx' = 'xlsx') =>
      jobs.start(source, book, wholeBook(book.zone, format)),
    job: () => jobs.job('job-00000001'),
    again: () => jobs.startAt(source, BOOK, wholeBook(BOOK.zone, 'csv'), '/home/days.csv'),
  }
}

test('an export is offered under a name of its kind, and ordered with all it needs', async () => {
  const app = jobsOver('/home/a.xlsx')
  const started = await app.start()
  expect(app.offered).toEqual(['counterfoil-receipts-2026-11-20.xlsx'])
  const titles = columnTitles(createWords('en'))
  expect(titles.invoice_number).toBe('Invoice number')
  expect(app.orders).toEqual([
    {
      bookPath: '/app/books/live.sqlite',
      known: { id: 'a-book', lastEvent: 7 },
      targetPath: '/home/a.xlsx',
      request: receiptsRequest('Africa/Algiers', {
        ...{ as: 'xlsx', sheetName: 'Receipts', totalsName: 'Totals', titles, isRightToLeft: false },
      }),
      manifest: null,
      ownFolders: ['/app'],
    },
  ])
  expect(started).toMatchObject({ state: 'running', fileName: 'a.xlsx', error: null })
})

test('an export of the practice book says so in its name and in its sheet', async () => {
  const app = jobsOver('/home/a.xlsx')
  await app.start({ ...BOOK, kind: 'practice' })
  expect([app.offered[0], app.orders[0]?.request.preset]).toMatchObject([
    'PRACTICE-counterfoil-receipts-2026-11-20.xlsx',
    { as: 'xlsx', sheetName: 'PRACTICE Receipts', totalsName: 'Totals' },
  ])
})

test('a dialog that was closed begins nothing', async () => {
  const app = jobsOver(null)
  expect(await app.start()).toBeNull()
  expect([app.orders, app.job()]).toEqual([[], null])
})

test('progress and the end are told, and a finished export is an event of the book', async () => {
  const app = jobsOver('/home/a.csv')
  await app.start(BOOK, 'csv')
  app.progress({ rowsWritten: 3, rowsTotal: 7 })
  expect(app.job()).toMatchObject({ state: 'running', rowsWritten: 3, rowsTotal: 7 })
  expect(app.jobs.path('job-00000001')).toBeNull()
  app.end({ state: 'done', rowsWritten: 7 })
  await expect.poll(() => app.job()?.state).toBe('done')
  expect(app.job()).toMatchObject({ rowsWritten: 7, rowsTotal: 7, error: null })
  expect(app.events).toEqual([['export', { rows: 7, of: 'movements', text: 'a.csv' }]])
  expect(app.changed).toEqual(['job-00000001', 'job-00000001'])
  expect(app.jobs.path('job-00000001')).toBe('/home/a.csv')
})

test.each(['OWN_FILE', 'NAME_REFUSED', 'READ_ONLY', 'DISK_FULL'] as const)(
  'an export that failed with %s carries the code, and is no event',
  async (code) => {
    const app = jobsOver('/home/a.csv')
    await app.start()
    app.end({ state: 'failed', code })
    await expect.poll(() => app.job()?.state).toBe('failed')
    expect([app.job()?.error, app.events, app.jobs.path('job-00000001')]).toEqual([code, [], null])
  },
)

test('closing the app cancels what runs and waits for it', async () => {
  const app = jobsOver('/home/a.csv')
  await app.start()
  await app.jobs.close()
  expect(app.job()?.state).toBe('cancelled')
})

test('a name that no file system takes still makes an answer that crosses the border', async () => {
  const app = jobsOver(`/home/${'ق'.repeat(5_000)}.csv`)
  expect(exportJob.safeParse(await app.start()).success).toBe(true)
})

test('what a schedule tries again is no news while it fails for the same reason, and is told of in its place once it does not', async () => {
  const app = jobsOver(null)
  const gone = { state: 'failed', code: 'FOLDER_GONE', detail: null } as const
  const tried = async (outcome: ExportOutcome) => {
    const before = app.orders.length
    const one = app.again()
    await expect.poll(() => app.orders.length).toBe(before + 1)
    app.progress({ rowsWritten: 1, rowsTotal: 2 })
    app.end(outcome)
    const { state, error } = await one
    return { state, error }
  }
  const told = () => app.jobs.all().map(({ id, state, error }) => [id.slice(-1), state, error])
  await tried(gone)
  const changes = app.changed.length
  expect(await tried(gone)).toEqual({ state: 'failed', error: 'FOLDER_GONE' })
  expect(told()).toEqual([['1', 'failed', 'FOLDER_GONE']])
  expect(app.changed).toHaveLength(changes)
  await tried({ ...gone, code: 'READ_ONLY' })
  expect(told()).toEqual([['3', 'failed', 'READ_ONLY']])
  await tried({ state: 'done', rowsWritten: 2 })
  expect(told()).toEqual([['4', 'done', null]])
  expect(app.changed.slice(changes)).toEqual(['job-00000003', 'job-00000004'])
})
