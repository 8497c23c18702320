import { describe, expect, it } from 'vitest'
import { type Choice, NO_CHOICE } from '../../../src/renderer/screens/invoices/filter/choice.ts'
import { ownWords } from '../../../src/renderer/screens/invoices/filter/own-words.ts'
import { INVOICE_FILTERS, RECEIPT_FILTERS } from '../../../src/renderer/screens/invoices/filter/parts.ts'
import { type Known, readTyped } from '../../../src/renderer/screens/invoices/filter/typed-filter.ts'
import { MOST_ITEMS } from '../../../src/shared/contract/plain/limits.ts'
import { createWords } from '../../../src/shared/words/words.ts'

const KNOWN: Known = {
  ...{ kind: INVOICE_FILTERS, today: '2026-11-29', providers: [], accounts: [], currencies: [] },
  own: ownWords(createWords('en').t, 'en'),
  items: ['Tea', 'tea', 'Mint tea', 'Teapot', 'Lamp, large', 'Lamp', 'Café au lait', 'شَاي'],
  tills: ['B', 'CF', 'CF2'],
}

const read = (text: string, known: Partial<Known> = {}, isDone = true) =>
  readTyped(text, NO_CHOICE, { ...KNOWN, ...known }, isDone)

describe('an item or a till that is typed', () => {
  it.each<[string, Partial<Choice>]>([
    ['item:tea', { item: ['Tea', 'tea'] }],
    ['item:"mint tea"', { item: ['Mint tea'] }],
    ['item:Mint-Tea', { item: ['Mint tea'] }],
    ['item:teap', { item: ['Teapot'] }],
    ['item:mint', { item: ['Mint tea'] }],
    // A comma in a name is no end of it.
    ['item:"lamp, large"', { item: ['Lamp, large'] }],
    ['item:lamp,teapot', { item: ['Lamp', 'Teapot'] }],
    ['item:cafe', { item: ['Café au lait'] }],
    ['item:شاي', { item: ['شَاي'] }],
    ['item:tea item:lamp', { item: ['Tea', 'tea', 'Lamp'] }],
    ['till:B', { till: ['B'] }],
    ['till:b,cf2', { till: ['B', 'CF2'] }],
    ['till:B till:CF', { till: ['B', 'CF'] }],
  ])('%s', (text, expected) => {
    for (const kind of [INVOICE_FILTERS, RECEIPT_FILTERS])
      expect(read(text, { kind })).toEqual({
        ...{ text: '', search: '', pending: null, unread: [] },
        choice: { ...NO_CHOICE, ...expected },
      })
  })

  it.each([
    ['item:5"', ['5" pipe']],
    ['item:"5', ['5" pipe']],
    ['item:"say "hi""', ['say "hi"']],
    ['item:"tv 24"wide"', ['TV 24"wide']],
    ['item:"tea, 7""', ['Tea, 7"']],
    ['item:"tea"', ['Tea']],
    ['item:"---"', ['---']],
    ['item:"item:tea"', ['item:tea']],
  ])('%s names an item that has quotes, or marks alone', (text, item) => {
    const items = ['Tea', '5" pipe', 'say "hi"', 'TV 24"wide', 'Tea, 7"', '---', 'item:tea']
    expect(read(`lamp ${text}`, { items })).toEqual({
      ...{ text: 'lamp ', search: 'lamp', pending: null, unread: [] },
      choice: { ...NO_CHOICE, item },
    })
    if (text.endsWith('"')) expect(read(`${text} lamp `, { items }).choice.item).toEqual(item)
  })

  it.each([
    ['item:sofa', 'item'],
    ['item:tea,sofa', 'item'],
    ['item:""', 'item'],
    // A till is meant whole: CF is not CF2.
    ['till:c', 'till'],
    ['till:Z', 'till'],
    ['till:B,Z', 'till'],
  ])('%s names nothing, and is searched as text', (text, why) => {
    expect(read(text)).toMatchObject({ choice: NO_CHOICE, search: text, unread: [{ part: text, why }] })
  })

  it('names more items than can be asked for, and is searched as text', () => {
    const items = Array.from({ length: MOST_ITEMS + 1 }, (_, n) => `Card ${n}`)
    expect(read('item:card', { items })).toMatchObject({ unread: [{ why: 'many' }], choice: NO_CHOICE })
    expect(read('item:card', { items: items.slice(1) }).choice.item).toHaveLength(MOST_ITEMS)
  })

  it('waits until it is known what there is, and is neither searched nor taken meanwhile', () => {
    const unknown = { items: null, tills: null }
    const first = read('lamp item:tea till:B red', unknown)
    expect(first).toMatchObject({ text: 'lamp item:tea till:B red', search: 'lamp   red', unread: [] })
    expect(first.choice).toBe(NO_CHOICE)
    expect(read(first.text)).toMatchObject({
      ...{ text: 'lamp red', search: 'lamp red', unread: [] },
      choice: { item: ['Tea', 'tea'], till: ['B'] },
    })
  })

  it('is still being typed until a blank stands behind it', () => {
    expect(read('item:te', {}, false)).toMatchObject({ pending: 'item:te', search: '', choice: NO_CHOICE })
    expect(read('item:tea ', {}, false)).toMatchObject({ pending: null, choice: { item: ['Tea', 'tea'] } })
  })
})
