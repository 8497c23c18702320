import { readFileSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { checkWhole } from '../../../../src/main/ledger/check/whole-check.ts'
import { bookStampText } from '../../../../src/main/ledger/witness/file-stamp.ts'
import { bookOptions, openSale, testBook } from '../../../support/books/open-book.ts'

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
