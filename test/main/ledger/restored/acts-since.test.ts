import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readBook } from '../../../../src/main/ledger/book/book.ts'
import { readContent } from '../../../../src/main/ledger/copies/content.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { closeBook, openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { bookStampText } from '../../../../src/main/ledger/witness/file-stamp.ts'
import { CLOSED_AT, OCTOBER, october } from '../../../support/books/october.ts'
import { bookOptions, later, type TestBook, tempFolder } from '../../../support/books/open-book.ts'
import { pastSales, TAKEN_AT, takePast, undoPast } from '../../../support/books/past-sales.ts'
import { walk } from '../../../support/books/tampering.ts'
import { there } from '../../../support/books/there.ts'

/** What a book holds beyond a copy that was made before `act`. */
async function since(book: TestBook, act: (ledger: Ledger) => unknown) {
  const { db, ledger } = book
  const older = readContent(db)
  await act(ledger)
  return there(ledger.newerThan(older))
}

const NOTHING = { sales: 0, refunds: 0, notes: 0, marks: 0, periods: 0, imports: 0, acts: 0 }

it('a month that was closed or opened again since is told, and so is what a statement says', async () => {
  const book = await october()
  expect(await since(book, () => undefined)).toMatchObject(NOTHING)
  expect(await since(book, () => book.close())).toMatchObject({ ...NOTHING, periods: 1 })
  const opened = () =>
    book.ledger.reopenPeriod(OCTOBER, { reason: 'a bill', person: 'Salima' }, CLOSED_AT + 1)
  expect(await since(book, opened)).toMatchObject({ ...NOTHING, periods: 1 })
})

it('an exception that a person resolved since is told, and none that the book resolved by itself', async () => {
  const book = await october()
  const [open] = book.ledger.exceptions({ resolved: false, limit: 10 })
  const act = {
    token: 'one',
    ids: [there(open).id],
    note: 'called',
    person: 'Nadia',
    news: book.ledger.book().lastEvent,
  }
  const handled = () => book.ledger.handleExceptions(act, CLOSED_AT)
  expect(await since(book, handled)).toMatchObject({ ...NOTHING, acts: 1 })
  // The rest of the money ends what is short by itself.
  const again = await october()
  const paid = () => again.pay(again.short.linkId, '9.90', CLOSED_AT, CLOSED_AT)
  expect(await since(again, paid)).toMatchObject({ ...NOTHING, acts: 0 })
})

it('an import that was undone since is told where its sales are in the older state, and counts nowhere where they are not', async () => {
  const book = await october()
  const importId = takePast(book.ledger, pastSales(3))
  expect(await since(book, (ledger) => undoPast(ledger, importId))).toMatchObject({
    ...{ ...NOTHING, imports: 1, acts: 1 },
  })
  const both = (ledger: Ledger) => undoPast(ledger, takePast(ledger, pastSales(3, 'm')))
  expect(await since(book, both)).toMatchObject({ ...NOTHING, acts: 2 })
})

it('a closed book that moves to another computer stays closed there, at its figures and with a whole trail, also by a clock that is behind', async () => {
  const book = await october()
  book.close()
  const before = book.view()
  const meantTill = book.ledger.reserveTill(CLOSED_AT)
  const path = join(tempFolder(), 'live.sqlite')
  book.db.prepare('VACUUM INTO ?').run(path)
  // A clock that is days behind the one it was closed by.
  const behind = CLOSED_AT - 3 * 86_400_000
  const { db, ledger } = await openLedger(
    bookOptions({ path, meantTill, restoredFile: bookStampText(path) }),
    behind,
  )
  later(() => closeBook(db))
  expect(readBook(db)?.till_code).toBe('CFA')
  const { closing, figures, today, laterCount } = ledger.period(OCTOBER, behind)
  expect({ closing, figures, today, laterCount }).toEqual({
    ...{ closing: before.closing, figures: before.figures, today: before.today, laterCount: 0 },
  })
  expect(walk(db)).toMatchObject({ state: 'whole' })
  const act = { ...OCTOBER, zone: 'Africa/Algiers', mark: '', reason: 'x', person: '' }
  expect(ledger.closePeriod(act, CLOSED_AT + 1)).toMatchObject({ reason: 'PERIOD_CLOSED' })
  const september = { ...act, firstDay: '2026-09-01', lastDay: '2026-09-30' }
  expect(ledger.closePeriod(september, behind)).toMatchObject({ reason: 'CLOCK_BEFORE_CLOSE' })
  expect(ledger.closePeriod(act, TAKEN_AT)).toMatchObject({ ok: false })
})
