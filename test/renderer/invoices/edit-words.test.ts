import { expect, test } from 'vitest'
import { withNumber } from '../../../src/renderer/screens/invoices/review/edit-words.ts'
import en from '../../../src/shared/words/en.json' with { type: 'json' }

test('a sentence about a sale names what there is instead where an exception has none', () => {
  const { ofNoSale } = en.attention
  expect(withNumber({ number: '', count: 1 }, ofNoSale)).toEqual({ number: ofNoSale, count: 1 })
  expect(withNumber({ number: 'CF-000001' }, ofNoSale)).toEqual({ number: 'CF-000001' })
  expect(withNumber({ code: 'FULL' }, ofNoSale)).toEqual({ code: 'FULL' })
})
