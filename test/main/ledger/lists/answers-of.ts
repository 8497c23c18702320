import type { Database } from 'better-sqlite3'
import { readBookAt } from '../../../../src/main/ledger/asked/reader.ts'
import { scanCharts } from '../../../../src/main/ledger/lists/charts/scan.ts'
import { scanCounts, scanReceiptCounts } from '../../../../src/main/ledger/lists/counts/scan.ts'
import type { HeldLists } from '../../../../src/main/ledger/lists/held-lists.ts'
import {
  scanIds,
  scanNewest,
  scanNext,
  scanStretch,
  scanSums,
} from '../../../../src/main/ledger/lists/invoices/scan.ts'
import { scanMatrix } from '../../../../src/main/ledger/lists/month/scan.ts'
import { scanReceiptSums, scanReceipts } from '../../../../src/main/ledger/lists/receipts/scan.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { LIST_ORDERS } from '../../../../src/shared/contract/shapes/lists/list.ts'
import { RECEIPT_ORDERS } from '../../../../src/shared/contract/shapes/lists/receipts.ts'
import type { InvoiceStatus } from '../../../../src/shared/status/status.ts'
import { daysOf } from '../../../../src/shared/time/days.ts'
import { businessDay } from '../../../../src/shared/time/zone.ts'
import { EXPORT_QUERIES, recordsOf } from '../../../support/books/receipts-file.ts'
import { ANY_INVOICE, ANY_RECEIPT } from '../../../support/lists/any-filter.ts'
import { ACCOUNTS, CURRENCIES, YEAR_BEGAN } from './random-book.ts'

const DAY = 86_400_000
const ZONE = 'Africa/Algiers'
const SEARCHES = ['', 'ref-', 'imp-0', 'amina', 'usd', '12.50', 'lamp', 'paid', '2026-03', 'TPayer']

const PAGES: readonly InvoiceStatus[][] = [[], ['paid', 'expired'], ['underpaid', 'open']]

interface Answering {
  readonly ledger: Ledger
  readonly db: Database
  readonly path: string
  readonly held: HeldLists
}

/** Everything that a book answers about what counts, by the lists and by looking at each row, in exports, closings and pages. */
export function answersOf({ ledger, db, path, held }: Answering): unknown {
  const reading = { db }
  const place = { from: 0, limit: 10_000 }
  const answers: unknown[] = []
  const add = (name: string, answer: unknown) => void answers.push([name, answer])
  const bookId = db.prepare('SELECT id FROM book').pluck().get() as string

  for (const search of SEARCHES) {
    const filter = { ...ANY_INVOICE, search }
    add(`sums ${search}`, [held.invoices.sums(filter), scanSums(reading, filter)])
    const counts = { filter, items: true }
    add(`counts ${search}`, [held.invoices.counts(counts), scanCounts(reading, counts)])
    const newest = { filter, limit: 20 }
    // Who has found as many as were wanted may know of no more, and another time may.
    add(`newest ${search}`, [held.invoices.newest(newest).rows, scanNewest(reading, newest).rows])
    const ofReceipts = { ...ANY_RECEIPT, search }
    add(`receipts ${search}`, [held.receipts().sums(ofReceipts), scanReceiptSums(reading, ofReceipts)])
    const counted = { filter: ofReceipts, items: true }
    add(`receipt counts ${search}`, [held.receipts().counts(counted), scanReceiptCounts(reading, counted)])
    for (const status of PAGES)
      add(
        `pages ${search} ${status}`,
        ledger.invoices({ search, status, provider: [], cursor: null, limit: 200 }).rows,
      )
  }
  for (const by of LIST_ORDERS) {
    const query = { filter: ANY_INVOICE, sort: { by, down: true }, ...place }
    add(`by ${by}`, [held.invoices.stretch(query), scanStretch(reading, query)])
    add(`ids by ${by}`, [held.invoices.ids(query), scanIds(reading, query)])
    add(`next by ${by}`, [held.invoices.next(query), scanNext(reading, query)])
  }
  for (const by of RECEIPT_ORDERS) {
    const query = { filter: ANY_RECEIPT, sort: { by, down: false }, ...place }
    add(`receipts by ${by}`, [held.receipts().stretch(query), scanReceipts(reading, query)])
  }
  for (let at = YEAR_BEGAN - 20 * DAY; at < YEAR_BEGAN + 420 * DAY; at += 29 * DAY) {
    const { from, to } = daysOf('month', businessDay(at, ZONE), 0)
    const query = { from: from ?? '', to: to ?? '', zone: ZONE }
    add(`month ${from}`, [held.days().matrix(query), scanMatrix(reading, query)])
    add(`charts ${from}`, [held.charts().charts(query), scanCharts(reading, query)])
    const days = { firstDay: query.from, lastDay: query.to }
    add(`closing ${from}`, ledger.period(days, YEAR_BEGAN + 500 * DAY))
    add(`totals ${from}`, ledger.dayTotals(at, at + 29 * DAY))
  }
  for (const query of EXPORT_QUERIES)
    if (query.kind !== 'events') add(`export ${query.kind}`, recordsOf(path, bookId, query))
  for (const { id } of ACCOUNTS)
    for (const currency of CURRENCIES) {
      add(
        `candidates ${id} ${currency}`,
        ledger.tieCandidates(id, currency, YEAR_BEGAN, YEAR_BEGAN + 500 * DAY),
      )
      add(`largest ${id} ${currency}`, ledger.largestAsked(id, currency))
    }
  add('counted', [ledger.invoiceCount(), ledger.receiptCount(), ledger.lastSale().lastSale])
  add(
    'needing',
    [false, true].map((resolved) => ledger.exceptions({ resolved, limit: 10_000 })),
  )
  add('asked about', ledger.scheduledLinks(null, 10_000))
  const reader = readBookAt(path)
  add('command line', [
    reader.sums(ANY_INVOICE),
    reader.invoices({ filter: ANY_INVOICE, sort: { by: 'number', down: false }, ...place }).rows,
    reader.receiptSums(ANY_RECEIPT),
  ])
  reader.close()
  return JSON.parse(JSON.stringify(answers, plainly), withoutCommit)
}

function plainly(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

/** Each commit has a number of its own, whatever it wrote. */
function withoutCommit(this: unknown, key: string, value: unknown): unknown {
  return key === 'asOf' ? 0 : value
}
