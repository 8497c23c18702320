import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readGraph } from '../support/source/import-graph.ts'

/** Where an amount is what the customer at the counter buys, or is typed: these stay in sight. */
const IN_SIGHT = [
  'components/amount.tsx',
  'customer/customer-half.tsx',
  'customer/customer-stub.tsx',
  'i18n/use-format.ts',
  'sale/refund-amounts.ts',
  'screens/counter/items/item-picker.tsx',
  'screens/counter/keypad/entered-lines.tsx',
  'screens/counter/keypad/keypad-message.tsx',
  'screens/counter/keypad/limits-line.tsx',
  'screens/counter/keypad/new-sale.tsx',
  'screens/counter/keypad/quick-amounts.tsx',
  'screens/counter/keypad/unlikely-amount.tsx',
  'screens/counter/sale/sale-half.tsx',
]

describe('amounts that can be hidden', () => {
  const graph = readGraph(join(import.meta.dirname, '../..'), 'src/renderer')
  const named = (words: RegExp) =>
    graph
      .filter(({ path, text }) => path !== 'src/renderer/i18n/format.ts' && words.test(text))
      .map(({ path }) => path.replace('src/renderer/', ''))
      .toSorted()

  it('are written by the window’s own folder alone, and nothing reads past it how amounts are written', () => {
    expect(named(/from '[./]*shared\/words\/format\.ts'/)).toEqual([])
  })

  it('are named one by one, so that none comes to the window unhidden', () => {
    const { text = '' } = graph.find(({ path }) => path === 'src/renderer/i18n/format.ts') ?? {}
    expect(text).not.toMatch(/export \*/)
    expect(named(/\bbareAmount\b/)).toEqual([])
  })

  it('are hidden in one folder, and where a figure is no amount as the book has it', () => {
    expect(named(/\bareAmountsHidden\(\)/)).toEqual([
      'i18n/hidden-amounts.ts',
      'i18n/use-translation.ts',
      'screens/books/month/charts/money-scale.ts',
      'screens/invoices/filter/use-filter-words.ts',
    ])
  })

  it('are printed from one place, which refuses while they are hidden', () => {
    expect(named(/\bwindow\.print\(/)).toEqual(['screens/books/month/paper/use-print.ts'])
  })

  it('stay in sight at the counter alone, where the customer buys', () => {
    expect(named(/\bplainAmount(?:Text|Parts)?\b/)).toEqual(IN_SIGHT)
  })
})
