import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { afterEach, expect, test, vi } from 'vitest'
import { CELLS, ENOUGH, type Handed, MADE, TAKEN } from '../../../src/main/export/reading/handover.ts'
import type { Patience } from '../../../src/main/ledger/thread/watch-job.ts'
import { eur, openSale, seen, tempFolder, testBook, transfer } from '../../support/books/open-book.ts'
import { MOVEMENTS, startReceiptsExport } from '../../support/books/receipts-file.ts'
import type { ReadingHurt } from '../../support/kills/hurt-reading-worker.ts'

/** Shorter than the slow reading takes, and longer than a busy machine needs to start a thread, ms. */
const PATIENCE: Patience = { spinMs: 5_000, silentMs: 20_000, slowMs: 60_000, givenUpMs: 20_000 }

afterEach(() => vi.unstubAllEnvs())

async function withReceipts(count: number) {
  const book = await testBook()
  book.db.transaction(() => {
    const { linkId } = openSale(book.ledger)
    const cent = { amount: eur('0.01'), credited: eur('0.01') }
    const receipts = Array.from({ length: count }, (_, n) =>
      transfer({ receiptId: `transfer-${n}`, ...cent }),
    )
    book.ledger.recordAnswers([seen(linkId, { receipts })])
  })()
  const folder = tempFolder()
  writeFileSync(join(folder, 'a.csv'), 'before')
  return { book, folder }
}

type Book = Awaited<ReturnType<typeof withReceipts>>['book']

function start(book: Book, targetPath: string, worker: string, patience?: Patience) {
  const known = book.ledger.book()
  return startReceiptsExport({
    ...{ workerUrl: new URL(worker, import.meta.url), patience, bookPath: book.path, known, targetPath },
    ...{ zone: 'UTC', format: 'csv', sheetName: 'Receipts', ownFolders: [], onProgress: () => undefined },
  })
}

function startHurt(hurt: ReadingHurt, book: Book, folder: string) {
  vi.stubEnv('READING_HURT', hurt)
  vi.stubEnv('READING_SLOW', join(tempFolder(), 'slow.stuck'))
  const worker = '../../support/kills/hurt-reading-worker.ts'
  return start(book, join(folder, 'a.csv'), worker, PATIENCE)
}

test.each(['exit', 'exitLate'] as const)(
  'where the thread that reads dies (%s), the export says so at once and leaves nothing',
  async (hurt) => {
    const { book, folder } = await withReceipts(5_000)
    const begun = performance.now()
    expect(await startHurt(hurt, book, folder).finished).toEqual({ state: 'failed', code: 'INTERNAL' })
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(readdirSync(folder)).toEqual(['a.csv'])
    expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('before')
  },
)

test('a reading that is within one call of SQLite for long is waited for, as where one thread does both', async () => {
  const { book, folder } = await withReceipts(20)
  expect(await startHurt('slow', book, folder).finished).toEqual({ state: 'done', rowsWritten: 20 })
})

test('an export whose reading is within one long call is cancelled all the same, and leaves nothing', async () => {
  const { book, folder } = await withReceipts(20)
  const running = startHurt('slow', book, folder)
  setTimeout(running.cancel, 1_500)
  expect(await running.finished).toEqual({ state: 'cancelled' })
  expect(readdirSync(folder)).toEqual(['a.csv'])
})

test('twenty exports at once are twenty whole files', { timeout: 120_000 }, async () => {
  const { book, folder } = await withReceipts(3_000)
  const names = Array.from({ length: 20 }, (_, n) => join(folder, `${n}.csv`))
  const runs = names.map((name) => start(book, name, '../../../src/main/export/worker.ts'))
  for (const one of runs.slice(15)) one.cancel()
  const ended = await Promise.all(runs.map(({ finished }) => finished))
  expect(ended.slice(0, 15)).toEqual(
    Array.from({ length: 15 }, () => ({ state: 'done', rowsWritten: 3_000 })),
  )
  expect(ended.slice(15)).toEqual(Array.from({ length: 5 }, () => ({ state: 'cancelled' })))
  const files = new Set(names.slice(0, 15).map((name) => readFileSync(name, 'utf8')))
  expect(files.size).toBe(1)
  expect(readdirSync(folder)).toHaveLength(16)
})

/** The thread that reads, asked by hand. */
function reading(book: Book, busy = 0) {
  const { port1, port2 } = new MessageChannel()
  const cells = new Int32Array(new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT))
  const traffic = new Int32Array(new SharedArrayBuffer(8))
  traffic[0] = busy
  const worker = new Worker(new URL('../../../src/main/export/worker.ts', import.meta.url), {
    ...{ workerData: { reading: port2, cells, traffic }, transferList: [port2] },
  })
  const ended = new Promise((done) => worker.once('exit', done))
  const columns = ['invoice_number', 'amount']
  port1.postMessage({ bookPath: book.path, known: book.ledger.book(), query: { query: MOVEMENTS, columns } })
  const take = () => {
    const told = receiveMessageOnPort(port1)?.message as Handed | undefined
    if (told) Atomics.add(cells, TAKEN, 1)
    Atomics.notify(cells, TAKEN)
    return told
  }
  return { cells, ended, take, end: () => worker.terminate() }
}

test('what is read ahead is six things at most, however slowly they are written', async () => {
  const { book } = await withReceipts(12_000)
  const { cells, take, end } = reading(book)
  const made = () => Atomics.load(cells, MADE)
  await expect.poll(made, { timeout: 20_000 }).toBe(6)
  await new Promise((done) => setTimeout(done, 300))
  expect(made()).toBe(6)
  expect([take(), take()].map((one) => Object.keys(one ?? {}))).toEqual([['cut'], ['rows']])
  await expect.poll(made, { timeout: 20_000 }).toBe(8)
  await end()
})

test('a thread whose rows nobody wants any more reads none, and ends', { timeout: 30_000 }, async () => {
  const { book } = await withReceipts(12_000)
  const { cells, ended, take } = reading(book)
  await expect.poll(() => Atomics.load(cells, MADE), { timeout: 20_000 }).toBe(6)
  Atomics.store(cells, ENOUGH, 1)
  Atomics.notify(cells, TAKEN)
  await ended
  const handed = Array.from({ length: 8 }, take).map((one) => Object.keys(one ?? {})[0])
  expect(handed).toEqual(['cut', 'rows', 'chunk', 'chunk', 'chunk', 'chunk', undefined, undefined])
})

test('a sale under way goes before each of the next rows', async () => {
  const { book } = await withReceipts(12_000)
  const { cells, take, end } = reading(book, 1)
  const made = () => Atomics.load(cells, MADE)
  await expect.poll(made, { timeout: 20_000 }).toBeGreaterThan(2)
  const [begun, before] = [performance.now(), made()]
  while (made() < before + 5) if (take() === undefined) await new Promise((done) => setTimeout(done, 1))
  // Twenty milliseconds for each of four at least.
  expect(performance.now() - begun).toBeGreaterThan(75)
  await end()
})
