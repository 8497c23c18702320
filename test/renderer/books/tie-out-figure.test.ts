import { expect, test } from 'vitest'
import { readField, type TieLine } from '../../../src/renderer/screens/books/tie-out/lines.ts'

const line: TieLine = {
  ...{ key: 'a EUR', accountId: 'a', label: 'Counter', currency: 'EUR' },
  ...{ book: '0', receipts: 0, kept: null },
}

test.each([
  ['12.50', '12.50'],
  ['-12.50', '-12.50'],
  ['− 12,50', '-12.50'],
  ['12.50-', '-12.50'],
  ['12.50 −', '-12.50'],
  ['(12.50)', '-12.50'],
  ['(1,250.00)', '-1250.00'],
  ['€(12.50)', null],
  ['(0.00)', '0.00'],
  ['-(12.50)', null],
  ['()', null],
  ['-', null],
])('%s is the figure %s', (typed, told) => {
  const read = readField(typed, line)
  expect(read.kind === 'told' ? read.told : null).toBe(told)
})
