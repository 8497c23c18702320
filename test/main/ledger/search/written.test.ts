import { expect, test } from 'vitest'
import { joinedFigures, searchedText } from '../../../../src/main/ledger/search/written.ts'

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

test('figures in groups are joined, but for those of a longer name', () => {
  expect(joinedFigures('call 0555 12 34 56 or (0555) 12.34-58')).toEqual(['0555123456', '0555123458'])
  for (const one of ['ref-12345-74001', '019e8269-4e80-7234-8123-0bcb', '0x12-345-678', '5 lamps 12'])
    expect(joinedFigures(one), one).toEqual([])
})
