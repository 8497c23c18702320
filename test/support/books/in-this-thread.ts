import { scanCharts } from '../../../src/main/ledger/lists/charts/scan.ts'
import { scanCounts, scanReceiptCounts } from '../../../src/main/ledger/lists/counts/scan.ts'
import {
  scanIds,
  scanNewest,
  scanNext,
  scanStretch,
  scanSums,
} from '../../../src/main/ledger/lists/invoices/scan.ts'
import { scanMatrix } from '../../../src/main/ledger/lists/month/scan.ts'
import { scanReceiptSums, scanReceipts } from '../../../src/main/ledger/lists/receipts/scan.ts'
import type { Ledger, LedgerClient } from '../../../src/main/ledger/port/ledger.ts'
import type { Lists } from '../../../src/main/ledger/port/lists.ts'
import type { Reading } from '../../../src/main/ledger/sqlite/context.ts'

/** The ledger as its client offers it, without a thread of its own: what it does takes no virtual time. */
export function inThisThread(ledger: Ledger): LedgerClient {
  const call = (method: keyof Ledger) => {
    const run = ledger[method] as (...args: unknown[]) => unknown
    return async (...args: unknown[]) => run(...args)
  }
  const names = Object.keys(ledger) as (keyof Ledger)[]
  const methods = Object.fromEntries(names.map((method) => [method, call(method)]))
  return { ...methods, close: async () => undefined } as unknown as LedgerClient
}

/** The lists of a book, answered by looking at every invoice. */
export function listsInThisThread(reading: Reading): Lists {
  return {
    stretch: async (query) => scanStretch(reading, query),
    sums: async (filter) => scanSums(reading, filter),
    counts: async (query) => scanCounts(reading, query),
    ids: async (query) => scanIds(reading, query),
    newest: async (query) => scanNewest(reading, query),
    next: async (query) => scanNext(reading, query),
    receipts: async (query) => scanReceipts(reading, query),
    receiptSums: async (filter) => scanReceiptSums(reading, filter),
    receiptCounts: async (query) => scanReceiptCounts(reading, query),
    matrix: async (query) => scanMatrix(reading, query),
    charts: async (query) => scanCharts(reading, query),
    close: async () => undefined,
  }
}
