import { setImmediate } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import { isBlankSearch } from '../../../shared/text/words.ts'
import type { StretchQuery } from '../port/lists.ts'
import type { Reading } from '../sqlite/context.ts'
import { failureCodeOf, LedgerFailure } from '../sqlite/errors.ts'
import { openReadOnly } from '../sqlite/read-only.ts'
import { makeWay } from '../thread/make-way.ts'
import { beginTurn, endTurn } from '../thread/pulse.ts'
import { isGivenUp } from '../thread/signals.ts'
import { sameFile, stampOf } from '../witness/file-stamp.ts'
import { scanCharts } from './charts/scan.ts'
import { scanCounts, scanReceiptCounts } from './counts/scan.ts'
import type { Answers } from './held-list.ts'
import { createHeldLists, type HeldLists } from './held-lists.ts'
import { leavesAll } from './invoices/filter.ts'
import { scanIds, scanNewest, scanNext, scanStretch, scanSums } from './invoices/scan.ts'
import { leavesAllCommon } from './marks.ts'
import { scanMatrix } from './month/scan.ts'
import type { Asked, ListsAnswer, ListsQuestion, ListsRequest, ListsWorkerData } from './protocol.ts'
import { scanReceiptSums, scanReceipts } from './receipts/scan.ts'
import { searchPathOf } from './search-path.ts'

/** The lists' thread: one connection that only reads, opened at the first question. */
function main({ path, file, pulse, signals, traffic }: ListsWorkerData): void {
  const port = parentPort
  if (!port) throw new Error('the lists run as a worker thread only')
  const tell = (answer: ListsAnswer) => port.postMessage(answer)
  let db: Database | null = null
  let held: HeldLists | null = null
  let isFilling = false
  /** There is no memory for the columns: every invoice is looked at for each question. */
  let isScanning = false
  const waiting: ListsQuestion[] = []

  function open(): Database {
    if (db) return db
    const opened = openReadOnly(path)
    const now = stampOf(path)
    if (!file || (now && sameFile(file, now))) {
      db = opened
      return db
    }
    opened.close()
    throw new LedgerFailure('BOOK_REPLACED', 'another file lies at the path of the book')
  }

  function answer(question: ListsQuestion): void {
    if (isGivenUp(signals)) return
    beginTurn(pulse, question.id, false)
    try {
      const reading = { db: open() }
      if (!isScanning) held ??= createHeldLists(reading, undefined, searchPathOf(path))
      const isFull = held !== null && isThere(held, question)
      const scans = isScanning || (!isFull && isShort(question))
      const value = scans ? scan(reading, question) : held && isFull ? ask(held, question) : null
      if (value === null) waiting.push(question)
      else tell({ id: question.id, ok: true, value })
    } catch (error) {
      if (!isScanning && error instanceof RangeError) {
        lose(error)
        waiting.push(question)
      } else {
        refuse(question, error)
      }
    } finally {
      endTurn(pulse)
    }
  }

  function refuse({ id }: ListsQuestion, error: unknown): void {
    lose(error)
    tell({ id, ok: false, code: failureCodeOf(error), message: String(error) })
  }

  /** What was read in part is read anew, where there is room for it. */
  function lose(error: unknown): void {
    held?.close()
    held = null
    isScanning ||= error instanceof RangeError
  }

  /** Reads the book piece by piece, and hears what is asked in between. */
  async function fill(): Promise<void> {
    if (isFilling) return
    isFilling = true
    let isMore = true
    while (isMore && held && !isGivenUp(signals)) {
      await setImmediate()
      makeWay(traffic)
      isMore = held !== null && fillPiece(held)
      if (waiting.length > 0 && (held?.invoices.isFull() || isScanning))
        for (const one of waiting.splice(0)) answer(one)
    }
    isFilling = false
    for (const one of waiting.splice(0)) answer(one)
    if (waiting.length > 0) void fill()
  }

  function fillPiece(lists: HeldLists): boolean {
    beginTurn(pulse, 0, false)
    try {
      return lists.fill()
    } catch (error) {
      lose(error)
      if (!isScanning) for (const question of waiting.splice(0)) refuse(question, error)
      return false
    } finally {
      endTurn(pulse)
    }
  }

  port.on('message', (request: ListsRequest) => {
    if (request.kind === 'ping') {
      beginTurn(pulse, 0, false)
      endTurn(pulse)
    } else if (request.kind === 'close') {
      lose(null)
      db?.close()
      port.close()
    } else {
      answer(request)
      void fill()
    }
  })
}

/** What came last is soon found without columns: it is what a person looks at first. */
function isShort(question: ListsQuestion): boolean {
  if (question.kind !== 'stretch') return false
  if (question.list === 'receipts')
    return question.query.sort.by === 'paid' && leavesAllCommon(question.query.filter)
  return question.query.sort.by === 'created' && leavesAll(question.query.filter)
}

/** Tells whether the columns of a question's list are all there; begins those that nobody has asked for before. */
function isThere(lists: HeldLists, question: ListsQuestion): boolean {
  if (question.list === 'days')
    return question.kind === 'charts' ? lists.charts().isFull() : lists.days().isFull()
  const isFull = question.list === 'receipts' ? lists.receipts().isFull() : lists.invoices.isFull()
  const { search } = question.kind === 'sums' ? question.filter : question.query.filter
  return isFull && (isBlankSearch(search) || lists.invoices.isSearchable())
}

function scan(reading: Reading, question: ListsQuestion): unknown {
  if (question.kind === 'newest') return scanNewest(reading, question.query)
  if (question.kind === 'ids') return scanIds(reading, question.query)
  if (question.kind === 'next') return scanNext(reading, question.query)
  if (question.list === 'days')
    return question.kind === 'charts'
      ? scanCharts(reading, question.query)
      : scanMatrix(reading, question.query)
  if (question.list === 'receipts') {
    if (question.kind === 'counts') return scanReceiptCounts(reading, question.query)
    return question.kind === 'stretch'
      ? scanReceipts(reading, question.query)
      : scanReceiptSums(reading, question.filter)
  }
  if (question.kind === 'counts') return scanCounts(reading, question.query)
  return question.kind === 'stretch'
    ? scanStretch(reading, question.query)
    : scanSums(reading, question.filter)
}

function ask(lists: HeldLists, question: ListsQuestion): unknown {
  if (question.kind === 'newest') return lists.invoices.newest(question.query)
  if (question.kind === 'ids') return lists.invoices.ids(question.query)
  if (question.kind === 'next') return lists.invoices.next(question.query)
  if (question.list === 'days')
    return question.kind === 'charts'
      ? lists.charts().charts(question.query)
      : lists.days().matrix(question.query)
  return question.list === 'receipts'
    ? answerFrom(lists.receipts(), question)
    : answerFrom(lists.invoices, question)
}

function answerFrom<Filter, By extends string>(
  list: Answers<Filter, By, unknown, unknown, unknown>,
  asked: Asked<Filter, StretchQuery<Filter, By>>,
): unknown {
  if (asked.kind === 'counts') return list.counts(asked.query)
  return asked.kind === 'stretch' ? list.stretch(asked.query) : list.sums(asked.filter)
}

main(workerData as ListsWorkerData)
