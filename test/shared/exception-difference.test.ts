import { describe, expect, it } from 'vitest'
import { moneyFrom, toDecimal } from '../../src/shared/money/money.ts'
import {
  differenceFrom,
  differencesByCurrency,
  exceptionDifference,
} from '../../src/shared/status/exception-difference.ts'
import type { ExceptionKind } from '../../src/shared/status/exceptions.ts'

const eur = (amount: string) => moneyFrom('EUR', amount)

describe('the difference of an exception', () => {
  it.each<[ExceptionKind, string, string, string, string | null, string | null]>([
    ['late', '10', '10', '0', null, '10.00'],
    ['late', '10', '10', '4', null, '6.00'],
    ['short', '10', '7.50', '0', null, '-2.50'],
    ['short', '10', '10', '4', null, '-4.00'],
    ['over', '10', '12', '0', null, '2.00'],
    ['over', '10', '12', '1.50', null, '0.50'],
    ['twice', '10', '20', '0', null, '10.00'],
    ['differs', '10', '10', '0', '7', '-3.00'],
    ['differs', '10', '7', '0', '10', '3.00'],
    ['differs', '10', '10', '0', '0', '-10.00'],
    ['differs', '10', '10', '0', null, null],
    ['unknown', '10', '0', '0', '0', null],
    ['orphan', '10', '10', '0', null, '10.00'],
    ['ghost', '10', '0', '0', null, '-10.00'],
    ['ghost', '10', '12', '0', null, '-12.00'],
    ['refunded', '10', '0', '0', null, '-10.00'],
    ['manual', '10', '10', '0', '8', '-2.00'],
    ['test', '10', '10', '0', null, '10.00'],
  ])(
    'that is %s, of %s with %s received, %s given back and %s shown, is %s',
    (kind, asked, received, refunded, shown, is) => {
      const money = { asked: eur(asked), received: eur(received), refunded: eur(refunded) }
      const difference = exceptionDifference({ kind, ...money, shown: shown === null ? null : eur(shown) })
      expect(difference && toDecimal(difference)).toBe(is)
    },
  )

  it('is summed by currency and never across, what nobody knows left out', () => {
    const sums = differencesByCurrency([
      differenceFrom('EUR', '-2.50'),
      null,
      differenceFrom('DZD', '100'),
      differenceFrom('EUR', '1'),
    ])
    expect(sums.map((sum) => [sum.currency, toDecimal(sum)])).toEqual([
      ['EUR', '-1.50'],
      ['DZD', '100.00'],
    ])
  })
})
