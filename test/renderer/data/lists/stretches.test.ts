import { describe, expect, it } from 'vitest'
import {
  firstMissing,
  type ListRows,
  placeOf,
  rowAt,
  rowsAt,
  standInFrom,
  stretchesOf,
  withAnswers,
} from '../../../../src/renderer/data/lists/stretches.ts'
import type { InvoiceRow } from '../../../../src/shared/contract/shapes/invoice.ts'
import { invoiceOf } from '../../../support/window/fixtures.ts'

const { invoice } = invoiceOf({ n: 1, provider: 'daisy', status: 'paid', asked: '5', createdAt: 0 })
const row = (n: number, description = ''): InvoiceRow => ({ ...invoice, id: `invoice-${n}`, description })
/** A stretch of a list of 250 whose row at place n is the invoice `first + n`. */
const stretch = (n: number, first = 0, count = 250) => {
  const rows = Array.from({ length: Math.max(0, Math.min(100, count - n * 100)) }, (_, at) =>
    row(first + n * 100 + at),
  )
  return [n, { asOf: 1, count, rows }] as const
}
const begun = withAnswers(undefined, [stretch(0)], false)

describe('a list that is read by place', () => {
  it('lies in stretches of a hundred', () => {
    expect([stretchesOf(0, 40), stretchesOf(95, 140), stretchesOf(230, 249)]).toEqual([[0], [0, 1], [2]])
  })

  it('has as many rows as the answer says, of which those that were read are there', () => {
    expect([begun.count, rowAt(begun, 99)?.id, rowAt(begun, 100)]).toEqual([250, 'invoice-99', null])
    expect([placeOf(begun, 'invoice-42'), placeOf(begun, 'invoice-142')]).toEqual([42, null])
    expect([firstMissing(begun, [0]), firstMissing(begun, [0, 1]), firstMissing(begun, [7])]).toEqual([
      null,
      1,
      null,
    ])
  })

  it('holds what was old for old where another stretch is read beside it', () => {
    const all = withAnswers(withAnswers(begun, [stretch(1)], false), [stretch(2)], false)
    const changed = withAnswers(all, [stretch(0, -1)], true)
    const filled = withAnswers(changed, [stretch(1, -1)], false)
    expect([firstMissing(changed, [0, 1, 2]), firstMissing(filled, [0, 1, 2])]).toEqual([1, 2])
  })

  it('draws an invoice once where one of two stretches was read after a sale came above both', () => {
    const uneven = withAnswers(begun, [stretch(1, -1, 251)], false)
    expect([rowAt(uneven, 99)?.id, rowAt(uneven, 100)?.id]).toEqual(['invoice-99', 'invoice-99'])
    expect(rowsAt(uneven, [98, 99, 100, 101, 240]).map((one) => one?.id ?? null)).toEqual([
      ...['invoice-98', 'invoice-99', null, 'invoice-100'],
      null,
    ])
  })

  it('has the rows that were read last stand in for others, as far into their stretch', () => {
    const two = withAnswers(begun, [stretch(1)], false)
    expect([standInFrom(two, 230, 20), standInFrom(two, 295, 20)]).toEqual([130, 180])
    // Read again, it was read last.
    const again = withAnswers(two, [stretch(0)], false)
    expect(standInFrom(again, 230, 20)).toBe(30)
    const last = withAnswers(two, [stretch(2)], false)
    expect([standInFrom(last, 30, 20), standInFrom(last, 30, 51)]).toEqual([230, null])
    expect(standInFrom({ ...begun, stretches: new Map() }, 30, 20)).toBeNull()
  })

  it('keeps what it knew until it has been read again', () => {
    const both = withAnswers(begun, [stretch(1)], false)
    expect(firstMissing(both, [0, 1])).toBeNull()
    const changed = withAnswers(both, [stretch(0, -1, 251)], true)
    expect([changed.count, rowAt(changed, 0)?.id, rowAt(changed, 100)?.id]).toEqual([
      251,
      'invoice--1',
      'invoice-100',
    ])
    expect(firstMissing(changed, [0, 1])).toBe(1)
    expect(firstMissing(withAnswers(changed, [stretch(1, -1, 251)], false), [0, 1])).toBeNull()
  })

  it('keeps the object of a row that says the same, wherever it went, and no other', () => {
    const [, answer] = stretch(0, -1, 251)
    const changed = withAnswers(begun, [[0, { ...answer, rows: answer.rows.with(5, row(4, 'new')) }]], true)
    expect(rowAt(changed, 4)).toBe(rowAt(begun, 3))
    expect([rowAt(changed, 5)?.id, rowAt(changed, 5)?.description]).toEqual(['invoice-4', 'new'])
  })

  it('forgets what lies beyond its end, and what was read longest ago once it is too much', () => {
    const shorter = withAnswers(withAnswers(begun, [stretch(2)], false), [stretch(0, 0, 120)], true)
    expect([...shorter.stretches.keys()]).toEqual([0])
    let many: ListRows<InvoiceRow> | undefined
    for (let n = 0; n < 200; n += 1) many = withAnswers(many, [stretch(n, 0, 1_000_000)], false)
    expect([many?.stretches.size, many?.stretches.has(199), many?.stretches.has(0)]).toEqual([
      60,
      true,
      false,
    ])
  })
})
