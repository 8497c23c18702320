import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LAST_PEOPLE_SQL } from '../../../src/main/ledger/book/people.ts'
import { DAY_SQL, OWN_DAY_SQL } from '../../../src/main/ledger/day/day.ts'
import {
  OPEN_COUNT_SQL,
  openCountSql,
  openSql,
  resolvedSql,
} from '../../../src/main/ledger/exceptions/inbox.ts'
import { ROWS_SQL, SHOWN_SQL } from '../../../src/main/ledger/exceptions/rows.ts'
import { chooseRows } from '../../../src/main/ledger/exports/choose.ts'
import { recordsSql } from '../../../src/main/ledger/exports/records.ts'
import { TOUCHED_SQL } from '../../../src/main/ledger/history/touched.ts'
import { listStatement } from '../../../src/main/ledger/invoices/pages.ts'
import { BY_SEQS_SQL } from '../../../src/main/ledger/invoices/rows.ts'
import { searchSources } from '../../../src/main/ledger/invoices/search.ts'
import { CHECKED_SQL } from '../../../src/main/ledger/links/answers.ts'
import { LINKS_SQL, LIVE_SQL } from '../../../src/main/ledger/links/rows.ts'
import { SCHEDULED_OF_SQL, SCHEDULED_SQL } from '../../../src/main/ledger/links/schedule.ts'
import { CHANGED_SQL } from '../../../src/main/ledger/lists/invoices/read-columns.ts'
import { BESIDE_SQL } from '../../../src/main/ledger/lists/invoices/rows.ts'
import { RECEIPTS_OF_SQL } from '../../../src/main/ledger/lists/receipts/read-receipts.ts'
import { RECEIPTS_BY_SEQ_SQL } from '../../../src/main/ledger/lists/receipts/rows.ts'
import {
  INVOICE_FACTS_SQL,
  LINK_FACTS_SQL,
  RECEIPT_FACTS_SQL,
} from '../../../src/main/ledger/status/derive.ts'
import { closeBook, openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { columnsOf } from '../../../src/shared/contract/plain/export-columns.ts'
import { temporaryFolder } from '../../support/app/folder.ts'
import { bookOptions } from '../../support/books/book-options.ts'
import { addAccount, openSale, START } from '../../support/books/open-book.ts'
import { EXPORT_QUERIES } from '../../support/books/receipts-file.ts'

function planOf(db: Database, sql: string, params: readonly unknown[]): string[] {
  const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { detail: string }[]
  return rows.map((row) => row.detail)
}

/** Walking a table or a whole index of the book; temporary results and the few accounts and tills may be walked. */
const WALKS =
  /SCAN (invoices?|named|asking|payment_links|link|due|receipts?|refunds?|kept|raised)\b(?! USING INDEX payment_links_due)/

// One book for all: a plan is asked for and changes nothing.
const folder = temporaryFolder()
let db: Database
beforeAll(async () => {
  const opened = await openLedger(bookOptions(join(folder.path, 'live.sqlite')), START)
  db = opened.db
  addAccount(opened.ledger)
  db.transaction(() => {
    for (let n = 0; n < 300; n += 1) openSale(opened.ledger)
  })()
  db.exec('ANALYZE')
})
afterAll(() => {
  closeBook(db)
  folder.clean()
})

const after = { createdAt: 9_007_199_254_740_991n, seq: 9_007_199_254_740_991n }

test.each([
  ['no filter', { status: [], provider: [] }],
  ['one status', { status: ['paid'], provider: [] }],
  ['two statuses of one provider', { status: ['paid', 'open'], provider: ['ocpay'] }],
  ['one provider', { status: [], provider: ['daisy'] }],
] as const)('the list with %s walks its index in order and sorts nothing', (_name, filter) => {
  const { sql, params } = listStatement(filter, after, 50)
  const plan = planOf(db, sql, params)
  expect(plan.filter((line) => WALKS.test(line))).toEqual([])
  expect(plan.filter((line) => /TEMP B-TREE/.test(line))).toEqual([])
  expect(plan.some((line) => /USING COVERING INDEX invoices_(newest|filtered)/.test(line))).toBe(true)
})

test.each([
  'lamp',
  'REF-1234',
  '0xdeadbeef',
  '49.90',
  '123',
  '7,400',
  '7,400.00 DZD',
  'cf-3',
  'https://pay.example/a',
])('a search for %s scans no table', (search) => {
  for (const source of searchSources({ search, status: ['paid'], provider: ['daisy'] }, 999n, 50)) {
    const plan = planOf(db, source.sql, source.params)
    expect(plan.filter((line) => WALKS.test(line))).toEqual([])
  }
})

test('a page by keys walks its index', () => {
  expect(planOf(db, BY_SEQS_SQL, ['[1,2,3]']).filter((line) => WALKS.test(line))).toEqual([])
})

test.each(EXPORT_QUERIES)(
  'a file of $kind reads some of its rows by their keys, and sorts none of them',
  (query) => {
    const asked = { query, columns: columnsOf(query.kind, null).map(([name]) => name), zone: 'UTC' }
    const rows = chooseRows(db, asked)
    const plan = planOf(db, recordsSql(db, asked, rows), [{ first: 1, last: 50 }])
    db.exec('DROP TABLE temp.chosen; DROP TABLE IF EXISTS temp.beside; DROP TABLE IF EXISTS temp.days_told')
    expect(plan.filter((line) => WALKS.test(line) && !/SCAN tag VIRTUAL|SCAN \(subquery/.test(line))).toEqual(
      [],
    )
    expect(plan.filter((line) => /TEMP B-TREE/.test(line))).toEqual([])
  },
)

test('the sums of a day read what that day brought and nothing else', () => {
  const own = Object.values(OWN_DAY_SQL).map((sql) => [sql, [0, 1, 'a person']] as const)
  for (const [sql, values] of [...Object.values(DAY_SQL).map((sql) => [sql, [0, 1]] as const), ...own]) {
    const plan = planOf(db, sql, values)
    expect(plan.filter((line) => WALKS.test(line) || /TEMP B-TREE/.test(line))).toEqual([])
  }
})

test('the last change of people is found along its own index', () => {
  const plan = planOf(db, LAST_PEOPLE_SQL, [])
  expect(plan.filter((line) => WALKS.test(line) && !/events_of_people/.test(line))).toEqual([])
  expect(plan.filter((line) => /TEMP B-TREE/.test(line))).toEqual([])
})

test('the watcher reads and marks its links along the indexes', () => {
  const plans = [
    planOf(db, SCHEDULED_SQL, [0, 500]),
    planOf(db, SCHEDULED_OF_SQL, ['[]']),
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

test('the exceptions are listed in the order of their indexes, and counted from one', () => {
  for (const sql of [openSql('late'), openSql('differs'), resolvedSql(null), resolvedSql('no_receipt')]) {
    const plan = planOf(db, sql, [200, 0])
    expect(plan.filter((line) => WALKS.test(line) || /TEMP B-TREE/.test(line))).toEqual([])
    expect(plan[0]).toMatch(/SEARCH raised USING (COVERING )?INDEX exceptions_(newest|open)/)
  }
  expect(planOf(db, openCountSql('twice'), []).join()).toContain('COVERING INDEX exceptions_open')
  for (const sql of [ROWS_SQL, SHOWN_SQL])
    expect(planOf(db, sql, ['[]']).filter((line) => WALKS.test(line))).toEqual([])
  expect(planOf(db, OPEN_COUNT_SQL, []).join()).toContain('COVERING INDEX exceptions_newest')
})

test('lists that follow the book read what came since, and what changed by it, and nothing else', () => {
  expect(planOf(db, TOUCHED_SQL, [0])[0]).toBe('SEARCH events USING INTEGER PRIMARY KEY (rowid>?)')
  for (const sql of [CHANGED_SQL, RECEIPTS_OF_SQL, RECEIPTS_BY_SEQ_SQL, BESIDE_SQL])
    expect(planOf(db, sql, ['[1]']).filter((line) => WALKS.test(line))).toEqual([])
})
