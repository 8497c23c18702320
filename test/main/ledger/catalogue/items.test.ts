import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NewLine, SavedItem } from '../../../../src/main/ledger/port/catalogue.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { countCommits } from '../../../../src/main/ledger/sqlite/context.ts'
import { openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { money, moneyFrom, sum, times, toDecimal } from '../../../../src/shared/money/money.ts'
import { bookOptions, eur, later, START, sale, testBook } from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

const WEBP = Buffer.from('RIFF\u0008\u0000\u0000\u0000WEBPVP8L', 'latin1')

function item(change: Partial<SavedItem> = {}): SavedItem {
  return { id: null, name: 'Coffee', price: eur('2.50'), code: null, picture: null, at: START, ...change }
}

function added(ledger: Ledger, change: Partial<SavedItem> = {}): string {
  return ledger.saveItem(item(change))?.id ?? ''
}

const typed = (unit: string, quantity = 1): NewLine => ({ kind: 'amount', unit: eur(unit), quantity })

test('a sale keeps what it was made of: amounts and items, in their order, each with its sum', async () => {
  const { ledger, db } = await testBook()
  const coffee = added(ledger, { name: 'قهوة ☕' })
  const lines: NewLine[] = [
    typed('12'),
    typed('3', 4),
    { kind: 'item', itemId: coffee, unit: eur('2.50'), quantity: 2 },
  ]
  const { pending } = there(ledger.createInvoice(sale({ asked: eur('29.00'), lines })))
  expect(ledger.invoice(pending.invoiceId)?.lines).toEqual([
    amountLine('12.00', 1, '12.00'),
    amountLine('3.00', 4, '12.00'),
    {
      kind: 'item',
      itemId: coffee,
      name: 'قهوة ☕',
      unit: { currency: 'EUR', amount: '2.50' },
      quantity: 2,
      sum: { currency: 'EUR', amount: '5.00' },
    },
  ])
  const shown = db.prepare('SELECT unit_amount, quantity, sum_amount FROM invoice_lines ORDER BY position')
  expect(shown.raw().all()).toEqual([
    ['12', 1n, '12'],
    ['3', 4n, '12'],
    ['2.5', 2n, '5'],
  ])
})

function amountLine(unit: string, quantity: number, total: string) {
  return {
    kind: 'amount',
    itemId: null,
    name: null,
    unit: { currency: 'EUR', amount: unit },
    quantity,
    sum: { currency: 'EUR', amount: total },
  }
}

test.each([['DZD'], ['USDC'], ['ETH']])(
  'lines of any size in %s are read back to the last unit',
  async (currency) => {
    const { db, ledger } = await testBook()
    const line = fc.record({
      units: fc.bigInt({ min: 0n, max: 10n ** 16n }),
      quantity: fc.integer({ min: 1, max: 9_999 }),
    })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (drawn) => {
        db.exec('SAVEPOINT try')
        try {
          const lines = drawn.map(
            ({ units, quantity }): NewLine => ({ kind: 'amount', unit: money(currency, units), quantity }),
          )
          const asked = sum(
            currency,
            lines.map((one) => times(one.unit, one.quantity)),
          )
          const { pending } = there(
            ledger.createInvoice(sale({ asked: money(currency, asked.units), lines })),
          )
          const kept = ledger.invoice(pending.invoiceId)?.lines ?? []
          expect(kept.map((one) => one.unit.amount)).toEqual(lines.map((one) => toDecimal(one.unit)))
          expect(
            sum(
              currency,
              kept.map((one) => moneyFrom(currency, one.sum.amount)),
            ),
          ).toEqual(asked)
        } finally {
          db.exec('ROLLBACK TO try; RELEASE try')
          countCommits(db, 0)
        }
      }),
      { numRuns: 40 },
    )
  },
)

test.each([
  ['one cent more than its lines', eur('24.01'), [typed('12'), typed('3', 4)]],
  [
    'lines of another currency',
    eur('24.00'),
    [{ kind: 'amount', unit: moneyFrom('USD', '24'), quantity: 1 }],
  ],
] as const)(
  'given an amount that is %s, nothing is written and no number is taken',
  async (_what, asked, lines) => {
    const { ledger, db } = await testBook()
    expect(() => there(ledger.createInvoice(sale({ asked, lines })))).toThrow(
      expect.objectContaining({ code: 'LINES_MISMATCH' }),
    )
    expect(ledger.invoiceCount()).toBe(0)
    expect(db.prepare('SELECT count(*) FROM invoice_lines').pluck().get()).toBe(0n)
    expect(there(ledger.createInvoice(sale())).pending.invoiceNumber).toBe('CF-000001')
  },
)

