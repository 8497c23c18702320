import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { failureCodeOf, LedgerFailure, problemOf } from '../../../../src/main/ledger/sqlite/errors.ts'
import { MIGRATIONS } from '../../../../src/main/ledger/sqlite/migrations/index.ts'
import { openBook } from '../../../../src/main/ledger/sqlite/open.ts'
import { closeBook, openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import {
  bookOptions,
  later,
  openSale,
  START,
  sale,
  tempFolder,
  testBook,
} from '../../../support/books/open-book.ts'

test('every safety setting stands after the first writes, not only after opening', async () => {
  const { db, ledger } = await testBook()
  ledger.createInvoice(sale())
  const read = (name: string) => String(db.pragma(name, { simple: true }))
  expect(
    ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema', 'secure_delete'].map(
      read,
    ),
  ).toEqual(['wal', '2', '1', '1000', '0', '1'])
})

// superseriousbusiness/gotosocial#2808: a reader that stayed let the journal grow, and it kept that size afterwards.
test('a journal that grew while somebody was reading is cut back once nobody is', async () => {
  const { db, path } = await testBook()
  const reader = new Database(path, { readonly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM invoices').get()
  db.exec('CREATE TABLE bulk (bytes BLOB)')
  const fill = db.prepare('INSERT INTO bulk VALUES (zeroblob(1000000))')
  for (let n = 0; n < 24; n++) fill.run()
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(24_000_000)
  reader.close()
  db.pragma('wal_checkpoint(PASSIVE)')
  fill.run()
  expect(statSync(`${path}-wal`).size).toBeLessThanOrEqual(16 * 2 ** 20)
})

test('integers read as bigint unless a statement says otherwise', async () => {
  const { db } = await testBook()
  expect(db.prepare('SELECT 9007199254740993 AS n').get()).toEqual({ n: 9007199254740993n })
})

test.skipIf(process.platform === 'win32')('the book and its folder belong to one person', async () => {
  const { path, ledger } = await testBook()
  ledger.createInvoice(sale())
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
  for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600)
})

test.skipIf(process.platform === 'win32')(
  'a book that others could read is closed to them, with its journal',
  async () => {
    const { path, ledger } = await testBook()
    ledger.createInvoice(sale())
    const files = [path, `${path}-wal`, `${path}-shm`]
    for (const file of files) chmodSync(file, 0o644)
    const again = openBook(path, { newestVersion: MIGRATIONS.length })
    later(() => {
      again.close()
    })
    for (const file of files) expect(statSync(file).mode & 0o777).toBe(0o600)
  },
)

test('given a file that is no database, it is refused and left as it was', async () => {
  const path = join(tempFolder(), 'live.sqlite')
  writeFileSync(path, 'Dear diary, this is no database at all. '.repeat(100))
  const before = readFileSync(path)
  await expect(openLedger(bookOptions({ path }), START)).rejects.toMatchObject({ code: 'NOT_A_DATABASE' })
  expect(readFileSync(path).equals(before)).toBe(true)
})

test("given another program's database, it is refused and left as it was", async () => {
  const path = join(tempFolder(), 'live.sqlite')
  const other = new Database(path)
  other.exec('CREATE TABLE songs (title TEXT)')
  other.close()
  const before = readFileSync(path)
  await expect(openLedger(bookOptions({ path }), START)).rejects.toMatchObject({ code: 'NOT_A_DATABASE' })
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('given a book from a newer version, it is refused and left as it was', async () => {
  const { path, db } = await testBook()
  db.pragma('user_version = 99')
  closeBook(db)
  const before = readFileSync(path)
  await expect(openLedger(bookOptions({ path }), START)).rejects.toMatchObject({ code: 'FROM_FUTURE' })
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('given a damaged book, opening or using it says CORRUPT', async () => {
  const { path, db, ledger } = await testBook()
  for (let n = 0; n < 50; n += 1) openSale(ledger)
  closeBook(db)
  truncateSync(path, Math.floor(statSync(path).size / 2 / 4096) * 4096)
  const code = await openLedger(bookOptions({ path }), START)
    .then(({ db: opened, ledger: read }) => {
      later(() => {
        opened.close()
      })
      try {
        return read.invoices({ search: '', status: [], provider: [], cursor: null, limit: 50 })
      } catch (error) {
        return failureCodeOf(error)
      }
    })
    .catch(problemOf)
  expect(code).toBe('CORRUPT')
})

test('given a folder where the book should be, opening fails with a code', () => {
  const path = join(tempFolder(), 'live.sqlite')
  mkdirSync(path)
  expect(() => openBook(path, { newestVersion: MIGRATIONS.length })).toThrow(
    expect.objectContaining({ code: 'NOT_A_DATABASE' }),
  )
})

test('given a book was here and the file is gone, no fresh one is made', async () => {
  const options = bookOptions({ expectedBookId: 'a-book-that-was' })
  await expect(openLedger(options, START)).rejects.toMatchObject({ code: 'DATA_MISSING' })
  expect(existsSync(options.path)).toBe(false)
})

test('given a book was here and the file is emptied, it stays empty and says DATA_MISSING', async () => {
  const { path, db, ledger } = await testBook()
  const { id } = ledger.book()
  closeBook(db)
  truncateSync(path, 0)
  await expect(openLedger(bookOptions({ path, expectedBookId: id }), START)).rejects.toMatchObject({
    code: 'DATA_MISSING',
  })
  expect(statSync(path).size).toBe(0)
})

test('given only the journal of a book is left, it is not thrown away', async () => {
  const path = join(tempFolder(), 'live.sqlite')
  writeFileSync(`${path}-wal`, 'the last sales of the day')
  await expect(openLedger(bookOptions({ path }), START)).rejects.toMatchObject({ code: 'DATA_MISSING' })
  expect(readFileSync(`${path}-wal`, 'utf8')).toBe('the last sales of the day')
})

test('given another book than the one expected, or one of the other kind, it is not taken for it', async () => {
  const { path, db, ledger } = await testBook()
  const { id, lastEvent } = ledger.book()
  closeBook(db)
  for (const wrong of [{ expectedBookId: 'another-book' }, { kind: 'practice' as const }]) {
    await expect(openLedger(bookOptions({ path, ...wrong }), START)).rejects.toMatchObject({
      code: 'DATA_MISSING',
    })
  }
  const again = await openLedger(bookOptions({ path, expectedBookId: id }), START)
  later(() => {
    again.db.close()
  })
  expect(again.ledger.book()).toEqual({
    id,
    kind: 'live',
    tillCode: 'CF',
    zone: 'Africa/Algiers',
    schemaVersion: MIGRATIONS.length,
    lastEvent,
  })
})

test('given a book kept from writing, a second writer hears LOCKED', async () => {
  const { path, db } = await testBook()
  const other = openBook(path, { newestVersion: MIGRATIONS.length, busyTimeoutMs: 10 })
  later(() => {
    other.close()
  })
  db.exec('BEGIN IMMEDIATE')
  expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(
    expect.toSatisfy((error: unknown) => failureCodeOf(error) === 'LOCKED'),
  )
  db.exec('ROLLBACK')
})

test('after a clean close everything lies in one file', async () => {
  const { path, db, ledger } = await testBook()
  openSale(ledger)
  closeBook(db)
  expect(existsSync(`${path}-wal`)).toBe(false)
})

test.each([
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_IOERR_WRITE', 'DISK_IO'],
  ['SQLITE_CORRUPT_VTAB', 'CORRUPT'],
  ['SQLITE_NOTADB', 'NOT_A_DATABASE'],
  ['SQLITE_READONLY_DBMOVED', 'READ_ONLY'],
  ['SQLITE_BUSY_SNAPSHOT', 'LOCKED'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'CONFLICT'],
  ['SQLITE_CONSTRAINT_CHECK', 'INTERNAL'],
  ['ENOSPC', 'DISK_FULL'],
  ['EACCES', 'READ_ONLY'],
] as const)('the code %s crosses as %s', (code, expected) => {
  expect(failureCodeOf(Object.assign(new Error('x'), { code }))).toBe(expected)
})

test('a failure of the ledger itself keeps its code, and anything else is INTERNAL', () => {
  expect(failureCodeOf(new LedgerFailure('NOT_FOUND', 'x'))).toBe('NOT_FOUND')
  expect(failureCodeOf('what?')).toBe('INTERNAL')
})
