import { readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { checkWhole } from '../../../../src/main/ledger/check/whole-check.ts'
import { bookStampText } from '../../../../src/main/ledger/witness/file-stamp.ts'
import {
  bookOptions,
  eur,
  openSale,
  START,
  seen,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'

const quiet = { progress: () => undefined, cancelled: () => false }

/** A closed book with a few sales. */
async function closedBook(): Promise<string> {
  const { path, db, ledger } = await testBook(bookOptions())
  for (let n = 0; n < 20; n++) openSale(ledger, { token: `token-${n}`, description: 'tea '.repeat(n) })
  db.close()
  return path
}

/** Does something to a closed book, as another program would. */
function meddle(path: string, sql: string): void {
  const db = new Database(path)
  db.exec(sql)
  db.close()
}

test('a sound book is told as that, with the stamp of the file that was read, and how far it came', async () => {
  const path = await closedBook()
  const told: number[] = []
  const file = bookStampText(path)
  const outcome = checkWhole(path, { ...quiet, progress: (done) => told.push(done) })
  expect(outcome).toEqual({ state: 'sound', file })
  expect(told.length).toBeGreaterThan(10)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(told.at(-1)).toBe(1)
})

test.each([
  ['a trigger is gone', 'DROP TRIGGER events_stay'],
  ['an index is gone', 'DROP INDEX events_of_invoice'],
  [
    'a row names a row that is not there',
    'PRAGMA foreign_keys = OFF; UPDATE invoices SET account_seq = 99 WHERE seq = 1',
  ],
])('given %s, it is told', async (_, sql) => {
  const path = await closedBook()
  meddle(path, sql)
  expect(checkWhole(path, quiet)).toMatchObject({ state: 'unsound', found: expect.any(String) })
})

test('given an event is gone though every trigger is there, it is told', async () => {
  const path = await closedBook()
  const db = new Database(path)
  const triggers = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'events'")
    .all() as {
    name: string
    sql: string
  }[]
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  db.exec('DELETE FROM events WHERE seq = 5')
  for (const { sql } of triggers) db.exec(sql)
  db.close()
  expect(checkWhole(path, quiet)).toMatchObject({
    state: 'unsound',
    found: expect.stringContaining('events'),
  })
})

/** Takes rows out of a closed book past the triggers that keep them, and notes some of them as missing. */
function takeOut(path: string, sql: string, noted: Readonly<Record<string, string>>): void {
  const db = new Database(path)
  db.pragma('foreign_keys = OFF')
  const kept = db.prepare("SELECT name, sql FROM sqlite_schema WHERE name LIKE '%_are_kept'").all() as {
    name: string
    sql: string
  }[]
  for (const { name } of kept) db.exec(`DROP TRIGGER ${name}`)
  db.exec(sql)
  for (const one of kept) db.exec(one.sql)
  const note = db.prepare(
    "INSERT INTO events (id, till_seq, at_ms, kind, data, hash) VALUES (?, 1, 0, 'rows_missing', ?, zeroblob(32))",
  )
  for (const [table, rows] of Object.entries(noted))
    note.run(table.padEnd(36, '-'), JSON.stringify({ table, rows }))
  db.close()
}

test('given rows that the book says it lacks, it is sound, and one row less is told', async () => {
  const path = await closedBook()
  takeOut(path, 'DELETE FROM events WHERE seq IN (5, 6, 9)', { events: '5-6 9' })
  expect(checkWhole(path, quiet)).toMatchObject({ state: 'sound' })
  takeOut(path, 'DELETE FROM events WHERE seq = 12', {})
  expect(checkWhole(path, quiet)).toMatchObject({
    state: 'unsound',
    found: expect.stringContaining('events'),
  })
})

test('given the book says of another table that it lacks a row, a missing one is told', async () => {
  const path = await closedBook()
  takeOut(path, 'DELETE FROM events WHERE seq = 5', { receipts: '5' })
  expect(checkWhole(path, quiet)).toMatchObject({
    state: 'unsound',
    found: expect.stringContaining('events'),
  })
})

/** A closed book with two sales of which money was given back, and a refund that was undone. */
async function closedBookWithRefunds(): Promise<string> {
  const { path, db, ledger } = await testBook(bookOptions())
  const ids = [1, 2].map(() => {
    const { linkId, invoiceId } = openSale(ledger)
    ledger.recordAnswers([seen(linkId, { receipts: [transfer()] })])
    return invoiceId
  })
  const give = (invoiceId: string | undefined, amount: string) =>
    ledger.recordRefund(
      invoiceId ?? '',
      { token: `${invoiceId} ${amount}`, amount: eur(amount), reason: 'why', reference: null, person: '' },
      START,
    )
  for (const amount of ['10.00', '5.00']) give(ids[0], amount)
  for (const amount of ['10.00', '39.90']) give(ids[1], amount)
  ledger.undoRefund(ledger.invoice(ids[0] ?? '')?.refunds[0]?.id ?? '', 'not given', '', START)
  // The provider counts nothing as received any more: no refund is wrong by that.
  db.exec('UPDATE invoices SET received_whole = 0, received_frac = 0')
  db.close()
  return path
}

test('given refunds that add up, also beyond what a provider counts as received by now, a book is sound', async () => {
  expect(checkWhole(await closedBookWithRefunds(), quiet)).toMatchObject({ state: 'sound' })
})

test('given a refund that the book says it lacks, the sums of its sale may have moved there, and nowhere else', async () => {
  const path = await closedBookWithRefunds()
  takeOut(path, 'DELETE FROM refunds WHERE seq = 3', { refunds: '3' })
  expect(checkWhole(path, quiet)).toMatchObject({ state: 'sound' })
  // The second refund of the first sale stands before the one that is missing.
  takeOut(path, 'DROP TRIGGER refunds_stay; UPDATE refunds SET total_whole = 14 WHERE seq = 2', {})
  const stay = `CREATE TRIGGER refunds_stay BEFORE UPDATE ON refunds
  BEGIN SELECT RAISE(ABORT, 'a recorded refund is never rewritten'); END`
  meddle(path, stay)
  expect(checkWhole(path, quiet)).toMatchObject({ state: 'unsound', found: 'refunds: 2' })
})

test.each([
  ['a refund is of more than was recorded', 'UPDATE refunds SET amount_whole = 11 WHERE seq = 1'],
  ['the sum of a sale is less than its refunds', 'UPDATE refunds SET total_whole = 9 WHERE seq = 3'],
  [
    'more was refunded than had been received',
    'UPDATE refunds SET received_whole = 14, undoes_seq = NULL WHERE seq = 2',
  ],
  ['a refund stands at another sale', 'UPDATE refunds SET invoice_seq = 2 WHERE seq = 1'],
  ['a part of a refund is undone', 'UPDATE refunds SET amount_whole = 9, total_whole = 6 WHERE seq = 5'],
  ['more stays than was undone', 'UPDATE refunds SET total_whole = 6 WHERE seq = 5'],
  ['a refund of another sale is undone', 'UPDATE refunds SET undoes_seq = 3 WHERE seq = 5'],
  ['what undoes is itself undone', 'UPDATE refunds SET undoes_seq = 5 WHERE seq = 5'],
])('given %s, it is told', async (_, sql) => {
  const path = await closedBookWithRefunds()
  const stay = 'CREATE TRIGGER refunds_stay'
  const db = new Database(path)
  const trigger = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'refunds_stay'").pluck().get()
  expect(trigger).toContain(stay)
  // No check of the table itself holds it back either.
  db.exec(`DROP TRIGGER refunds_stay; PRAGMA ignore_check_constraints = ON; ${sql};`)
  db.exec(String(trigger))
  db.close()
  expect(checkWhole(path, quiet)).toMatchObject({
    state: 'unsound',
    found: expect.stringContaining('refunds'),
  })
})

test('given any page of it is overwritten, it is told, and the file stays as it is', async () => {
  const path = await closedBook()
  const whole = readFileSync(path)
  for (let page = 0; page < whole.length / 4096; page++) {
    const bytes = Buffer.from(whole)
    bytes.fill(0xa5, page * 4096, (page + 1) * 4096)
    writeFileSync(path, bytes)
    const { state } = checkWhole(path, quiet)
    expect([page, state]).toEqual([page, 'unsound'])
  }
})

test('given a page of the word index lies in the place of the one that counts its words, it is told', async () => {
  const path = await closedBook()
  const db = new Database(path, { readonly: true })
  const leafOf = (table: string) =>
    Number(
      db
        .prepare("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'")
        .pluck()
        .get(`invoices_search_${table}`),
    )
  const [counts, words] = [leafOf('docsize'), leafOf('data')]
  db.close()
  const bytes = readFileSync(path)
  bytes.copy(bytes, (counts - 1) * 4096, (words - 1) * 4096, words * 4096)
  writeFileSync(path, bytes)
  expect(checkWhole(path, quiet)).toMatchObject({
    state: 'unsound',
    found: expect.stringContaining('invoices_search_docsize'),
  })
})

test('a check that is given up, or has no file, knows nothing', async () => {
  const path = await closedBook()
  expect(checkWhole(path, { ...quiet, cancelled: () => true })).toMatchObject({ state: 'unknown' })
  expect(checkWhole(`${path}-gone`, quiet)).toMatchObject({ state: 'unknown' })
})
