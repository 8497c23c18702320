import { describe, expect, it } from 'vitest'
import type { TapeLine } from '../../../src/renderer/sale-entry/tape.ts'
import { findItems, itemOfCode } from '../../../src/renderer/screens/counter/items/find-items.ts'
import { itemWords, joinWords } from '../../../src/renderer/screens/counter/keypad/sale-words.ts'
import type { Item } from '../../../src/shared/contract/shapes/item.ts'

const line = (name: string, quantity = 1): TapeLine => ({
  kind: 'item',
  itemId: `item-${name}`,
  name,
  price: { currency: 'USD', amount: '1.00' },
  quantity,
})
const more = (count: number) => `and ${count} more`
const amount: TapeLine = { kind: 'amount', unit: '5', quantity: 2, typed: null }

describe('the description of a sale', () => {
  it('names the items with their pieces, and no bare amounts', () => {
    expect(itemWords([line('Coffee', 2), amount, line('Bread')], 1000, more)).toBe('2 x Coffee, Bread')
    expect(itemWords([amount], 1000, more)).toBe('')
  })

  it('never passes the room it has: items that do not fit are counted, no name is cut', () => {
    const lines = [line('Coffee', 2), line('Bread'), line('🎂')]
    expect(itemWords(lines, 20, more)).toBe('2 x Coffee, Bread, 🎂')
    expect(itemWords([...lines, line('Salt')], 24, more)).toBe('2 x Coffee, and 3 more')
    expect(itemWords(lines, 3, more)).toBe('')
  })

  it('begins with what the cashier typed', () => {
    expect(joinWords(' Table 4 ', '2 x Coffee')).toBe('Table 4: 2 x Coffee')
    expect([joinWords('Table 4', ''), joinWords('', 'Bread')]).toEqual(['Table 4', 'Bread'])
  })
})

describe('finding an item', () => {
  const item = (name: string, code: string | null = null, active = true): Item => ({
    id: `item-${name}`,
    name,
    price: { currency: 'USD', amount: '1.00' },
    code,
    hasPicture: false,
    active,
    updatedAt: 0,
  })
  const items = [
    item('Iced coffee'),
    item('Coffee', '400638'),
    item('Café crème'),
    item('Cocoa', '77', false),
  ]
  const named = (query: string) => findItems(items, query).map((one) => one.name)

  it('takes parts of words in any order, without minding case or accents, what begins with it first', () => {
    expect(named('cof')).toEqual(['Coffee', 'Iced coffee'])
    expect(named('CREME cafe')).toEqual(['Café crème'])
    expect(named('0638')).toEqual(['Coffee'])
  })

  it('finds nothing that was put away, by name or by code', () => {
    expect(named('cocoa')).toEqual([])
    expect([itemOfCode(items, '77'), itemOfCode(items, '40063')]).toEqual([undefined, undefined])
    expect(itemOfCode(items, ' 400638 ')?.name).toBe('Coffee')
  })
})
