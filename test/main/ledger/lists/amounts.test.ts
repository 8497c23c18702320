import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type AmountRows,
  createAmounts,
  partsOf,
  readParts,
  writeAmounts,
} from '../../../../src/main/ledger/lists/amounts.ts'
import { createCodedRows } from '../../../../src/main/ledger/lists/cells.ts'
import { keepAmounts } from '../../../../src/main/ledger/lists/marks.ts'
import { sumRows } from '../../../../src/main/ledger/lists/sums.ts'

const whole = fc.constantFrom(0n, 1n, 1_850n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 62n)
const frac = fc.constantFrom(0n, 1n, 999_999_999n, 10n ** 9n, 5n * 10n ** 17n, 10n ** 18n - 1n)
const amount = fc.record({ whole, frac })
const end = fc.option(amount, { nil: null })
const written = fc.record({
  row: fc.nat(9),
  currency: fc.nat(1),
  one: amount,
  other: amount,
  isMarked: fc.boolean(),
})

const less = (a: { whole: bigint; frac: bigint }, b: { whole: bigint; frac: bigint }) =>
  a.whole < b.whole || (a.whole === b.whole && a.frac < b.frac)

test.each([1, 2] as const)(
  '%i amounts a row are kept, chosen and summed to the last unit, however large or fine',
  (many) => {
    fc.assert(
      fc.property(fc.array(written, { minLength: 1, maxLength: 40 }), end, end, (all, from, to) => {
        const rows: AmountRows = { ...createCodedRows(10), ...createAmounts(many, 10), count: 10 }
        for (const name of ['DZD', 'ETH']) rows.codes.currency.code(name)
        // What is written later takes the place of what was there.
        for (const { row, currency, one, other } of all) {
          rows.currency[row] = currency
          writeAmounts(rows, row, partsOf(one), ...(many === 2 ? [partsOf(other)] : []))
        }
        const last = [...new Map(all.map((one) => [one.row, one])).values()]
        const mask = new Uint8Array(10)
        for (const { row, isMarked } of last) mask[row] = isMarked ? 1 : 0
        for (const { row, one, other } of last)
          for (const [nth, expected] of [one, other].slice(0, many).entries()) {
            const parts = new Float64Array(4)
            readParts({ rows, nth: nth === 0 ? 0 : 1 }, row, parts)
            expect([...parts]).toEqual([...partsOf(expected)])
          }
        const marked = last.filter(({ isMarked }) => isMarked)
        for (const sum of sumRows(rows, mask)) {
          const own = marked.filter(({ currency }) => ['DZD', 'ETH'][currency] === sum.currency)
          expect(sum.count).toBe(own.length)
          for (const [nth, total] of sum.totals.entries()) {
            const of = own.map(({ one, other }) => (nth === 0 ? one : other))
            expect(total.whole).toBe(of.reduce((all, { whole }) => all + whole, 0n))
            expect(total.frac).toBe(of.reduce((all, { frac }) => all + frac, 0n))
          }
        }
        expect(sumRows(rows, mask).reduce((all, { count }) => all + count, 0)).toBe(marked.length)
        const nth = many === 2 ? 1 : 0
        keepAmounts(mask, { rows, nth }, { from, to })
        const left = marked.filter(({ one, other }) => {
          const own = nth === 1 ? other : one
          return !(from && less(own, from)) && !(to && less(to, own))
        })
        expect([...mask.keys()].filter((row) => mask[row] === 1)).toEqual(
          left.map(({ row }) => row).toSorted((a, b) => a - b),
        )
      }),
      { seed: 17, numRuns: 400 },
    )
  },
)
