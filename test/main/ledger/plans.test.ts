import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { RECEIPTS_SQL } from '../../../src/main/export/receipts-csv.ts'
import { OPEN_COUNT_SQL, OPEN_SQL, RESOLVED_SQL } from '../../../src/main/ledger/exceptions/exceptions.ts'
import { listStatement } from '../../../src/main/ledger/invoices/pages.ts'
import { BY_SEQS_SQL } from '../../../src/main/ledger/invoices/rows.ts'
import { searchSources } from '../../../src/main/ledger/invoices/search.ts'
import { CHECKED_SQL } from '../../../src/main/ledger/links/answers.ts'
import { LINKS_SQL, LIVE_SQL } from '../../../src/main/ledger/links/rows.ts'
import { WATCHED_OF_SQL, WATCHED_SQL } from '../../../src/main/ledger/links/schedule.ts'
import {
  INVOICE_FACTS_SQL,
  LINK_FACTS_SQL,
  RECEIPT_FACTS_SQL,
} from '../../../src/main/ledger/status/derive.ts'
import { openSale, testBook } from '../../support/books/open-book.ts'

function planOf(db: Database, sql: string, params: readonly unknown[]): string[] {
  const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { detail: string }[]
  return rows.map((row) => row.detail)
}

/** Walking a table or a whole index of the book; temporary results and the few accounts and tills may be walked. */
const WALKS =
  /SCAN (invoices?|named|asking|payment_links|link|due|receipts?|kept|raised)\b(?! USING INDEX payment_links_due)/

async function book() {
  const { db, ledger } = await testBook()
  db.transaction(() => {
    for (let n = 0; n < 300; n += 1) openSale(ledger)
  })()
  db.exec('ANALYZE')
  return db
}

const after = { createdAt: 9_007_199_254_740_991n, seq: 9_007_199_254_740_991n }

test.each([
  ['no filter', { status: [], provider: [] }],
  ['one status', { status: ['paid'], provider: [] }],
  ['two statuses of one provider', { status: ['paid', 'open'], provider: ['ocpay'] }],
  ['one provider', { status: [], provider: ['daisy'] }],
] as const)('the list with %s walks its index in order and sorts nothing', async (_name, filter) => {
  const db = await book()
  const { sql, params } = listStatement(filter, after, 50)
  const plan = planOf(db, sql, params)
  expect(plan.filter((line) => WALKS.test(line))).toEqual([])
  expect(plan.filter((line) => /TEMP B-TREE/.test(line))).toEqual([])
  expect(plan.some((line) => /USING COVERING INDEX invoices_(newest|filtered)/.test(line))).toBe(true)
})

test.each(['lamp', 'REF-1234', '0xdeadbeef', '49.90', '123', '7,400', 'cf-3', 'https://pay.example/a'])(
  'a search for %s scans no table',
  async (search) => {
    const db = await book()
    for (const source of searchSources({ search, status: ['paid'], provider: ['daisy'] }, 999n, 50)) {
      const plan = planOf(db, source.sql, source.params)
      expect(plan.filter((line) => WALKS.test(line))).toEqual([])
    }
  },
)

test('a page by keys and the export walk their indexes', async () => {
  const db = await book()
  const plans = [planOf(db, BY_SEQS_SQL, ['[1,2,3]']), planOf(db, RECEIPTS_SQL, [0, 0])]
  for (const plan of plans) expect(plan.filter((line) => WALKS.test(line))).toEqual([])
  expect(plans[1]?.some((line) => /TEMP B-TREE/.test(line))).toBe(false)
})

test('the watcher reads and marks its links along the indexes', async () => {
  const db = await book()
  const plans = [
    planOf(db, WATCHED_SQL, [0, 500]),
    planOf(db, WATCHED_OF_SQL, ['[]']),
    planOf(db, LIVE_SQL, ['[]']),
    planOf(db, CHECKED_SQL, [1, '[]']),
    planOf(db, LINKS_SQL, ['[]']),
    planOf(db, INVOICE_FACTS_SQL, ['[]']),
    planOf(db, LINK_FACTS_SQL, ['[]']),
    planOf(db, RECEIPT_FACTS_SQL, ['[]']),
  ]
  for (const plan of plans) expect(plan.filter((line) => WALKS.test(line))).toEqual([])
  expect(plans[0]?.join()).toMatch(/due USING (COVERING )?INDEX payment_links_due/)
})

test('the exceptions are listed in the order of their indexes, and counted from one', async () => {
  const db = await book()
  for (const sql of [OPEN_SQL, RESOLVED_SQL]) {
    const plan = planOf(db, sql, [200])
    expect(plan.filter((line) => WALKS.test(line) || /TEMP B-TREE/.test(line))).toEqual([])
    expect(plan[0]).toMatch(/SEARCH raised USING INDEX exceptions_newest/)
  }
  expect(planOf(db, OPEN_COUNT_SQL, []).join()).toContain('COVERING INDEX exceptions_newest')
})
