import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { checkWhole } from '../../../../src/main/ledger/check/whole-check.ts'
import { UNFINISHED_SQL } from '../../../../src/main/ledger/imports/rows.ts'
import { failureCodeOf } from '../../../../src/main/ledger/sqlite/errors.ts'
import { closeBook, openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { ACCOUNT, shopAccount } from '../../../support/books/facts.ts'
import {
  bookOptions,
  later,
  openSale,
  START,
  tempFolder,
  testBook,
} from '../../../support/books/open-book.ts'
import { begin, pastSale, pastSales, TAKEN_AT, takePast } from '../../../support/books/past-sales.ts'
import { walk } from '../../../support/books/tampering.ts'
import { startLedgerProcess } from '../../../support/rounds/ledger-process.ts'

const REOPENED = TAKEN_AT + 60_000
const quiet = { progress: () => undefined, cancelled: () => false }

async function reopened(path: string) {
  const book = await openLedger(bookOptions({ path }), REOPENED)
  later(() => closeBook(book.db))
  return book
}

/** Nothing of any import counts, and the book says so and is whole. */
async function expectNothingOf(path: string, taken: number) {
  const { ledger, db } = await reopened(path)
  expect(ledger.invoiceCount()).toBe(0)
  expect(ledger.knownReferences(ACCOUNT, ['past-n0', 'past-n300'])).toEqual([])
  expect(ledger.imports()[0]).toMatchObject({
    ...{ finishedAt: null, sales: taken, undone: { at: REOPENED, by: '', reason: 'unfinished' } },
  })
  expect(ledger.trailEntries(0, 900).rows.find(({ kind }) => kind === 'import_undone')?.data).toMatchObject({
    ...{ text: 'daisy.csv', sales: taken, why: 'unfinished' },
  })
  expect(db.prepare(UNFINISHED_SQL).all()).toEqual([])
  expect(walk(db)).toMatchObject({ state: 'whole' })
  expect(checkWhole(path, quiet).state).toBe('sound')
  return { ledger, db }
}

test('an import that a kill cut off between two pieces is undone when the book is opened again, and can be taken anew', async () => {
  const path = join(tempFolder(), 'live.sqlite')
  const book = await startLedgerProcess(path)
  await book.call('addAccount', shopAccount())
  const begun = await book.call('beginImport', {
    ...{ token: 'one', accountId: ACCOUNT, fileName: 'daisy.csv', sha256: '', person: 'Nadia', at: TAKEN_AT },
  })
  if (!begun.ok) throw new Error(begun.reason)
  const sales = pastSales(700)
  for (const from of [0, 250])
    expect(
      await book.call('importSales', begun.importId, sales.slice(from, from + 250), TAKEN_AT),
    ).toMatchObject({
      taken: 250,
    })
  expect(await book.call('invoiceCount')).toBe(500)
  await book.kill()
  const { ledger } = await expectNothingOf(path, 500)
  takePast(ledger, sales)
  expect(ledger.invoiceCount()).toBe(700)
  expect(ledger.knownReferences(ACCOUNT, ['past-n0'])[0]?.number).toBe('IMP-000501')
})

test.each([3, 12, 30])(
  'a kill %i ms into a piece leaves nothing of it, and nothing of those before it',
  async (ms) => {
    const path = join(tempFolder(), 'live.sqlite')
    const book = await startLedgerProcess(path)
    await book.call('addAccount', shopAccount())
    const begun = await book.call('beginImport', {
      ...{
        token: 'one',
        accountId: ACCOUNT,
        fileName: 'daisy.csv',
        sha256: '',
        person: 'Nadia',
        at: TAKEN_AT,
      },
    })
    if (!begun.ok) throw new Error(begun.reason)
    await book.call('importSales', begun.importId, pastSales(250), TAKEN_AT)
    void book.ask('importSales', begun.importId, pastSales(250, 'm'), TAKEN_AT)
    await setTimeout(ms)
    await book.kill()
    const { ledger } = await reopened(path)
    const [only] = ledger.imports()
    expect([250, 500]).toContain(only?.sales)
    expect(only).toMatchObject({ undone: { reason: 'unfinished' } })
    expect(ledger.invoiceCount()).toBe(0)
  },
)

test('an undoing that a kill cut off is brought to its end, as the person meant it', async () => {
  const path = join(tempFolder(), 'live.sqlite')
  const { db, ledger } = await openLedger(bookOptions({ path }), START)
  ledger.addAccount(shopAccount())
  const importId = takePast(ledger, pastSales(600))
  const kept = takePast(ledger, pastSales(3, 'kept'))
  closeBook(db)
  const book = await startLedgerProcess(path)
  const asked = { person: 'Salima', reason: 'person', at: TAKEN_AT + 5 } as const
  expect(await book.call('undoImport', importId, asked)).toEqual({ ok: true, left: 350 })
  await book.kill()
  const again = await reopened(path)
  expect(again.ledger.invoiceCount()).toBe(3)
  expect(again.ledger.imports()).toMatchObject([
    { id: kept, undone: null },
    { id: importId, undone: { at: TAKEN_AT + 5, by: 'Salima', reason: 'person' } },
  ])
  expect(walk(again.db)).toMatchObject({ state: 'whole' })
})

test('where the disk is full in the middle, the piece is not there, and once there is room nothing of the file is', async () => {
  const { path, db, ledger } = await testBook()
  const importId = begin(ledger)
  ledger.importSales(importId, pastSales(250), TAKEN_AT)
  const { entry } = ledger.trailHead()
  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + 3}`)
  const large = pastSales(250, 'm').map((one) => ({ ...one, raw: 'x'.repeat(2_000) }))
  let code: string | null = null
  try {
    ledger.importSales(importId, large, TAKEN_AT)
  } catch (error) {
    code = failureCodeOf(error)
  }
  expect(code).toBe('DISK_FULL')
  expect(ledger.trailHead().entry).toBe(entry)
  expect(ledger.invoiceCount()).toBe(250)
  db.close()
  await expectNothingOf(path, 250)
})

test('what was finished stays, and so does what was sold while it was taken', async () => {
  const { path, db, ledger } = await testBook()
  const importId = begin(ledger)
  ledger.importSales(importId, pastSales(2), TAKEN_AT)
  openSale(ledger)
  ledger.importSales(importId, [pastSale('last')], TAKEN_AT)
  ledger.finishImport(importId, TAKEN_AT)
  const other = begin(ledger)
  ledger.importSales(other, pastSales(1, 'other'), TAKEN_AT)
  openSale(ledger)
  db.close()
  const again = await reopened(path)
  const { rows } = again.ledger.invoices({ search: '', status: [], provider: [], cursor: null, limit: 9 })
  expect(rows.map(({ number }) => number).toSorted()).toEqual([
    ...['CF-000001', 'CF-000002', 'IMP-000001', 'IMP-000002', 'IMP-000003'],
  ])
})