test('given an item with another price by now, put away or unknown, nothing is sold', async () => {
  const { ledger } = await testBook()
  const id = added(ledger)
  const sell = (itemId: string) =>
    there(
      ledger.createInvoice(
        sale({ asked: eur('2.50'), lines: [{ kind: 'item', itemId, unit: eur('2.50'), quantity: 1 }] }),
      ),
    )
  const changed = expect.objectContaining({ code: 'ITEM_CHANGED' })
  expect(() => sell('00000000-0000-7000-8000-000000000000')).toThrow(changed)
  ledger.saveItem(item({ id, price: eur('2.60') }))
  expect(() => sell(id)).toThrow(changed)
  ledger.saveItem(item({ id, price: eur('2.50') }))
  ledger.retireItem(id, true, START)
  expect(() => sell(id)).toThrow(changed)
  ledger.retireItem(id, false, START)
  expect(sell(id).existed).toBe(false)
})

test('a sale keeps the name and the price of its day', async () => {
  const { ledger } = await testBook()
  const id = added(ledger)
  const { pending } = there(
    ledger.createInvoice(
      sale({ asked: eur('2.50'), lines: [{ kind: 'item', itemId: id, unit: eur('2.50'), quantity: 1 }] }),
    ),
  )
  ledger.saveItem(item({ id, name: 'Large coffee', price: eur('3.00') }))
  ledger.retireItem(id, true, START)
  expect(ledger.invoice(pending.invoiceId)?.lines).toMatchObject([
    { name: 'Coffee', unit: { amount: '2.50' } },
  ])
})

test('a line is never removed or rewritten, and an item is never removed', async () => {
  const { ledger, db } = await testBook()
  added(ledger)
  ledger.createInvoice(sale({ asked: eur('24.00'), lines: [typed('12', 2)] }))
  for (const sql of [
    'DELETE FROM invoice_lines',
    'UPDATE invoice_lines SET quantity = 3',
    'DELETE FROM items',
  ]) {
    expect(() => db.exec(sql), sql).toThrow(/removes nothing|never rewritten/)
  }
})

test.each([
  [
    "INSERT INTO items (id, till_seq, name, currency, price_whole, price_frac, picture, created_at_ms, updated_at_ms) VALUES (printf('%036d', 1), 1, 'x', 'EUR', 1, 0, x'474946383961474946383961', 0, 0)",
  ],
  [
    "INSERT INTO items (id, till_seq, name, currency, price_whole, price_frac, created_at_ms, updated_at_ms) VALUES (printf('%036d', 1), 1, 'x', 'EUR', 0, 0, 0, 0)",
  ],
  [
    "INSERT INTO invoice_lines (invoice_seq, position, kind, name, unit_whole, unit_frac, quantity, sum_whole, sum_frac) VALUES (1, 1, 'amount', 'named', 1, 0, 1, 1, 0)",
  ],
  [
    "INSERT INTO invoice_lines (invoice_seq, position, kind, unit_whole, unit_frac, quantity, sum_whole, sum_frac) VALUES (1, 1, 'amount', 1, 0, 1, 2, 0)",
  ],
  [
    "INSERT INTO invoice_lines (invoice_seq, position, kind, unit_whole, unit_frac, quantity, sum_whole, sum_frac) VALUES (1, 1, 'amount', 1, 0, 0, 0, 0)",
  ],
])('the book itself refuses what is no item or no line: %s', async (sql) => {
  const { ledger, db } = await testBook()
  ledger.createInvoice(sale())
  expect(() => db.exec(sql)).toThrow(/CHECK constraint failed/)
})

test('an item is kept through a new opening, with its picture to the byte, and each change is told in the book', async () => {
  const options = bookOptions()
  const first = await testBook(options)
  const id = added(first.ledger, { picture: WEBP, code: '4006381333931' })
  first.ledger.saveItem(item({ id, name: 'Tea', price: eur('2.00'), picture: undefined }))
  const { ledger, db } = await openLedger(options, START)
  later(() => {
    db.close()
  })
  expect(ledger.items()).toMatchObject([{ id, name: 'Tea', code: null, hasPicture: true, active: true }])
  expect(Buffer.from(ledger.itemPicture(id) ?? []).equals(WEBP)).toBe(true)
  ledger.saveItem(item({ id, name: 'Tea', picture: null }))
  expect(ledger.itemPicture(id)).toBeNull()
  ledger.retireItem(id, true, START)
  const told = db.prepare("SELECT kind FROM events WHERE kind LIKE 'item%' ORDER BY seq").pluck().all()
  expect(told).toEqual(['item_added', 'item_changed', 'item_changed', 'item_put_away'])
})

test('a code names one item on sale: a second one is refused, also when it comes back', async () => {
  const { ledger } = await testBook()
  const first = added(ledger, { code: '4006381333931' })
  const taken = expect.objectContaining({ code: 'CODE_TAKEN' })
  expect(() => added(ledger, { code: '4006381333931' })).toThrow(taken)
  ledger.retireItem(first, true, START)
  const second = added(ledger, { code: '4006381333931' })
  expect(() => ledger.retireItem(first, false, START)).toThrow(taken)
  expect(() => ledger.saveItem(item({ id: second, code: '4006381333931' }))).not.toThrow()
  expect(ledger.saveItem(item({ id: '00000000-0000-7000-8000-000000000000' }))).toBeNull()
})
