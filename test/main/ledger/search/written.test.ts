import { expect, test } from 'vitest'
import { searchedText } from '../../../../src/main/ledger/search/written.ts'

test('what stands in another text is written once, and thousands of receipts of one sale are written at once', () => {
  const text = (one: string) => ({ in: 'transaction', text: one }) as const
  const few = searchedText({ texts: ['Lamp', 'lamp', 'two lamps', 'amp'].map(text), amounts: [] })
  expect(few).toBe('two lamps\n\n')
  const many = Array.from({ length: 12_000 }, (_, n) => text(`0x${String(n * 7_919).padStart(62, 'a')}`))
  const begun = performance.now()
  const all = searchedText({ texts: [...many, ...many], amounts: [] })
  expect(performance.now() - begun).toBeLessThan(2_000)
  expect(all.split('\n')).toHaveLength(12_000 + 2)
})
