import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Added,
  addItem,
  addQuick,
  awaitsPieces,
  changePieces,
  EMPTY_TAPE,
  isBlank,
  isFull,
  linesToSell,
  pressTape,
  type Tape,
  type TapeKey,
  tapeDecimal,
  tapeFault,
  tapeShown,
} from '../../../src/renderer/sale-entry/tape.ts'
import { LINES_LIMIT, QUANTITY_LIMIT } from '../../../src/shared/contract/plain/limits.ts'
import type { Item } from '../../../src/shared/contract/shapes/item.ts'
import type { CurrencyLimits } from '../../../src/shared/contract/shapes/provider.ts'
import { money, sum, times, toDecimal } from '../../../src/shared/money/money.ts'

const dinars: CurrencyLimits = { currency: 'DZD', decimals: 0, minimum: '500', maximum: '500000' }
const dollars: CurrencyLimits = { currency: 'USD', decimals: 2, minimum: null, maximum: null }
const ether: CurrencyLimits = { currency: 'ETH', decimals: 18, minimum: null, maximum: null }

function typed(text: string, limits = dollars, from: Tape = EMPTY_TAPE): Tape {
  return [...text].reduce((tape, key) => pressTape(tape, key as TapeKey, limits), from)
}
function press(tape: Tape, ...keys: TapeKey[]): Tape {
  return keys.reduce((before, key) => pressTape(before, key, dollars), tape)
}
function item(name: string, amount: string, currency = 'USD'): Item {
  const price = { currency, amount }
  return { id: `item-${name}`, name, price, code: null, hasPicture: false, active: true, updatedAt: 0 }
}
function added(result: Added): Tape {
  if (!result.ok) throw new Error(`not added: ${result.why}`)
  return result.tape
}

describe('the tape', () => {
  it('takes no digit beyond its last line, so that none lands on the amount before', () => {
    const full = typed('1+'.repeat(LINES_LIMIT), dollars)
    expect(full.lines).toHaveLength(LINES_LIMIT)
    expect(isFull(full)).toBe(true)
    expect(pressTape(full, '5', dollars)).toBe(full)
    const last = pressTape(full, 'back', dollars)
    expect(last).toMatchObject({ typed: '1' })
    expect(pressTape(pressTape(last, '+', dollars), '5', dollars)).toEqual(full)
  })

  it('multiplies before it adds, as a till does: 12+3*4 is 24', () => {
    expect(tapeDecimal(typed('12+3*4', dinars), dinars)).toBe('24')
    expect(tapeDecimal(typed('3*4+12', dinars), dinars)).toBe('24')
    expect(tapeDecimal(typed('12+3*4'), dollars)).toBe('0.24')
    expect(tapeDecimal(typed('1.50*3+2*4'), dollars)).toBe('4.58')
  })

  it('shows one typed amount as it is typed, and from the second line on the sum, live', () => {
    const shown = ['1', '12', '12+', '12+3', '12+3*', '12+3*4'].map((text) => tapeShown(typed(text), dollars))
    expect(shown).toEqual(['0.01', '0.12', '0.12', '0.15', '0.15', '0.24'])
    expect(tapeShown(typed('12.'), dollars)).toBe('12.')
  })

  it('takes Backspace through the lines, one key at a time, and is cleared whole', () => {
    const tape = typed('12+3*4')
    expect(press(tape, 'back').typed).toBe('3*')
    expect(press(tape, 'back', 'back', 'back')).toMatchObject({ typed: '', lines: [{ typed: '12' }] })
    expect(press(tape, 'back', 'back', 'back', 'back')).toEqual({ typed: '12', lines: [] })
    expect(isBlank(press(tape, 'clear'))).toBe(true)
  })

  it.each([
    ['+', ''],
    ['*4', '4'],
    ['12++', ''],
    ['12*+', '12*'],
    ['12**3', '12*3'],
    ['12*0', '12*'],
    ['12*1.5', '12*15'],
    ['12*99999', '12*9999'],
    ['12*10000', '12*1000'],
    ['12*99990', '12*9999'],
    ['12*007', '12*7'],
    ['0.+', '0.'],
  ])('keys that do not fit change nothing: %s leaves “%s” being typed', (keys, left) => {
    expect(typed(keys).typed).toBe(left)
  })

  it('waits for the pieces after ×, and keeps an unfinished line out of what is kept', () => {
    const tape = typed('12+3*')
    expect([awaitsPieces(tape), awaitsPieces(typed('12+3*4'))]).toEqual([true, false])
  })

  it('refuses what no till asks for instead of counting it wrong', () => {
    const most = typed('999999999999999', dinars)
    expect(tapeDecimal(typed('+1', dinars, most), dinars)).toBe('999999999999999')
    expect(tapeDecimal(typed('*2', dinars, most), dinars)).toBe('999999999999999')
  })

  it.each([dinars, dollars, ether])('counts $currency exactly, whatever is typed', (limits) => {
    const line = fc.record({
      units: fc.integer({ min: 1, max: 99_999_999 }),
      pieces: fc.integer({ min: 1, max: 999 }),
    })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const text = lines.map(({ units, pieces }) => `${units}*${pieces}`).join('+')
        const whole = limits.decimals === 2 ? 1n : 10n ** BigInt(limits.currency === 'ETH' ? 18 : 2)
        const exact = sum(
          limits.currency,
          lines.map(({ units, pieces }) => times(money(limits.currency, BigInt(units) * whole), pieces)),
        )
        const decimal = tapeDecimal(typed(text, limits), limits)
        expect(toDecimal(exact)).toMatch(new RegExp(`^${decimal.replace('.', '\\.')}(\\.0+)?$`))
      }),
    )
  })
})

