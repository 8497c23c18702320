import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import {
  type LedgerOptions,
  type OpenLedger,
  openLedger,
} from '../../../../src/main/ledger/thread/open-ledger.ts'
import { bookStampText } from '../../../../src/main/ledger/witness/file-stamp.ts'
import { bookOptions } from '../../../support/books/book-options.ts'
import { addAccount, later, openSale, START, tempFolder } from '../../../support/books/open-book.ts'
import { begin, pastSales, TAKEN_AT, takePast, undoPast } from '../../../support/books/past-sales.ts'
import { salvaged } from '../../../support/books/salvaging.ts'

/** A computer of its own, by its folder: a book and what is witnessed of it. */
async function openOn(folder: string, change: Partial<LedgerOptions> = {}) {
  const path = join(folder, 'books', 'live.sqlite')
  const open = await openLedger(
    bookOptions(path, { witnessPath: join(folder, 'witness', 'live.witness'), ...change }),
    TAKEN_AT,
  )
  later(() => open.close())
  if (open.ledger.accounts().length === 0) addAccount(open.ledger)
  return { ...open, path, folder }
}

/** As a person puts a copy into the book's place. */
function putBack(copy: string, folder: string, change: Partial<LedgerOptions> = {}) {
  const path = join(folder, 'books', 'live.sqlite')
  mkdirSync(dirname(path), { recursive: true })
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
  copyFileSync(copy, path)
  return openOn(folder, { restoredFile: bookStampText(path), ...change })
}

/** A copy of a book as it stands, whose own files stay as they are. */
function copied({ db }: Pick<OpenLedger, 'db'>): string {
  const copy = join(tempFolder(), 'copy.sqlite')
  db.prepare('VACUUM INTO ?').run(copy)
  return copy
}

/** Imports so many sales; gives their numbers. */
function numbered({ db, ledger }: Pick<OpenLedger, 'db' | 'ledger'>, name: string, many = 3): string[] {
  const importId = takePast(ledger, pastSales(many, name))
  return numbersOf(db, importId)
}

function numbersOf(db: OpenLedger['db'], importId: string): string[] {
  const sql =
    'SELECT number FROM invoices WHERE import_seq = (SELECT seq FROM imports WHERE id = ?) ORDER BY seq'
  return db.prepare(sql).pluck().all(importId) as string[]
}

test.each([0, 3])(
  'a book that moved, with %i imported sales, and the one that sells again never import one number twice',
  async (many) => {
    const old = await openOn(tempFolder())
    openSale(old.ledger)
    const before = many === 0 ? [] : numbered(old, 'before', many)
    const meantTill = old.ledger.reserveTill(START)
    const moved = await putBack(copied(old), tempFolder(), { meantTill })
    const given = [
      ...before,
      ...[old, moved].flatMap((one, n) => [...numbered(one, `a${n}`), ...numbered(one, `b${n}`)]),
    ]
    expect(new Set(given).size).toBe(given.length)
    expect(given.toSpliced(0, many).map((number) => number.split('-')[0])).toEqual([
      ...Array(6).fill('IMP'),
      ...Array(6).fill('IMPA'),
    ])
    // And one that was moved on from there has its own again.
    const further = await putBack(copied(moved), tempFolder(), { meantTill: moved.ledger.reserveTill(START) })
    expect(numbered(further, 'c')[0]).toMatch(/^IMPAA-/)
  },
)

test('a backup that was put back never gives the numbers of imports that it does not know', async () => {
  const folder = tempFolder()
  const book = await openOn(folder)
  const first = numbered(book, 'first')
  const copy = copied(book)
  const lost = [...numbered(book, 'lost'), ...numbersOf(book.db, cutOff(book))]
  book.close()
  const restored = await putBack(copy, folder)
  const again = numbered(restored, 'again')
  restored.close()
  // The same backup a second time.
  const second = numbered(await putBack(copy, folder), 'second')
  const given = [...first, ...lost, ...again, ...second]
  expect(given).toHaveLength(14)
  expect(new Set(given).size).toBe(14)
})

/** Begins an import and takes some of it; gives its id. */
function cutOff({ ledger }: Pick<OpenLedger, 'ledger'>): string {
  const importId = begin(ledger)
  ledger.importSales(importId, pastSales(2, 'cut'), TAKEN_AT)
  return importId
}

test('a book that was begun anew in the place of one that is gone numbers its imports above', async () => {
  const folder = tempFolder()
  const book = await openOn(folder)
  const importId = takePast(book.ledger, pastSales(4, 'gone'))
  undoPast(book.ledger, importId)
  book.close()
  renameSync(book.path, `${book.path}.aside`)
  const anew = await openOn(folder, { goOn: true })
  expect(numbered(anew, 'new', 1)).toEqual(['IMP-000005'])
  anew.close()
  renameSync(anew.path, `${anew.path}.aside`)
  expect(numbered(await openOn(folder, { goOn: true }), 'newer', 1)).toEqual(['IMP-000006'])
})

test('a salvaged book numbers its imports above those that were lost', async () => {
  const folder = tempFolder()
  const book = await openOn(folder)
  numbered(book, 'k', 5)
  const older = copied(book)
  const lost = numbered(book, 'lost', 5)
  book.close()
  const to = join(tempFolder(), 'salvaged.sqlite')
  salvaged(older, to)
  const after = numbered(await putBack(to, folder), 'after', 5)
  expect(new Set([...lost, ...after]).size).toBe(10)
})

test('a stopped book tells the number that its own till gives next', async () => {
  const [from, folder] = [tempFolder(), tempFolder()]
  const old = await openOn(from)
  const meantTill = old.ledger.reserveTill(START)
  const moved = await putBack(copied(old), folder, { meantTill })
  const copy = copied(moved)
  openSale(moved.ledger)
  moved.close()
  copyFileSync(copy, moved.path)
  const behind = await openOn(folder)
  expect(behind.standing.closed).toMatchObject({ code: 'BOOK_BEHIND', missing: { nextNumber: 'CFA-000051' } })
})
