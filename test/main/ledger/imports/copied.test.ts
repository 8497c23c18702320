import { closeSync, copyFileSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { checkWhole } from '../../../../src/main/ledger/check/whole-check.ts'
import { readContent } from '../../../../src/main/ledger/copies/content.ts'
import { makeBackup } from '../../../../src/main/ledger/copies/make-backup.ts'
import { layOut } from '../../../../src/main/ledger/copies/take-backup.ts'
import { scanStretch, scanSums } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import { scanReceiptSums } from '../../../../src/main/ledger/lists/receipts/scan.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { closeBook, openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import {
  ACCOUNT,
  bookOptions,
  later,
  openSale,
  START,
  tempFolder,
  testBook,
} from '../../../support/books/open-book.ts'
import { pastSales, TAKEN_AT, takePast, undoPast } from '../../../support/books/past-sales.ts'
import { salvaged } from '../../../support/books/salvaging.ts'
import { walk } from '../../../support/books/tampering.ts'
import { there } from '../../../support/books/there.ts'
import { ANY_INVOICE, ANY_RECEIPT } from '../../../support/lists/any-filter.ts'

const quiet = {
  ...{ progress: () => undefined, cancelled: () => false, isSelling: () => false },
  signal: new AbortController().signal,
}
const PAGE = 4_096

interface Opened {
  readonly db: Database
  readonly ledger: Ledger
}

/** Two imports, one of them undone, and sales of the counter before, between and behind them. */
function fill({ ledger }: Opened): { readonly kept: string; readonly undone: string } {
  openSale(ledger)
  const undone = takePast(ledger, pastSales(40, 'u'))
  openSale(ledger)
  undoPast(ledger, undone)
  const kept = takePast(ledger, pastSales(300, 'k'))
  openSale(ledger)
  return { kept, undone }
}

function toldBy({ db, ledger }: Opened) {
  const place = { sort: { by: 'number', down: false }, from: 0, limit: 1_000 } as const
  const { asOf: _, ...sums } = scanSums({ db }, ANY_INVOICE)
  const { asOf: __, ...came } = scanReceiptSums({ db }, ANY_RECEIPT)
  const { rows } = scanStretch({ db }, { filter: ANY_INVOICE, ...place })
  return { imports: ledger.imports(), sums, came, rows, known: ledger.knownReferences(ACCOUNT, ['past-k7']) }
}

async function opened(path: string): Promise<Opened> {
  const book = await openLedger(bookOptions({ path }), TAKEN_AT + 90_000)
  later(() => closeBook(book.db))
  return book
}

/** A salvage of such a book, of which the page that `hurt` begins on is overwritten. */
async function salvagedOf(hurt: string | null) {
  const folder = tempFolder()
  const [from, to] = [join(folder, 'a', 'live.sqlite'), join(folder, 'b', 'live.sqlite')]
  for (const path of [from, to]) mkdirSync(dirname(path))
  const book = await testBook(bookOptions({ path: from }))
  const ids = fill(book)
  const before = toldBy(book)
  book.db.pragma('wal_checkpoint(TRUNCATE)')
  const root = book.db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(hurt)
  book.db.close()
  if (hurt !== null) {
    const file = openSync(from, 'r+')
    writeSync(file, Buffer.alloc(PAGE, 0xee), 0, PAGE, (Number(root) - 1) * PAGE)
    closeSync(file)
  }
  const saved = salvaged(from, to)
  expect(checkWhole(to, quiet).state).toBe('sound')
  return { saved, before, after: await opened(to), ...ids }
}

test('a salvage brings imports and what they brought, undone or not', async () => {
  const { before, after, kept } = await salvagedOf(null)
  expect(toldBy(after)).toEqual(before)
  expect(walk(after.db)).toMatchObject({ state: 'whole' })
  expect(undoPast(after.ledger, kept, TAKEN_AT + 99_000)).toEqual({ ok: true, left: 0 })
  expect(after.ledger.invoiceCount()).toBe(3)
})

