import { expect, test } from 'vitest'
import { openSale, START, testBook } from '../../../support/books/open-book.ts'

test('an event of the book holds no longer text than the contract promises, and all of a shorter one', async () => {
  const { db, ledger } = await testBook()
  const whole = 'x'.repeat(19_000)
  ledger.appendEvent('export', { rows: 3, text: whole, done: true, none: null }, START)
  ledger.appendEvent('export', { rows: 3, text: 'x'.repeat(20_001), done: true, none: null }, START + 1)
  const kept = db
    .prepare("SELECT data FROM events WHERE kind = 'export' ORDER BY seq")
    .pluck()
    .all() as string[]
  expect(kept.map((text) => JSON.parse(text))).toEqual([
    { rows: 3, text: whole, done: true, none: null },
    { rows: 3, text: 'x'.repeat(20_000), done: true, none: null },
  ])
})

test('a note stands in the history of its sale alone, with its time, and moves nothing of it', async () => {
  const { ledger } = await testBook()
  const one = openSale(ledger)
  const other = openSale(ledger)
  const before = ledger.invoice(one.invoiceId)?.invoice
  const noted = ledger.addNote(one.invoiceId, 'called', START + 9_000)
  expect(noted?.change).toMatchObject({
    before: 'open',
    after: 'open',
    changed: true,
    newReceipts: 0,
    raised: [],
  })
  expect(noted?.detail.events.at(-1)).toMatchObject({
    kind: 'note',
    data: { text: 'called' },
    at: START + 9_000,
  })
  expect(noted?.detail.invoice).toEqual({ ...before, updatedAt: START + 9_000 })
  expect(ledger.invoice(other.invoiceId)?.events.map((event) => event.kind)).not.toContain('note')
  expect(ledger.addNote('nobody', 'x', START)).toBeNull()
})
