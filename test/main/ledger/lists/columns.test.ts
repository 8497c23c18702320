import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowOf } from '../../../../src/main/ledger/lists/cells.ts'
import {
  type ColumnRow,
  createColumns,
  writeRow,
} from '../../../../src/main/ledger/lists/invoices/columns.ts'
import { orderKeys } from '../../../../src/main/ledger/lists/invoices/order-keys.ts'
import { comparing, mergeRows, sortRows } from '../../../../src/main/ledger/lists/sort-rows.ts'

const part = fc.constantFrom(0, 1, 65_535, 65_536, 999_999_999)
const row = (
  seq: number,
  status = 'paid',
  [a = 0, b = 0, c = 0, d = 0]: readonly number[] = [],
): ColumnRow => [
  ...([seq, seq * 1_000, status, 'daisy', 1, 'EUR'] as const),
  ...([a, b, c, d, 0, 0, 0, 0] as const),
  ...([0, null, 0, 0] as const),
]

test('columns grow with what is written into them, and find each invoice, also where keys are missing', () => {
  const columns = createColumns(2)
  const keys = Array.from({ length: 5_000 }, (_, n) => n + 1).filter((key) => key % 7 !== 0)
  for (const key of keys) writeRow(columns, row(key))
  expect(columns.count).toBe(keys.length)
  expect(keys.map((key) => rowOf(columns, key))).toEqual(keys.map((_, place) => place))
  expect([0, 7, 14, 5_001].map((key) => rowOf(columns, key))).toEqual([-1, -1, -1, -1])
  expect(columns.createdAt[keys.length - 1]).toBe((keys.at(-1) ?? 0) * 1_000)
  expect(columns.paidAt.length).toBe(columns.seq.length)
  expect(columns.paidAt.every(Number.isNaN)).toBe(true)
  // What is written again keeps its row.
  expect(writeRow(columns, row(8, 'open'))).toBe(6)
  expect(columns.count).toBe(keys.length)
  expect(() => writeRow(columns, row(7))).toThrow('between others')
})

test('rows are in the same order whether all were sorted, or some came and moved later', () => {
  const amounts = fc.array(fc.tuple(part, part, part, part), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 30 }), amounts, (first, moving, later) => {
      const columns = createColumns()
      for (const [n, amount] of first.entries()) writeRow(columns, row(n + 1, 'paid', amount))
      const before = sortRows(columns.count, orderKeys(columns, 'asked', []))
      const moved = later.slice(0, Math.min(moving, first.length))
      const rows = later.map((amount, n) =>
        writeRow(columns, row(n < moved.length ? n + 1 : first.length + n + 1, 'paid', amount)),
      )
      const keys = orderKeys(columns, 'asked', [])
      const merged = mergeRows(before, rows, new Set(rows.slice(0, moved.length)), comparing(keys))
      expect([...merged]).toEqual([...sortRows(columns.count, keys)])
      const plain = Array.from({ length: columns.count }, (_, place) => place)
      expect([...merged]).toEqual(plain.toSorted((a, b) => comparing(keys)(a, b) || a - b))
    }),
    { seed: 5, numRuns: 200 },
  )
})
