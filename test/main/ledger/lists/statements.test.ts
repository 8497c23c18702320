import { join } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { createHeldLists } from '../../../../src/main/ledger/lists/held-lists.ts'
import { scanStretch } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import { scanReceipts } from '../../../../src/main/ledger/lists/receipts/scan.ts'
import type { InvoiceFilter, ReceiptFilter } from '../../../../src/main/ledger/port/lists.ts'
import { openGramFile } from '../../../../src/main/ledger/search/gram-file.ts'
import { openReadOnly } from '../../../../src/main/ledger/sqlite/read-only.ts'
import { LIST_ORDERS } from '../../../../src/shared/contract/shapes/lists/list.ts'
import { RECEIPT_ORDERS } from '../../../../src/shared/contract/shapes/lists/receipts.ts'
import { createChance } from '../../../support/app/chance.ts'
import { later, tempFolder, testBook } from '../../../support/books/open-book.ts'
import { ANY_INVOICE, ANY_RECEIPT } from '../../../support/lists/any-filter.ts'
import { ACCOUNTS, createRandomBook, YEAR_BEGAN } from './random-book.ts'

/** Every statement that was prepared since, with its connection. */
function recordStatements() {
  const { prepare } = SQLite.prototype
  const all = new Map<Database, Set<string>>()
  SQLite.prototype.prepare = function (this: Database, sql: string) {
    all.set(this, (all.get(this) ?? new Set()).add(sql))
    return prepare.call(this, sql)
  } as typeof prepare
  const end = () => {
    SQLite.prototype.prepare = prepare
  }
  afterEach(end)
  return { all, end }
}

