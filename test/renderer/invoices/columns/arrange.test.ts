import { describe, expect, it } from 'vitest'
import {
  arranged,
  moved,
  sized,
  toggled,
  toKeep,
} from '../../../../src/renderer/screens/invoices/columns/arrange.ts'
import { groupsOf } from '../../../../src/renderer/screens/invoices/columns/groups.ts'
import { COLUMNS } from '../../../../src/renderer/screens/invoices/list/columns.ts'
import { RECEIPT_COLUMNS } from '../../../../src/renderer/screens/invoices/list/receipts/columns.ts'
import { MOST_COLUMNS } from '../../../../src/shared/contract/plain/limits.ts'
import { keptColumns } from '../../../../src/shared/contract/shapes/lists/columns.ts'

const FIRST = arranged(RECEIPT_COLUMNS, null)
const SHOWN = ['paid', 'received', 'sale', 'customer', 'account', 'transaction', 'payer', 'reference']

describe('the columns of a list', () => {
  it('stand as they were made where nobody has chosen', () => {
    expect(FIRST.shown).toEqual(SHOWN)
    expect(FIRST.order).toEqual([...SHOWN, 'recorded', 'came', 'provider'])
  })

  it('are left as a person left them, over being written and read', () => {
    const own = sized(
      moved(RECEIPT_COLUMNS, toggled(RECEIPT_COLUMNS, FIRST, 'came'), 'payer', -1),
      'payer',
      200,
    )
    const read = arranged(RECEIPT_COLUMNS, toKeep(RECEIPT_COLUMNS, own, null))
    expect(read).toEqual(own)
    expect(read.shown).toEqual([
      ...['paid', 'received', 'sale', 'customer', 'account', 'payer', 'transaction', 'reference', 'came'],
    ])
  })

  it('that this version does not know are passed over, and stay for the one that does', () => {
    const kept = {
      order: ['weather', 'customer', 'paid', 'moon'],
      shown: ['weather', 'customer'],
      widths: { weather: 90, customer: 210 },
    }
    const own = arranged(RECEIPT_COLUMNS, kept)
    expect(own.shown).not.toContain('weather')
    expect(own.shown).not.toContain('paid')
    expect(own.widths).toEqual({ customer: 210 })
    const again = toKeep(RECEIPT_COLUMNS, sized(own, 'customer', null), kept)
    expect(again.order).toEqual(expect.arrayContaining(['weather', 'moon']))
    expect(again.shown).toContain('weather')
    expect(again.widths).toEqual({ weather: 90 })
  })

  it('are kept as the contract has them, however many of them this version does not know', () => {
    const many = Array.from(
      { length: MOST_COLUMNS },
      (_, n) => `other${'abcdefghij'[n % 10]}${'x'.repeat(n / 10)}`,
    )
    const kept = keptColumns.parse({
      ...{ order: many, shown: many, widths: Object.fromEntries(many.map((name) => [name, 90])) },
    })
    const own = sized(arranged(RECEIPT_COLUMNS, kept), 'payer', 200)
    const again = toKeep(RECEIPT_COLUMNS, own, kept)
    expect(keptColumns.parse(again)).toEqual(again)
    expect(arranged(RECEIPT_COLUMNS, again)).toEqual(own)
  })

  it('that are new stand behind what they stand behind at first', () => {
    const before = {
      order: ['received', 'paid', 'sale', 'customer', 'account', 'payer'],
      shown: ['paid'],
      widths: {},
    }
    const { order, shown } = arranged(RECEIPT_COLUMNS, before)
    expect(order).toEqual([
      ...['received', 'paid', 'sale', 'customer', 'account', 'transaction', 'payer', 'reference'],
      ...['recorded', 'came', 'provider'],
    ])
    // Those that are new are as they are made: shown, or offered.
    expect(shown).toEqual(['received', 'paid', 'sale', 'customer', 'transaction', 'reference'])
  })

  it('without which a row tells nothing cannot be left out', () => {
    for (const name of ['received', 'sale', 'customer'] as const)
      expect(toggled(RECEIPT_COLUMNS, FIRST, name)).toBe(FIRST)
    expect(arranged(COLUMNS, { order: ['mark', 'asked'], shown: [], widths: {} }).shown).toEqual(
      expect.arrayContaining(['mark', 'number', 'customer', 'asked', 'received']),
    )
  })

  it('change places within their zone alone, past those that are not shown', () => {
    const without = toggled(RECEIPT_COLUMNS, FIRST, 'transaction')
    expect(moved(RECEIPT_COLUMNS, without, 'payer', -1).shown.slice(4)).toEqual([
      'payer',
      'account',
      'reference',
    ])
    expect(moved(RECEIPT_COLUMNS, FIRST, 'account', -1)).toBe(FIRST)
    expect(moved(RECEIPT_COLUMNS, FIRST, 'customer', 1)).toBe(FIRST)
    expect(moved(RECEIPT_COLUMNS, FIRST, 'paid', 9).shown.slice(0, 4)).toEqual([
      'received',
      'sale',
      'customer',
      'paid',
    ])
    const invoices = arranged(COLUMNS, null)
    expect(moved(COLUMNS, invoices, 'mark', 1)).toBe(invoices)
    expect(moved(COLUMNS, invoices, 'number', -1)).toBe(invoices)
    expect(moved(COLUMNS, invoices, 'customer', -9).shown[1]).toBe('customer')
  })
})

describe('the groups of the chooser', () => {
  it('say what a narrow window leaves out, and from which end', () => {
    const groups = groupsOf(RECEIPT_COLUMNS, FIRST.shown, FIRST.order)
    expect(groups.map(({ id, names, isUpward }) => [id, names.length, isUpward])).toEqual([
      ['kept', 4, false],
      ['lesser', 4, true],
      ['hidden', 3, false],
    ])
    const invoices = arranged(COLUMNS, null)
    const [, lesser] = groupsOf(COLUMNS, invoices.shown, invoices.order)
    expect([lesser?.isUpward, lesser?.drops]).toEqual([
      false,
      ['tags', 'difference', 'account', 'description', 'status'],
    ])
    const own = moved(COLUMNS, invoices, 'tags', -1)
    expect(groupsOf(COLUMNS, own.shown, own.order)[1]?.isUpward).toBe(true)
  })
})
