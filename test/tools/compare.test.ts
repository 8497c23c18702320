import { expect, it } from 'vitest'
import { compareArrivals } from '../../tools/tour/compare.ts'

const dai = (amount: string) => ({ provider: 'daisy', currency: 'DAI', amount })

it('the same money written with other zeros is equal', () => {
  const compared = compareArrivals([dai('4.000000000000000001')], [dai('4.000000000000000001')])
  expect(compared).toEqual({
    equal: true,
    lines: ['equal: daisy DAI: CSV 1 for 4.000000000000000001, simulator 1 for 4.000000000000000001'],
  })
  expect(compareArrivals([dai('10.50')], [dai('10.5')]).equal).toBe(true)
})

it('a last unit, a missing row or another currency is a difference, and so is nothing at all', () => {
  expect(compareArrivals([dai('4')], [dai('4.000000000000000001')]).equal).toBe(false)
  expect(compareArrivals([dai('2'), dai('2')], [dai('4')]).equal).toBe(false)
  expect(compareArrivals([dai('4')], [{ ...dai('4'), currency: 'ETH' }]).equal).toBe(false)
  expect(compareArrivals([], []).equal).toBe(false)
})
