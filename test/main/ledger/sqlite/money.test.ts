import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countCommits } from '../../../../src/main/ledger/sqlite/context.ts'
import { exponentOf } from '../../../../src/shared/money/currency.ts'
import {
  compare,
  LARGEST_WHOLE,
  type Money,
  money,
  sum,
  toDecimal,
} from '../../../../src/shared/money/money.ts'
import { fromStored, toStored } from '../../../../src/shared/money/scale.ts'
import { START, sale, testBook } from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

const CURRENCIES = [
  ['JPY', 0],
  ['DZD', 2],
  ['KWD', 3],
  ['USDC', 6],
  ['BTC', 8],
  ['DAI', 18],
] as const

/** Amounts of every size the book holds, the ends and the numbers beyond 2^53 among them. */
function amounts(currency: string): fc.Arbitrary<Money> {
  const largest = (LARGEST_WHOLE + 1n) * 10n ** BigInt(exponentOf(currency)) - 1n
  const ends = [0n, 1n, 9_007_199_254_740_993n, largest].filter((units) => units <= largest)
  return fc
    .oneof(
      fc.bigInt({ min: 0n, max: largest }),
      fc.bigInt({ min: 0n, max: 10n ** 6n }),
      fc.constantFrom(...ends),
    )
    .map((units) => money(currency, units))
}

interface AmountRow {
  readonly asked_whole: bigint
  readonly asked_frac: bigint
  readonly asked_amount: string
}

test.each(CURRENCIES)(
  '%s with %i decimals: stored, read, shown and sorted exactly',
  async (currency, decimals) => {
    expect(exponentOf(currency)).toBe(decimals)
    const { db, ledger } = await testBook()
    fc.assert(
      fc.property(fc.array(amounts(currency), { minLength: 2, maxLength: 12 }), (list) => {
        db.exec('SAVEPOINT try')
        try {
          const ids = list.map((asked) => there(ledger.createInvoice(sale({ asked }))).pending.invoiceId)
          ids.forEach((id, n) => {
            const asked = list[n]
            if (!asked) return
            expect(ledger.invoice(id)?.invoice.asked).toEqual({ currency, amount: toDecimal(asked) })
          })
          const rows = db
            .prepare<[], AmountRow>(
              'SELECT asked_whole, asked_frac, asked_amount FROM invoices ORDER BY asked_whole, asked_frac',
            )
            .all()
          const read = rows.map((row) =>
            fromStored(currency, { whole: row.asked_whole, frac: row.asked_frac }),
          )
          expect(read).toEqual(list.toSorted(compare))
          const shown = (amount: Money) =>
            toDecimal(amount)
              .replace(/(\.\d*?)0+$/, '$1')
              .replace(/\.$/, '')
          expect(rows.map((row) => row.asked_amount)).toEqual(read.map(shown))
        } finally {
          db.exec('ROLLBACK TO try')
          countCommits(db, 0)
        }
      }),
      { numRuns: 25 },
    )
  },
)

test.each(CURRENCIES)('%s with %i decimals: SQL sums many rows exactly', async (currency) => {
  const { db } = await testBook()
  db.exec('CREATE TEMP TABLE many (whole INTEGER NOT NULL, frac INTEGER NOT NULL) STRICT')
  const insert = db.prepare('INSERT INTO many VALUES (?, ?)')
  const base = 10n ** BigInt(exponentOf(currency))
  const list = fc.sample(fc.bigInt({ min: 0n, max: 10n ** 14n * base }), { numRuns: 20_000, seed: 7 })
  const all = [...list, ...Array.from({ length: 5_000 }, () => 10n ** 14n * base - 1n)].map((units) =>
    money(currency, units),
  )
  db.transaction(() => {
    for (const amount of all) {
      const { whole, frac } = toStored(amount)
      insert.run(whole, frac)
    }
  })()
  // The rest is summed in two halves of nine decimals each, so that not even a milliard rows overflow.
  const row = db
    .prepare<[], { whole: bigint; high: bigint; low: bigint }>(
      'SELECT sum(whole) AS whole, sum(frac / 1000000000) AS high, sum(frac % 1000000000) AS low FROM many',
    )
    .get()
  const frac = (row?.high ?? 0n) * 10n ** 9n + (row?.low ?? 0n)
  const one = 10n ** 18n
  const total = fromStored(currency, { whole: (row?.whole ?? 0n) + frac / one, frac: frac % one })
  expect(total).toEqual(sum(currency, all))
})

test('an amount beyond what the book holds is refused, not rounded', async () => {
  const { ledger } = await testBook()
  expect(() =>
    there(ledger.createInvoice(sale({ asked: money('JPY', LARGEST_WHOLE + 1n), at: START }))),
  ).toThrow()
  expect(() => there(ledger.createInvoice(sale({ asked: money('EUR', -1n) })))).toThrow()
  expect(ledger.invoiceCount()).toBe(0)
})
