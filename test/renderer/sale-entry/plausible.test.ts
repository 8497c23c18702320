import { expect, it } from 'vitest'
import { createSecondLook, doubtOf } from '../../../src/renderer/sale-entry/plausible.ts'

const typed = (text: string) => ({ lines: [], typed: text })

it.each([
  ['1250', '12.50', '10', null],
  ['1234567', '12345.67', null, null],
  ['12345678', '123456.78', null, 'manyDigits'],
  ['12345678', '123456.78', '500000', 'manyDigits'],
  ['0.12345678', '0.12345678', null, null],
  ['20000', '200.00', '10', null],
  ['20001', '200.01', '10', 'farBeyond'],
  ['', '200.01', '10', 'farBeyond'],
  ['20001', '200.01', null, null],
  ['4191', '41.91', null, 'itemCode'],
  ['4191', '41.91', '1', 'itemCode'],
  ['123', '1.23', null, null],
  ['41.91', '41.91', null, null],
] as const)('typed %s, a sale of %s beside sales up to %s: %s', (text, decimal, largest, doubt) => {
  const isCode = (code: string) => ['4191', '123'].includes(code)
  expect(doubtOf(typed(text), 'USD', decimal, largest, isCode)).toBe(doubt)
})

it('lets a likely amount pass at once', () => {
  expect(createSecondLook().passes('a', null, 0)).toBe(true)
})

it('lets an unlikely one pass only a second time, later, unchanged, and anew for the next', () => {
  const look = createSecondLook()
  expect(look.passes('a', 'farBeyond', 1_000)).toBe(false)
  expect(look.passes('b', 'farBeyond', 2_000)).toBe(false)
  expect(look.passes('b', 'farBeyond', 2_599)).toBe(false)
  expect(look.passes('b', 'farBeyond', 3_198)).toBe(false)
  expect(look.passes('b', 'farBeyond', 3_798)).toBe(true)
  expect(look.passes('b', 'farBeyond', 5_000)).toBe(false)
})

it('digits like the codes of the shop that came as a scanner types are asked about, and an item’s own code as such', () => {
  const isLike = (text: string) => text.length === 5
  const doubt = (text: string, isCode = false) =>
    doubtOf(typed(text), 'USD', '543.22', null, () => isCode, isLike)
  expect([doubt('54322'), doubt('54322', true), doubt('543.2'), doubt('543')]).toEqual([
    'codeLike',
    'itemCode',
    null,
    null,
  ])
})
