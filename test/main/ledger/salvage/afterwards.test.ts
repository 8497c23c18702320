import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkWhole } from '../../../../src/main/ledger/check/whole-check.ts'
import type { OpenLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { readWitness } from '../../../../src/main/ledger/witness/witness-file.ts'
import { createChance } from '../../../support/app/chance.ts'
import { temporaryFolder } from '../../../support/app/folder.ts'
import { bookOptions } from '../../../support/books/book-options.ts'
import { compareBooks } from '../../../support/books/compare-books.ts'
import { withDependants } from '../../../support/books/expected-loss.ts'
import { START } from '../../../support/books/facts.ts'
import { openSale } from '../../../support/books/open-book.ts'
import { writePopulatedBook } from '../../../support/books/populated-book.ts'
import { salvaged } from '../../../support/books/salvaging.ts'
import { there } from '../../../support/books/there.ts'
import { PAGE_SIZE, writePage } from '../../../support/rounds/pages.ts'

const SALES = 300
const LAST = 'CF-000300'
const quiet = { progress: () => undefined, cancelled: () => false }
const NOISE = Buffer.from(createChance(2).bytes(PAGE_SIZE))

const folder = temporaryFolder()
const sound = join(folder.path, 'sound.sqlite')
const from = join(folder.path, 'now', 'live.sqlite')
const to = join(folder.path, 'now', 'salvaged.sqlite')

beforeAll(() => writePopulatedBook(sound, SALES))
afterAll(() => folder.clean())
beforeEach(() => {
  rmSync(join(from, '..'), { recursive: true, force: true })
  mkdirSync(join(from, '..'))
  copyFileSync(sound, from)
})

function read<T>(path: string, sql: string): T[] {
  const db = new Database(path, { readonly: true })
  try {
    return db.prepare(sql).all() as T[]
  } finally {
    db.close()
  }
}

/** The pages of a tree that hold its rows or entries, in the order of their keys. */
function leaves(name: string): readonly number[] {
  const sql = `SELECT pageno FROM dbstat WHERE name = '${name}' AND pagetype = 'leaf' ORDER BY path`
  return read<{ pageno: number }>(sound, sql).map(({ pageno }) => pageno)
}

function damage(...pages: readonly (number | undefined)[]): void {
  for (const page of pages) writePage(from, there(page), NOISE)
}

/** Changes bytes where they lie, as a disk would: as many as there were. */
function replace(path: string, before: string, after: string | Buffer): void {
  const bytes = readFileSync(path)
  const at = bytes.indexOf(before)
  expect(at).toBeGreaterThan(0)
  Buffer.from(after as string).copy(bytes, at)
  writeFileSync(path, bytes)
}

/** Opens a salvaged book as the app does once a person has said so. */
function open(path: string): Promise<OpenLedger> {
  const witnessPath = join(folder.path, 'now', 'witness')
  return openLedger({ ...bookOptions(path), witnessPath, goOn: true }, START + 1)
}

const numberOf = (book: OpenLedger) => openSale(book.ledger).invoiceNumber

describe('a salvaged book with holes', () => {
  it('is opened, sold into, checked as sound, and told as damaged only where more is lost', async () => {
    damage(leaves('invoices')[1], leaves('refunds')[0], leaves('events')[3], leaves('exceptions')[0])
    const saved = salvaged(from, to)
    expect(saved.missingNumbers.length).toBeGreaterThan(0)
    const book = await open(to)
    expect(numberOf(book)).toBe('CF-000301')
    book.close()
    expect(checkWhole(to, quiet)).toMatchObject({ state: 'sound' })
    for (const table of ['events', 'receipts', 'invoice_lines']) {
      const copy = `${to}-${table}`
      copyFileSync(to, copy)
      takeOne(copy, table)
      expect(checkWhole(copy, quiet)).toMatchObject({
        state: 'unsound',
        found: expect.stringContaining(table),
      })
    }
  })

  it('says in its first entry of its own what came and what did not, and names every number that is missing', () => {
    damage(leaves('invoices')[1])
    const saved = salvaged(from, to)
    const missing = lostNumbers()
    expect(saved.missingNumbers).toEqual([{ from: missing[0], to: missing.at(-1) }])
    const [first] = read<{ kind: string; data: string }>(
      to,
      `SELECT kind, data FROM events WHERE seq > ${eventsOf(sound)} ORDER BY seq`,
    )
    expect(first?.kind).toBe('book_salvaged')
    expect(JSON.parse(first?.data ?? '')).toMatchObject({
      sales: SALES - missing.length,
      salesMissing: missing.length,
      numbers: `${missing[0]} to ${missing.at(-1)}`,
    })
  })

  it('can be salvaged again, and its holes are not counted as new ones', async () => {
    damage(leaves('invoices')[1])
    const first = salvaged(from, to)
    const book = await open(to)
    numberOf(book)
    book.close()
    const again = `${to}-again`
    const second = salvaged(to, again)
    const counts = (saved: typeof first) =>
      saved.tables.map(({ table, came, known }) => [table, known - came])
    expect(counts(first).find(([table]) => table === 'invoices')?.[1]).toBeGreaterThan(0)
    expect(counts(second).filter(([, lost]) => lost !== 0)).toEqual([])
    expect(second.missingNumbers).toEqual([])
    expect(compareBooks(to, again)).toEqual({ lost: {}, altered: [] })
  })

  it('finds what it holds by its words', async () => {
    damage(leaves('invoices_search_data')[0], leaves('invoices')[0])
    salvaged(from, to)
    const book = await open(to)
    const wanted = { search: 'Sale 290', status: [], provider: [], cursor: null, limit: 10 }
    expect(book.ledger.invoices(wanted).rows).toMatchObject([{ number: 'CF-000291' }])
    book.close()
  })
})

/** The numbers of sales that are not in the new book. */
function lostNumbers(): readonly string[] {
  const sql = 'SELECT number FROM invoices ORDER BY seq'
  const now = new Set(read<{ number: string }>(to, sql).map(({ number }) => number))
  return read<{ number: string }>(sound, sql).flatMap(({ number }) => (now.has(number) ? [] : [number]))
}

function eventsOf(path: string): number {
  return read<{ n: number }>(path, 'SELECT max(seq) AS n FROM events')[0]?.n ?? 0
}

/** Takes one row out that no other names, past what keeps it. */
function takeOne(path: string, table: string): void {
  const db = new Database(path)
  const trigger = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(`${table}_are_kept`)
  db.exec(
    `DROP TRIGGER ${table}_are_kept; DELETE FROM ${table} WHERE seq = (SELECT seq FROM ${table} ORDER BY seq LIMIT 1 OFFSET 20)`,
  )
  db.exec(String(trigger))
  db.close()
}

describe('the numbers of a salvaged book', () => {
  it.each([
    ['the last sales', () => damage(leaves('invoices').at(-1))],
    [
      'the last sales, their numbers and their history',
      () =>
        damage(
          leaves('invoices').at(-1),
          leaves('sqlite_autoindex_invoices_2').at(-1),
          ...leaves('events').slice(-6),
        ),
    ],
    ['the till', () => damage(...leaves('tills'))],
    ['the till and the last sales', () => damage(...leaves('tills'), leaves('invoices').at(-1))],
    [
      'the till with its indexes',
      () =>
        damage(
          ...leaves('tills'),
          ...leaves('sqlite_autoindex_tills_1'),
          ...leaves('sqlite_autoindex_tills_2'),
        ),
    ],
  ])('go on above every one that was given, given %s are lost', async (_, hurt) => {
    hurt()
    const saved = salvaged(from, to, { invoices: SALES })
    expect(saved.unnamedSales).toBe(0)
    expect(saved.missingNumbers).toEqual(
      lostNumbers().length === 0 ? [] : [{ from: lostNumbers()[0], to: LAST }],
    )
    const book = await open(to)
    expect(numberOf(book)).toBe('CF-000301')
    book.close()
  })

  it('are told by the history, given they did not follow each other and their index is lost too', async () => {
    const book = await openLedger(bookOptions(from), START)
    book.db.exec('UPDATE tills SET last_number = 400')
    for (let n = 0; n < 3; n += 1) numberOf(book)
    book.close()
    const last = (name: string) =>
      read<{ pageno: number }>(
        from,
        `SELECT pageno FROM dbstat WHERE name = '${name}' AND pagetype = 'leaf' ORDER BY path DESC LIMIT 1`,
      )[0]?.pageno
    damage(last('invoices'), last('sqlite_autoindex_invoices_2'))
    const saved = salvaged(from, to)
    expect(saved.unnamedSales).toBe(0)
    expect(saved.missingNumbers).toEqual([
      { from: lostNumbers()[0], to: LAST },
      { from: 'CF-000401', to: 'CF-000403' },
    ])
  })

  it('go on above those that only the witness knows', async () => {
    damage(
      ...leaves('tills'),
      leaves('invoices').at(-1),
      leaves('sqlite_autoindex_invoices_2').at(-1),
      ...leaves('events').slice(-6),
    )
    const saved = salvaged(from, to, { invoices: SALES, reservedNumber: 350, commit: 12 })
    expect([saved.unnamedSales, saved.missingNumbers]).toEqual([lostNumbers().length, []])
    const book = await open(to)
    expect(numberOf(book)).toBe('CF-000351')
    book.close()
    expect(readWitness(join(folder.path, 'now', 'witness'))).toMatchObject({ lastNumber: 351 })
  })
})

describe('money that came and is not in the new book', () => {
  it('is named where its sale is lost: provider’s id, amount and number, in the outcome and in the book', () => {
    damage(leaves('invoices')[1])
    const saved = salvaged(from, to)
    const lost = read<{ provider_receipt_id: string; amount: string; number: string; tx_hash: string }>(
      sound,
      `SELECT provider_receipt_id, receipts.amount, receipts.tx_hash, number
       FROM receipts JOIN invoices ON invoices.seq = invoice_seq ORDER BY receipts.seq`,
    ).filter(({ number }) => lostNumbers().includes(number))
    expect(lost.length).toBeGreaterThan(3)
    expect(
      saved.missingReceipts.map((one) => [
        one.providerReceiptId,
        Number.parseFloat(one.amount),
        one.txHash,
        one.number,
      ]),
    ).toEqual(lost.map((one) => [one.provider_receipt_id, Number(one.amount), one.tx_hash, one.number]))
    expect(read(to, "SELECT 1 FROM events WHERE kind = 'receipt_missing'")).toHaveLength(lost.length)
  })

  it('is named by the history where its own row is lost', () => {
    damage(leaves('receipts')[1])
    const saved = salvaged(from, to)
    const { receipts = [] } = compareBooks(sound, to).lost
    expect(saved.missingReceipts).toHaveLength(receipts.length)
    expect(saved.missingReceipts[0]).toMatchObject({
      providerReceiptId: null,
      amount: expect.stringMatching(/^\d+\.\d\d EUR$/),
      txHash: expect.stringMatching(/^0x/),
      number: expect.stringMatching(/^CF-/),
    })
  })
})

describe('what reads wrong', () => {
  it.each([
    ['a text that is none', 'events', 'Note 7', Buffer.from([0xff, 0xfe])],
    ['a text that was wiped', 'invoices', 'Name 33', Buffer.alloc(7)],
    ['data that is no JSON', 'events', '{"text":"Note 7', '{"text":,Note 7'],
    ['a word that a rule refuses', 'receipts', '0xfeedEUR', '0xfeedE R'],
    ['a line end in a currency', 'invoices', 'paidEUR', 'paidE\nR'],
  ] as const)('is left out and counted, given %s, and nothing else', (_, table, before, after) => {
    replace(from, before, after)
    const saved = salvaged(from, to)
    const { lost, altered } = compareBooks(sound, to)
    expect(altered).toEqual([])
    expect(lost).toEqual(withDependants(sound, { [table]: lost[table] ?? [] }))
    expect(lost[table]).toHaveLength(1)
    const counted = saved.tables.find((one) => one.table === table)
    expect(counted && counted.known - counted.came).toBe(1)
    expect(checkWhole(to, quiet)).toMatchObject({ state: 'sound' })
  })
})

describe('what is made anew', () => {
  it('is an account, which keeps its sales and rests until it is tested, and is noted', async () => {
    damage(...leaves('provider_accounts'))
    salvaged(from, to)
    expect(compareBooks(sound, to).lost).toEqual({})
    const book = await open(to)
    const accounts = book.ledger.accounts()
    expect(accounts).toMatchObject([
      { id: 'account-of-the-shop', provider: 'daisy', label: 'Shop', paused: { reason: 'AUTH_REJECTED' } },
      { id: 'account-of-the-stall', provider: 'ocpay', label: 'Shop', paused: { reason: 'AUTH_REJECTED' } },
    ])
    book.close()
    expect(read(to, "SELECT data FROM events WHERE kind = 'row_rebuilt'")).toHaveLength(2)
  })

  it('is an item, with the name, price and code of its last event, and put away where it was', () => {
    damage(...leaves('items'))
    salvaged(from, to)
    const sql =
      'SELECT seq, id, name, currency, price_amount, code, created_at_ms, updated_at_ms, retired_at_ms FROM items'
    expect(read(to, sql)).toEqual(read(sound, sql))
    expect(compareBooks(sound, to).lost).toEqual({})
  })

  it('is a payment link, with its marker, reference and address, and with its receipts', () => {
    damage(...leaves('payment_links').slice(2, 6))
    salvaged(from, to)
    const sql = `SELECT seq, id, till_seq, invoice_seq, account_seq, marker, stage, provider_ref, url, next_check_at_ms, asked_amount
      FROM payment_links`
    expect(read(to, sql)).toEqual(read(sound, sql))
    expect(compareBooks(sound, to).lost).toEqual({})
    expect(
      read<{ n: number }>(to, "SELECT count(*) AS n FROM payment_links WHERE reading = 'unheard'")[0]?.n,
    ).toBeGreaterThan(10)
  })

  it('is the book itself, by what its witness and its till tell', () => {
    damage(...leaves('book'))
    const [id] = read<{ id: string }>(sound, 'SELECT id FROM book')
    salvaged(from, to, { bookId: id?.id ?? '' })
    const sql = 'SELECT id, kind, zone, till_seq, created_at_ms FROM book'
    expect(read(to, sql)).toEqual(read(sound, sql))
  })
})