describe('items and quick amounts', () => {
  const coffee = item('Coffee', '2.50')
  const bread = item('Bread', '1.20')

  it('go on the tape once, and as many times as were typed with × before', () => {
    const tape = added(addItem(typed('3*'), coffee, dollars))
    expect(tape).toMatchObject({ typed: '', lines: [{ name: 'Coffee', quantity: 3 }] })
    expect(added(addQuick(typed('2*'), '5', dollars)).lines).toMatchObject([{ unit: '5', quantity: 2 }])
  })

  it('join the line they already have; an amount that is being typed is ended first', () => {
    const one = added(addItem(typed('100'), coffee, dollars))
    const two = added(addItem(one, bread, dollars))
    const three = added(addItem(two, coffee, dollars))
    expect(three.lines).toMatchObject([
      { kind: 'amount', unit: '1.00' },
      { name: 'Coffee', quantity: 2 },
      { name: 'Bread', quantity: 1 },
    ])
    expect(tapeDecimal(three, dollars)).toBe('7.20')
    const quick = added(addQuick(added(addQuick(EMPTY_TAPE, '5', dollars)), '5', dollars))
    expect(quick.lines).toMatchObject([{ unit: '5', quantity: 2 }])
  })

  it('never join a line of another price', () => {
    const tape = added(addItem(EMPTY_TAPE, coffee, dollars))
    expect(added(addItem(tape, item('Coffee', '2.60'), dollars)).lines).toHaveLength(2)
  })

  it('are refused with the reason: another currency, finer than counted, half a piece, a full sale', () => {
    const why = (result: Added) => (result.ok ? null : result.why)
    expect(why(addItem(EMPTY_TAPE, item('Tea', '3.00', 'EUR'), dollars))).toBe('currency')
    expect(why(addItem(EMPTY_TAPE, item('Dates', '725.50', 'DZD'), dinars))).toBe('decimals')
    expect(why(addItem(typed('1.5*'), coffee, dollars))).toBe('pieces')
    const full = Array.from({ length: 100 }, (_, n) => item(`No ${n}`, '1.00')).reduce(
      (tape, one) => added(addItem(tape, one, dollars)),
      EMPTY_TAPE,
    )
    expect(why(addItem(full, coffee, dollars))).toBe('full')
    expect(addItem(full, item('No 7', '1.00'), dollars).ok).toBe(true)
  })

  it('gain and lose pieces on their line; the last piece takes the line away', () => {
    const tape = added(addItem(EMPTY_TAPE, coffee, dollars))
    expect(changePieces(tape, 0, 1, dollars).lines).toMatchObject([{ quantity: 2 }])
    expect(changePieces(tape, 0, -1, dollars).lines).toEqual([])
  })

  it('come in no more pieces than a line may have, whether typed, joined or added one by one', () => {
    const why = (result: Added) => (result.ok ? null : result.why)
    const most = added(addItem(typed(`${QUANTITY_LIMIT}*`), coffee, dollars))
    expect(most.lines).toMatchObject([{ quantity: QUANTITY_LIMIT }])
    expect(why(addItem(most, coffee, dollars))).toBe('full')
    expect(changePieces(most, 0, 1, dollars)).toBe(most)
    expect(changePieces(most, 0, -1, dollars).lines).toMatchObject([{ quantity: QUANTITY_LIMIT - 1 }])
    expect(why(addItem(typed(`${QUANTITY_LIMIT + 1}*`), coffee, dollars))).toBe('pieces')
    expect(why(addQuick(typed('0.5*'), '5', dollars))).toBe('pieces')
  })

  it('leave the other lines as they are when one gains or loses a piece', () => {
    const two = added(addItem(added(addItem(EMPTY_TAPE, coffee, dollars)), bread, dollars))
    expect(changePieces(two, 1, 1, dollars).lines).toMatchObject([
      { name: 'Coffee', quantity: 1 },
      { name: 'Bread', quantity: 2 },
    ])
    expect(changePieces(two, 0, -1, dollars).lines).toMatchObject([{ name: 'Bread', quantity: 1 }])
  })

  it('are quick amounts that join only the same one right before them', () => {
    const quick = (tape: Tape, unit: string) => added(addQuick(tape, unit, dollars))
    expect(quick(quick(quick(EMPTY_TAPE, '5'), '2'), '5').lines).toHaveLength(3)
    expect(quick(typed('500+'), '5.00').lines).toHaveLength(2)
    expect(addQuick(EMPTY_TAPE, '0.005', dollars)).toEqual({ ok: false, why: 'decimals' })
  })

  it('stay when the account is changed, and are told as a fault where the account counts otherwise', () => {
    const tape = added(addItem(EMPTY_TAPE, coffee, dollars))
    expect(tapeFault(tape, dinars)).toEqual({ code: 'CURRENCY_NOT_OFFERED', params: { currency: 'USD' } })
    expect(tapeFault(tape, dollars)).toBeNull()
  })
})

