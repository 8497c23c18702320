import {
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { checkWhole } from '../../../../src/main/ledger/check/whole-check.ts'
import { inTransaction } from '../../../../src/main/ledger/sqlite/context.ts'
import { LedgerFailure } from '../../../../src/main/ledger/sqlite/errors.ts'
import { run } from '../../../../src/main/ledger/sqlite/sql.ts'
import { type OpenLedger, openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { readWitness } from '../../../../src/main/ledger/witness/witness-file.ts'
import { bookOptions } from '../../../support/books/book-options.ts'
import { addAccount, later, START, sale, tempFolder } from '../../../support/books/open-book.ts'

async function openWitnessed(folder: string, change: Parameters<typeof bookOptions>[1] = {}) {
  const path = join(folder, 'books', 'live.sqlite')
  const witnessPath = join(folder, 'witness', 'live.witness')
  const open = await openLedger(bookOptions(path, { witnessPath, ...change }), START)
  later(() => open.close())
  if (open.standing.closed === null && open.ledger.accounts().length === 0) addAccount(open.ledger)
  return { ...open, path, witnessPath }
}

/** Writes zeros over a file, which keeps its place and its size. */
function overwrite(path: string): void {
  writeFileSync(path, Buffer.alloc(statSync(path).size), { flag: 'r+' })
}

let sold = 0
function sell({ ledger }: Pick<OpenLedger, 'ledger'>): string {
  sold += 1
  const made = ledger.createInvoice(sale({ token: `token-${sold}` }))
  return made?.detail.invoice.number ?? ''
}

const turn = () => new Promise((done) => setImmediate(done))

test('what was committed is witnessed in the same turn, and a close is marked', async () => {
  const book = await openWitnessed(tempFolder())
  expect(readWitness(book.witnessPath)).toMatchObject({ clean: false, invoices: 0 })
  for (let n = 1; n <= 3; n++) {
    sell(book)
    await turn()
    expect(readWitness(book.witnessPath)).toMatchObject({ clean: false, invoices: n, lastNumber: n })
  }
  book.close()
  expect(readWitness(book.witnessPath)).toMatchObject({
    clean: true,
    invoices: 3,
    journalBytes: expect.any(Number),
  })
})

test('the journal is brought into the book after fifty commits, once nobody waits, and not within a commit', async () => {
  const book = await openWitnessed(tempFolder())
  const bytes = () => readFileSync(book.path)
  const before = bytes()
  for (let n = 1; n < 45; n++) sell(book)
  book.foldWhenDue()
  expect(bytes().equals(before), 'it is not due yet').toBe(true)
  for (let n = 45; n <= 60; n++) sell(book)
  expect(bytes().equals(before), 'a sale waits for it').toBe(true)
  book.foldWhenDue()
  expect(bytes().equals(before)).toBe(false)
  expect(readWitness(book.witnessPath)).toMatchObject({ invoices: 60, clean: false })
  const folded = bytes()
  sell(book)
  book.foldWhenDue()
  expect(bytes().equals(folded)).toBe(true)
  expect(book.changedOutside()).toBe('no')
})

test('a journal that is cut back to its limit by the app itself is no reason to stop', async () => {
  const book = await openWitnessed(tempFolder())
  const journal = () => statSync(`${book.path}-wal`).size
  sell(book)
  const reader = new Database(book.path, { readonly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM invoices').get()
  while (journal() < 17 * 2 ** 20) {
    sell(book)
    await turn()
  }
  reader.close()
  for (let n = 0; n < 60; n++) {
    sell(book)
    await turn()
    book.foldWhenDue()
  }
  expect(journal()).toBe(16 * 2 ** 20)
})

test('a disk that tells nothing of the files right after a commit makes no failure of it, nor of a fold', async () => {
  const book = await openWitnessed(tempFolder())
  for (let n = 1; n <= 60; n++) sell(book)
  const [folder, away] = [dirname(book.path), `${dirname(book.path)}-away`]
  const hide = () => {
    renameSync(folder, away)
    // What leads to itself cannot be looked at.
    symlinkSync(folder, folder)
  }
  const show = () => {
    rmSync(folder)
    renameSync(away, folder)
  }
  hide()
  expect(() => book.foldWhenDue()).not.toThrow()
  show()
  const rename = 'UPDATE provider_accounts SET label = ?'
  inTransaction({ db: book.db }, (writing) => {
    run(writing, rename, ['Counter'])
    hide()
  })
  expect(() => sell(book)).toThrow('ELOOP')
  show()
  expect(book.ledger.accounts()[0]?.label).toBe('Counter')
  expect(sell(book)).not.toBe('')
  expect(book.changedOutside()).toBe('no')
})

test('a number is reserved before it is given, fifty at a time', async () => {
  const book = await openWitnessed(tempFolder())
  sell(book)
  expect(readWitness(book.witnessPath)?.reservedNumber).toBe(50)
  for (let n = 2; n <= 51; n++) sell(book)
  expect(readWitness(book.witnessPath)?.reservedNumber).toBe(100)
})

test('a book that is not behind leaves no gap in its numbers, however often it is opened', async () => {
  const folder = tempFolder()
  for (let n = 1; n <= 4; n++) {
    const book = await openWitnessed(folder)
    expect(sell(book)).toBe(`CF-00000${n}`)
    book.close()
  }
})

test.each([
  [
    'renamed over',
    (path: string) => {
      copyFileSync(path, `${path}-copy`)
      renameSync(`${path}-copy`, path)
    },
  ],
  ['removed', (path: string) => rmSync(path)],
  ['cut', (path: string) => truncateSync(path, 4096)],
  ['written by another', (path: string) => utimesSync(path, 1, 1)],
  ['parted from its journal', (path: string) => rmSync(`${path}-wal`)],
  ['parted from what its journal held', (path: string) => overwrite(`${path}-wal`)],
  [
    'given another journal',
    (path: string) => {
      writeFileSync(`${path}-new`, 'x'.repeat(200_000))
      renameSync(`${path}-new`, `${path}-wal`)
    },
  ],
])('a book that is %s, also in the same turn as a commit, is written no more', async (_, happen) => {
  const book = await openWitnessed(tempFolder())
  for (let n = 0; n < 5; n++) sell(book)
  happen(book.path)
  expect(() => sell(book)).toThrow(LedgerFailure)
  await turn()
  expect(() => sell(book)).toThrow('book')
  expect(book.ledger.invoiceCount()).toBe(5)
})

test('a journal that is overwritten is not folded into its book, which then lacks its sales and nothing else', async () => {
  const folder = tempFolder()
  const first = await openWitnessed(folder)
  for (let n = 0; n < 3; n++) sell(first)
  first.close()
  const book = await openWitnessed(folder)
  for (let n = 0; n < 5; n++) sell(book)
  await turn()
  overwrite(`${book.path}-wal`)
  book.close()
  const again = await openWitnessed(folder)
  expect(again.standing.closed).toMatchObject({ code: 'BOOK_BEHIND', missing: { sales: 5 } })
  expect(again.ledger.invoiceCount()).toBe(3)
})

test('a large transaction that comes to nothing, though it was in the journal, stops no later sale', async () => {
  const book = await openWitnessed(tempFolder())
  sell(book)
  book.db.pragma('cache_size = 10')
  const journal = () => statSync(`${book.path}-wal`).size
  const before = journal()
  const context = { db: book.db }
  const large = () =>
    inTransaction(context, (writing) => {
      run(writing, 'CREATE TABLE large (text TEXT)')
      for (let n = 0; n < 200; n++) run(writing, 'INSERT INTO large VALUES (?)', ['x'.repeat(4_000)])
      throw new Error('changed its mind')
    })
  expect(large).toThrow('changed its mind')
  expect(journal()).toBeGreaterThan(before)
  expect(sell(book)).toBe('CF-000002')
})

test('somebody else who commits into the book is noticed, and nothing is written upon it', async () => {
  const book = await openWitnessed(tempFolder())
  sell(book)
  const other = await openLedger(bookOptions(book.path), START + 1)
  sell(other)
  expect(() => sell(book)).toThrow('another program has written into')
  expect(other.ledger.invoiceCount()).toBe(2)
  other.db.close()
})

test.each([
  ['into its journal', 'DROP TRIGGER receipts_are_kept'],
  ['and folded its journal', 'DROP TRIGGER receipts_are_kept; PRAGMA wal_checkpoint'],
])(
  'a book that was found sound, into which somebody has written since %s, is checked again',
  async (_, sql) => {
    const folder = tempFolder()
    const book = await openWitnessed(folder)
    sell(book)
    book.close()
    utimesSync(book.path, 1, 1)
    const held = await openWitnessed(folder)
    expect(held.standing.closed?.code).toBe('BOOK_CHECKING')
    const quiet = { progress: () => undefined, cancelled: () => false }
    const outcome = checkWhole(book.path, quiet)
    if (outcome.state !== 'sound') throw new Error(outcome.state)
    const other = new Database(book.path)
    other.exec(sql)
    held.close()
    const checkedFile = outcome.file
    const again = await openWitnessed(folder, { checkedFile })
    expect(again.standing.closed?.code).toBe('BOOK_CHECKING')
    again.close()
    other.close()
    expect(checkWhole(book.path, quiet)).toMatchObject({ state: 'unsound' })
  },
)

test('after a stop nothing is written, and closing leaves book and journal as they are', async () => {
  const folder = tempFolder()
  const book = await openWitnessed(folder)
  sell(book)
  book.stop(new LedgerFailure('CORRUPT', 'it reads wrong'))
  expect(() => sell(book)).toThrow('it reads wrong')
  book.close()
  expect(readWitness(book.witnessPath)).toMatchObject({ clean: false, suspect: true })
  expect(dirname(book.path)).not.toBe('')
  const again = await openWitnessed(folder)
  expect(again.standing.closed).toMatchObject({ code: 'BOOK_CHECKING' })
  expect(again.ledger.invoiceCount()).toBe(1)
})
