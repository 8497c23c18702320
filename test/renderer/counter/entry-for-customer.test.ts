import { expect, it } from 'vitest'
import { EMPTY_TAPE, pressTape, type Tape, type TapeKey } from '../../../src/renderer/sale-entry/tape.ts'
import { entryTold } from '../../../src/renderer/screens/counter/keypad/entry-for-customer.tsx'
import { toldCustomer } from '../../../src/shared/contract/shapes/customer-display.ts'

const LIMITS = { currency: 'USD', decimals: 2, min: '0.01', max: '1000000' } as const
const typed = (keys: string): Tape =>
  [...keys].reduce((tape, key) => pressTape(tape, key as TapeKey, LIMITS as never), EMPTY_TAPE)
const told = (tape: Tape) => toldCustomer.parse(entryTold(tape, LIMITS as never))

it('a customer is told nothing of an empty tape, and one amount as what it comes to', () => {
  expect(told(EMPTY_TAPE)).toEqual({ kind: 'asleep' })
  expect(told(typed('1250'))).toEqual({
    kind: 'entry',
    total: { currency: 'USD', amount: '12.50' },
    lines: [],
  })
})

it('a customer is told each line with its pieces, the one that is being typed as well', () => {
  const lines = [
    { name: null, quantity: 1, unit: '12.50', sum: '12.50' },
    { name: null, quantity: 4, unit: '3.00', sum: '12.00' },
  ].map(({ unit, sum, ...line }) => ({
    ...line,
    unit: { currency: 'USD', amount: unit },
    sum: { currency: 'USD', amount: sum },
  }))
  expect(told(typed('1250+300*4'))).toEqual({
    kind: 'entry',
    total: { currency: 'USD', amount: '24.50' },
    lines,
  })
})