test.each(['imports', 'sqlite_autoindex_imports_1', 'sqlite_autoindex_imports_2'])(
  'where the page of %s is lost, no sale goes with it, and what was undone stays so',
  async (hurt) => {
    const { before, after, kept, undone } = await salvagedOf(hurt)
    expect(toldBy(after)).toEqual(before)
    expect(after.ledger.imports().map(({ id }) => id)).toEqual([kept, undone])
    expect(walk(after.db)).toMatchObject({ state: 'whole' })
    // The series goes on behind its last number, and the shop's own behind theirs.
    takePast(after.ledger, pastSales(1, 'next'))
    expect(after.ledger.knownReferences(ACCOUNT, ['past-next0'])).toMatchObject([{ number: 'IMP-000341' }])
    expect(openSale(after.ledger).invoiceNumber).toBe('CF-000004')
  },
)

test('where sales of the counter are lost, those of files give their numbers to none of them, and push none on', async () => {
  const { saved, after } = await salvagedOf('invoices')
  for (const { from, to } of saved.missingNumbers) expect(from.split('-')[0]).toBe(to.split('-')[0])
  const next = openSale(after.ledger).invoiceNumber
  expect(next.startsWith('CF-')).toBe(true)
  expect(Number(next.slice(3))).toBeLessThan(10)
})

test('a backup of such a book is the same book, and undoing goes on in it', async () => {
  const book = await testBook()
  const { kept } = fill(book)
  const before = toldBy(book)
  const made = await makeBackup(
    {
      ...{ book: book.path, folder: join(tempFolder(), 'backups'), name: 'live', reason: 'hand' },
      ...{ madeAt: TAKEN_AT, unlessCommit: null },
    },
    quiet,
  )
  const target = join(tempFolder(), 'live.sqlite')
  await layOut({ backup: there(made).path, target, witness: there(made).witness }, quiet)
  const restored = await opened(target)
  expect(toldBy(restored)).toEqual(before)
  expect(readContent(restored.db)).toEqual(readContent(book.db))
  // The last sale is the last one of the counter; what was withdrawn is in no sum.
  expect(readContent(restored.db)).toMatchObject({
    lastSale: { number: 'CF-000003', at: START },
    sums: [{ currency: 'EUR', asked: '15119.7', received: '14970' }],
  })
  undoPast(restored.ledger, kept, TAKEN_AT + 99_000)
  expect(restored.ledger.invoiceCount()).toBe(3)
})

test('what a restored book lacks of imports is told by number, but for what was withdrawn, and none of it is asked about', async () => {
  const book = await testBook()
  const { ledger, db, path } = book
  const before = takePast(ledger, pastSales(1, 'before'))
  db.pragma('wal_checkpoint(TRUNCATE)')
  const older = join(tempFolder(), 'live.sqlite')
  copyFileSync(path, older)
  undoPast(ledger, before)
  undoPast(ledger, takePast(ledger, pastSales(3, 'u')))
  takePast(ledger, pastSales(2, 'k'))
  openSale(ledger)
  const restored = await openLedger(bookOptions({ path: older }), TAKEN_AT + 90_000)
  later(() => closeBook(restored.db))
  expect(restored.ledger.takeOver(path, 'the backup', TAKEN_AT + 91_000)).toEqual({
    ...{ taken: 1, lost: 2, lostNumbers: ['IMP-000005', 'IMP-000006'], read: true, replaced: 'this' },
  })
  // The other way round nothing of what was withdrawn there comes alive.
  expect(ledger.takeOver(older, 'the backup', TAKEN_AT + 92_000)).toMatchObject({ taken: 0, lost: 0 })
  expect(ledger.knownReferences(ACCOUNT, ['past-before0'])).toEqual([])
  expect(walk(db)).toMatchObject({ state: 'whole' })
})