/** What of a plan walks a whole table or index, or sorts what it found; what a statement made of its own values is none. */
function walksOf(db: Database, sql: string): string[] {
  const values = Array.from(sql.matchAll(/\?\d*/g), () => null)
  const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { readonly detail: string }[]
  return rows
    .map(({ detail }) => detail)
    .filter((detail) =>
      /^SCAN (?!wanted\b|json_each\b|tag\b|CONSTANT ROW|\(subquery)|TEMP B-TREE/.test(detail),
    )
}

const DAY = 86_400_000
const [FIRST, LAST] = [YEAR_BEGAN, YEAR_BEGAN + 200 * DAY]
const AMOUNT = { from: { whole: 10n, frac: 0n }, to: { whole: 5_000n, frac: 0n } }

/** What the filters of all lists have in common. */
const OF_ALL = [
  {},
  { search: 'lamp' },
  { search: 'paid 49.90' },
  { provider: ['daisy'] },
  { accountId: [ACCOUNTS[0].id] },
  { currency: ['EUR', 'DZD'] },
  { item: ['Tea'] },
  { till: ['CF'] },
] as const

/** Each filter that is offered for invoices, by itself and all together. */
const FILTERS: readonly Partial<InvoiceFilter>[] = [
  ...OF_ALL,
  { status: ['paid', 'open'] },
  ...(['created', 'paid', 'recorded', 'refunded'] as const).map((by) => ({
    period: { by, from: FIRST, until: LAST },
  })),
  ...(['asked', 'received'] as const).map((of) => ({ amount: { of, ...AMOUNT } })),
  { attention: true },
  { review: 'reviewed' },
  { review: 'unreviewed' },
  { tag: ['vip'] },
]

/** Each filter that is offered for receipts. */
const RECEIPT_FILTERS: readonly Partial<ReceiptFilter>[] = [
  ...OF_ALL,
  ...(['paid', 'recorded'] as const).map((by) => ({ period: { by, from: FIRST, until: LAST } })),
  { amount: AMOUNT },
]

/** Statements that read more than what is asked for, and why they may; each is still run by what follows. */
const REASONED: readonly (readonly [sql: RegExp, why: string])[] = [
  [/FROM book$/, 'the book has one row'],
  [/^SELECT invoice_seq FROM exceptions INDEXED BY exceptions_once WHERE/, 'what is open, once'],
  [/FROM refunds AS refund CROSS JOIN invoices AS invoice .* WHERE refund.seq > \?/s, 'each refund, once'],
  [/FROM provider_accounts\b/, 'a shop has few accounts, and a list is in the order of their names'],
  [/^SELECT \(SELECT count\(\*\) FROM (invoices|receipts)\) -/, 'how many there are, until it is known'],
  [/ORDER BY (till_seq|coalesce\(customer_name).*, seq$/, 'an order of texts, once'],
  [/^SELECT DISTINCT invoice_seq FROM events NOT INDEXED WHERE seq > \?/, 'what is new, each sale once'],
  [/^SELECT \* FROM about$|^SELECT seq FROM changed$/, 'the search file begins with what it knows'],
  [/^UPDATE about SET/, 'it has one row'],
]

/** Rows of keys that are given are sorted among themselves: they are as many as were asked for, or as have changed. */
const IS_OF_KEYS = /FROM json_each\(\?\) AS wanted/

/** A walk along an index in its order, which ends with what was asked for. */
const ENDS_SOON = /^SCAN (invoice USING INDEX invoices_newest|receipt USING INDEX receipts_paid)$/

test.each([
  ['a new book', false],
  ['the statistics of a shop that had no refund, no tag and no matter for a person yet', true],
])(
  'whatever is asked of the lists, each statement goes by a key or an index, or has its reason: %s',
  async (_, isOld) => {
    const { ledger, db: written, path } = await testBook()
    const book = createRandomBook(ledger, createChance(3))
    for (let n = 0; n < 120; n += 1) book.sell()
    if (isOld) written.exec('ANALYZE')
    for (const one of book.sales) book.answer(one)
    for (let n = 0; n < 60; n += 1) book.change()
    const recorded = recordStatements()
    const reader = openReadOnly(path)
    later(() => void reader.close())
    const place = { from: 0, limit: 50 }

    // Until the columns are there, what came last is answered without them.
    scanStretch({ db: reader }, { filter: ANY_INVOICE, sort: { by: 'created', down: true }, ...place })
    scanReceipts({ db: reader }, { filter: ANY_RECEIPT, sort: { by: 'paid', down: true }, ...place })

    const searchPath = join(tempFolder(), 'live.search')
    const file = openGramFile(searchPath, { book: 'this one', lastKey: 120, knows: () => true })
    file.note({ event: 1, eventId: 'an event', changed: [7] })
    file.write(0, { grams: new Map(), texts: ['a lamp'] }, { event: 2, eventId: 'another', changed: [] })
    file.close()
    openGramFile(searchPath, { book: 'this one', lastKey: 120, knows: () => true }).close()

    const held = createHeldLists({ db: reader }, 50, join(tempFolder(), 'own.search'))
    later(() => held.close())
    held.charts()
    while (held.fill());
    for (let turn = 0; turn < 2; turn += 1) {
      for (const part of FILTERS) {
        const filter = { ...ANY_INVOICE, ...part }
        held.invoices.sums(filter)
        held.invoices.counts({ filter, items: true })
        held.invoices.newest({ filter, limit: 50 })
        for (const by of LIST_ORDERS) {
          for (const down of [true, false]) {
            const query = { filter, sort: { by, down }, ...place }
            held.invoices.stretch(query)
            held.invoices.ids(query)
            held.invoices.next(query)
          }
        }
        // What has changed is followed, and put into its place in each order.
        book.change()
        book.sell()
      }
      for (const part of RECEIPT_FILTERS) {
        const filter: ReceiptFilter = { ...ANY_RECEIPT, ...part }
        held.receipts().sums(filter)
        held.receipts().counts({ filter, items: true })
        for (const by of RECEIPT_ORDERS)
          for (const down of [true, false]) held.receipts().stretch({ filter, sort: { by, down }, ...place })
        book.change()
      }
      for (const [from, to] of [
        ['2026-01-01', '2026-01-31'],
        ['2026-01-01', '2026-12-31'],
      ] as const) {
        held.days().matrix({ from, to, zone: 'Africa/Algiers' })
        held.charts().charts({ from, to, zone: 'Africa/Algiers' })
      }
    }
    recorded.end()

    // The till's own connection is none of the lists'.
    recorded.all.delete(written)
    const texts = [...recorded.all].flatMap(([db, all]) =>
      [...all].map((sql) => ({ sql, walks: db.open ? walksOf(db, sql) : walksAt(db.name, sql) })),
    )
    expect(texts.length).toBeGreaterThan(40)
    const reasonOf = (sql: string) => REASONED.find(([pattern]) => pattern.test(sql.trim()))
    const found = texts.flatMap(({ sql, walks }) => {
      if (reasonOf(sql)) return []
      const left = walks.filter((walk) => !ENDS_SOON.test(walk) && !(IS_OF_KEYS.test(sql) && isSort(walk)))
      return left.length > 0 ? [{ sql, left }] : []
    })
    expect(found).toEqual([])
    // What nobody runs any more needs no reason.
    const unused = REASONED.filter(([pattern]) => !texts.some(({ sql }) => pattern.test(sql.trim())))
    expect(unused.map(([, why]) => why)).toEqual([])
  },
)

const isSort = (walk: string) => walk.includes('TEMP B-TREE')

function walksAt(path: string, sql: string): string[] {
  const db = new SQLite(path, { readonly: true })
  try {
    return walksOf(db, sql)
  } finally {
    db.close()
  }
}