describe('what is asked for', () => {
  it('is checked as a sum: the limits hold for the tape, not for its lines', () => {
    expect(tapeFault(typed('499', dinars), dinars)?.code).toBe('AMOUNT_TOO_SMALL')
    expect(tapeFault(typed('499+1', dinars), dinars)).toBeNull()
    expect(tapeFault(typed('250000*2', dinars), dinars)).toBeNull()
    expect(tapeFault(typed('250000*2+1', dinars), dinars)?.code).toBe('AMOUNT_TOO_LARGE')
  })

  it('takes its lines along; one plain amount has none', () => {
    expect(linesToSell(typed('1250'), dollars)).toBeUndefined()
    expect(linesToSell(typed('400*1'), dollars)).toBeUndefined()
    expect(linesToSell(typed('400*3'), dollars)).toEqual([{ kind: 'amount', unit: '4.00', quantity: 3 }])
    expect(linesToSell(added(addItem(EMPTY_TAPE, item('Coffee', '2.50'), dollars)), dollars)).toEqual([
      { kind: 'item', itemId: 'item-Coffee', unit: '2.50', quantity: 1 },
    ])
    expect(linesToSell(typed('400+'), dollars)).toBeUndefined()
    expect(linesToSell(typed('12+3*4'), dollars)).toEqual([
      { kind: 'amount', unit: '0.12', quantity: 1 },
      { kind: 'amount', unit: '0.03', quantity: 4 },
    ])
    expect(linesToSell(added(addItem(typed('2*'), item('Coffee', '2.50'), dollars)), dollars)).toEqual([
      { kind: 'item', itemId: 'item-Coffee', unit: '2.50', quantity: 2 },
    ])
  })
})
