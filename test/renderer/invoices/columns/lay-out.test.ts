import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arranged, moved, sized, toggled } from '../../../../src/renderer/screens/invoices/columns/arrange.ts'
import {
  dropOrder,
  type Layout,
  layOut,
  widthFor,
} from '../../../../src/renderer/screens/invoices/columns/lay-out.ts'
import type { ColumnName } from '../../../../src/renderer/screens/invoices/columns/names.ts'
import { type ColumnSpec, STEP } from '../../../../src/renderer/screens/invoices/columns/spec.ts'
import { COLUMNS } from '../../../../src/renderer/screens/invoices/list/columns.ts'
import { RECEIPT_COLUMNS } from '../../../../src/renderer/screens/invoices/list/receipts/columns.ts'

const LISTS: readonly (readonly [string, readonly ColumnSpec[]])[] = [
  ['invoices', COLUMNS],
  ['receipts', RECEIPT_COLUMNS],
]

/** The room for the columns in a window of that width: less the rail, the paddings, the border, the scroll bar and the ends of a row. */
const roomIn = (window: number) => window - 176 - 32 - 2 - 15 - 12
const namesOf = ({ columns }: Layout) => columns.map(({ name }) => name)
const widthOf = ({ columns }: Layout, name: ColumnName) => columns.find((one) => one.name === name)?.width
const sumOf = ({ columns }: Layout) => columns.reduce((sum, { width }) => sum + width, 0)

/** Two widened columns, of which neither is left whole. */
const WIDENED = { order: ['account', 'description', 'checked'], shown: ['checked'] }

