import { expect, test } from 'vitest'
import { factText } from '../../../src/renderer/sale/event-fact.ts'

test('an amount of the trail is read as the lists write it, with its currency', () => {
  const data = { amount: '1172.500000000000000000', currency: 'DAI', missing: '2500.00 DZD' }
  expect(factText(data, 'amount', 'en')).toBe('1,172.50 DAI')
  expect(factText(data, 'missing', 'en')).toBe('2,500.00 DZD')
  expect(factText({ amount: '0.000000000000000001 ETH' }, 'amount', 'en')).toBe('0.000000000000000001 ETH')
  expect(factText({ amount: 'about 5' }, 'amount', 'en')).toBe('about 5')
  expect(factText({}, 'amount', 'en')).toBe('')
})

test('a month is read by its name, and what is no day as it is recorded', () => {
  expect(factText({ period: '2026-10-01' }, 'period', 'en')).toBe('October 2026')
  expect(factText({ period: 'soon' }, 'period', 'en')).toBe('soon')
  expect(factText({ text: '2026-10-01' }, 'text', 'en')).toBe('2026-10-01')
})