describe.each(LISTS)('the columns of the %s', (_, specs) => {
  const fixed = specs.filter((one) => one.isFixed).map(({ name }) => name)
  const leastOf = (name: ColumnName) => specs.find((one) => one.name === name)?.least ?? 0
  const kept = fc.record({
    order: fc.shuffledSubarray(specs.map(({ name }) => name as string)),
    shown: fc.subarray(specs.map(({ name }) => name as string)),
    widths: fc
      .array(
        fc.tuple(
          fc.constantFrom(...specs.map(({ name }) => name as string)),
          fc.integer({ min: 8, max: 4_000 }),
        ),
      )
      .map((all) => Object.fromEntries(all)),
  })

  it('keep money and customer in every window, whatever was chosen, and none is cut or reaches beyond it', () => {
    fc.assert(
      fc.property(fc.option(kept), fc.integer({ min: 700, max: 4_000 }), (own, window) => {
        const room = roomIn(window)
        const columns = arranged(specs, own)
        const layout = layOut(specs, columns, room)
        const names = namesOf(layout)
        expect(names).toEqual(columns.shown.filter((name) => !layout.dropped.includes(name)))
        for (const name of fixed) expect(names).toContain(name)
        for (const { name, width } of layout.columns) {
          expect(Number.isInteger(width)).toBe(true)
          expect(width, name).toBeGreaterThanOrEqual(leastOf(name))
        }
        // Below 900 px rows have two lines, and the least of the first zone may be wider than such a list.
        if (window >= 900) expect(sumOf(layout)).toBeLessThanOrEqual(room)
        const all = dropOrder(specs, columns.shown)
        expect(layout.dropped).toEqual(all.slice(0, layout.dropped.length))
        expect(layOut(specs, columns, room)).toEqual(layout)
      }),
      { numRuns: 1_000 },
    )
  })

  it('are more in a wider window, and never fewer', () => {
    fc.assert(
      fc.property(
        fc.option(kept),
        fc.integer({ min: 900, max: 4_000 }),
        fc.integer({ min: 1, max: 900 }),
        (own, window, more) => {
          const columns = arranged(specs, own)
          const narrow = layOut(specs, columns, roomIn(window))
          const wide = layOut(specs, columns, roomIn(window) + more)
          // Where an open invoice leaves less of a list in sight, what was widened may be narrower.
          expect(wide.dropped.length).toBeLessThanOrEqual(narrow.dropped.length)
        },
      ),
      { numRuns: 1_000, examples: [[{ ...WIDENED, widths: { received: 603, number: 1_199 } }, 1_899, 1]] },
    )
  })

  it('come to the width that is asked for as far as there is room, and what holds longer stays', () => {
    fc.assert(
      fc.property(
        fc.option(kept),
        fc.integer({ min: 900, max: 4_000 }),
        fc.nat(),
        fc.integer({ min: -200, max: 5_000 }),
        (own, window, nth, width) => {
          const room = roomIn(window)
          const columns = arranged(specs, own)
          const before = layOut(specs, columns, room)
          const { name } = before.columns[nth % before.columns.length] ?? { name: 'customer' }
          const spec = specs.find((one) => one.name === name)
          if (spec?.isPinned) return
          const to = widthFor(specs, columns, room, { name, width })
          const after = layOut(specs, sized(columns, name, to), room)
          expect(widthOf(after, name)).toBe(to)
          expect(to).toBeGreaterThanOrEqual(leastOf(name))
          // A wide column of the first zone sends the others away; any other one those alone that go before it.
          const drops = dropOrder(specs, columns.shown)
          const stay = spec?.zone === 'kept' ? [] : drops.slice(drops.indexOf(name))
          const gone = after.dropped.filter((one) => !before.dropped.includes(one))
          expect(gone.filter((one) => stay.includes(one))).toEqual([])
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('become wider and narrower by a press each, and are at their least where they cannot', () => {
    let columns = arranged(specs, null)
    const room = roomIn(1280)
    const press = (by: number) => {
      const width = widthOf(layOut(specs, columns, room), 'customer') ?? 0
      const to = widthFor(specs, columns, room, { name: 'customer', width: width + by })
      columns = sized(columns, 'customer', to)
      return [width, to]
    }
    const [first = 0, wider] = press(-STEP)
    expect(wider).toBe(first - STEP)
    for (let n = 0; n < 100; n += 1) press(-STEP)
    expect(press(-STEP)).toEqual([leastOf('customer'), leastOf('customer')])
    for (let n = 0; n < 100; n += 1) press(STEP)
    const [most = 0, still] = press(STEP)
    expect(still).toBe(most)
    expect(sumOf(layOut(specs, columns, room))).toBeLessThanOrEqual(room)
    columns = sized(columns, 'customer', null)
    expect(widthOf(layOut(specs, columns, room), 'customer')).toBe(first)
  })

  it('are left out from the last one on once a person has moved one, the lesser ones alone', () => {
    const [first, second] = specs.filter(({ zone }) => zone === 'lesser').map(({ name }) => name)
    if (!first || !second) throw new Error('there are not two')
    const columns = moved(specs, arranged(specs, null), first, 1)
    const lesser = columns.shown.filter((name) =>
      specs.some((one) => one.name === name && one.zone === 'lesser'),
    )
    const isHeld = (name: ColumnName) => specs.some((one) => one.name === name && one.isHeld)
    expect(dropOrder(specs, columns.shown)).toEqual([
      ...lesser.toReversed().filter((name) => !isHeld(name)),
      ...lesser.filter(isHeld),
    ])
    expect(dropOrder(specs, moved(specs, columns, first, -1).shown)).toEqual(
      dropOrder(specs, arranged(specs, null).shown),
    )
  })
})

describe('the invoices as they are made', () => {
  const at = (window: number) => layOut(COLUMNS, arranged(COLUMNS, null), roomIn(window))

  it.each([
    [900, ['tags', 'difference', 'account', 'description']],
    [1024, ['tags', 'difference', 'account']],
    [1280, ['tags', 'difference']],
    [1920, []],
  ])('leave out at %i px: %j', (window, gone) => {
    expect(at(window).dropped).toEqual(gone)
  })

  it('keep the status in every window, wherever a person has put it', () => {
    const columns = moved(COLUMNS, arranged(COLUMNS, null), 'status', 9)
    expect(columns.shown.at(-1)).toBe('status')
    expect(dropOrder(COLUMNS, columns.shown).at(-1)).toBe('status')
    const wide = sized(sized(columns, 'customer', 900), 'number', 400)
    for (const window of [900, 1024, 1280, 1920])
      expect(namesOf(layOut(COLUMNS, wide, roomIn(window))), `${window}`).toContain('status')
  })

  it('have the widths of the drawings', () => {
    const widths = ({ columns }: Layout) => columns.map(({ width }) => width)
    expect(widths(at(1280))).toEqual([28, 84, 86, 134, 150, 124, 124, 96, roomIn(1280) - 826])
    expect(widths(at(1024))).toEqual([28, 84, 86, 100, 150, 124, 124, roomIn(1024) - 696])
    expect(widths(at(900))).toEqual([28, 84, 86, roomIn(900) - 596, 150, 124, 124])
    expect(
      at(1920)
        .columns.slice(0, 3)
        .map(({ width }) => width),
    ).toEqual([28, 92, 104])
    expect(sumOf(at(1920))).toBe(roomIn(1920))
  })

  it('leave the first zone in sight beside an open invoice from 1280 px on, whatever is left out of the rest', () => {
    for (const own of [null, { order: [], shown: [], widths: { customer: 900, number: 300, asked: 400 } }]) {
      let columns = arranged(COLUMNS, own)
      for (const name of ['description', 'account', 'tags', 'difference', 'status'] as const) {
        for (const window of [1280, 1600, 1920, 2560]) {
          const layout = layOut(COLUMNS, columns, roomIn(window))
          const end = layout.columns
            .filter((one) => COLUMNS.some(({ name: of, zone }) => of === one.name && zone === 'kept'))
            .reduce((sum, { width }) => sum + width, 0)
          expect(end, `${window} without ${name}`).toBeLessThanOrEqual(roomIn(window) - 332)
        }
        columns = toggled(COLUMNS, columns, name)
      }
    }
  })
})
