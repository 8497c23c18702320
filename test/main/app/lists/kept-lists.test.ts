import { describe, expect, it } from 'vitest'
import { createKeptLists, judgeLists } from '../../../../src/main/app/lists/kept-lists.ts'
import type { JsonStore } from '../../../../src/main/json-store.ts'
import { MOST_VIEWS } from '../../../../src/shared/contract/plain/lists/view-names.ts'
import {
  keptLists,
  type LeftLists,
  type SavedView,
  savedViews,
} from '../../../../src/shared/contract/shapes/lists/kept.ts'

const BOOK = 'the-book-of-the-test'
const NONE = { invoices: [], receipts: [] }
const rows = (choice: LeftLists['invoices']['choice'] = {}): LeftLists['invoices'] => ({
  ...{ choice, sort: null, active: { id: null, index: 0 }, offset: 0 },
})
const LEFT: LeftLists = {
  ...{ view: 'receipts', openId: 'the-invoice' },
  invoices: {
    choice: {
      ...{ search: 'nadia', status: ['open', 'paid'], accountId: ['the-account'], attention: true },
      period: { by: 'created', span: 'month', from: null, to: null },
      amount: { of: 'asked', from: { at: '50', open: false }, to: null },
    },
    ...{ sort: { by: 'asked', down: true }, active: { id: 'the-invoice', index: 41 }, offset: 1476 },
  },
  receipts: rows(),
  attention: { filter: { resolved: true, kind: null }, active: { id: null, index: 0 }, offset: 0 },
}
const view = (name: string, more: Partial<SavedView> = {}): SavedView => ({
  ...{ id: `view-of-${name}`, name, choice: { status: ['open'] }, sort: null, accounts: [] },
  ...more,
})

function storeOf(content: Record<string, unknown> = {}) {
  const lies = { content, isFull: false, writes: 0 }
  const store: JsonStore = {
    get: (name) => structuredClone(content[name]),
    set(name, value) {
      if (lies.isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      lies.writes += 1
      content[name] = structuredClone(value)
    },
    delete: (name) => delete content[name],
  }
  const failures: unknown[] = []
  return { lies, failures, lists: createKeptLists(store, (error) => failures.push(error)) }
}

describe('how lists were left', () => {
  it('comes back as it was kept, for each book by itself, and is written once', () => {
    const { lists, lies } = storeOf()
    expect(lists.left(BOOK, null)).toBeNull()
    lists.keep(BOOK, null, LEFT)
    lists.keep(BOOK, null, structuredClone(LEFT))
    expect(lists.left(BOOK, null)).toEqual(LEFT)
    expect(lists.left('another-book', null)).toBeNull()
    expect(lies.writes).toBe(1)
    // Each person comes back to own lists.
    const leilas: LeftLists = { ...LEFT, view: 'receipts' }
    lists.keep(BOOK, 'leila', leilas)
    expect([lists.left(BOOK, 'leila'), lists.left(BOOK, 'amine')]).toEqual([leilas, null])
    expect(lists.left(BOOK, null)).toEqual(LEFT)
  })

  it.each([
    ['no view', { view: 'map' }, { view: 'all' }],
    ['no invoice', { openId: 7 }, { openId: null }],
    [
      'no attention',
      { attention: 'all' },
      { attention: { filter: { resolved: false, kind: null }, active: { id: null, index: 0 }, offset: 0 } },
    ],
    ['no rows', { invoices: [] }, { invoices: rows() }],
    ['none of its rows', { receipts: undefined }, { receipts: rows() }],
  ])('is used without what is %s, and the rest is kept', (_what, wrong, right) => {
    const { lists } = storeOf({ [`left-${BOOK}`]: { ...LEFT, ...wrong, later: { version: 9 } } })
    expect(lists.left(BOOK, null)).toEqual({ ...LEFT, ...right })
  })

  it.each([
    [
      'a status that is none any more',
      { status: ['open', 'sleeping', 'paid'] },
      { status: ['open', 'paid'] },
    ],
    ['a provider that is none', { provider: ['paypal'] }, { provider: [] }],
    ['a period that is none', { period: { by: 'created', span: 'fortnight', from: null, to: null } }, null],
    ['a day that is none', { period: { by: 'paid', span: 'between', from: '2023-02-29', to: null } }, null],
    ['an amount that is none', { amount: { of: 'asked', from: { at: 'ten', open: false }, to: null } }, null],
    ['a search that is none', { search: 7 }, null],
    ['a search of a megabyte', { search: 'x'.repeat(1_000_000) }, null],
    ['a set that is none', { tag: 'deposit' }, null],
    ['a filter of a later version', { weather: 'rain' }, 'weather'],
  ])('is used without %s', (_what, wrong, right) => {
    const choice = { ...LEFT.invoices.choice, ...wrong }
    const { lists } = storeOf({ [`left-${BOOK}`]: { ...LEFT, invoices: { ...LEFT.invoices, choice } } })
    const expected: Record<string, unknown> = { ...choice, ...(right instanceof Object ? right : {}) }
    if (!(right instanceof Object)) for (const name of Object.keys(wrong)) delete expected[name]
    expect(lists.left(BOOK, null)).toEqual({ ...LEFT, invoices: { ...LEFT.invoices, choice: expected } })
  })

  it.each([null, 7, 'text', [], true, { sort: 'up' }, { active: { id: '', index: -1 }, offset: -7 }])(
    'is usable and fits the contract whatever lies there: %j',
    (value) => {
      for (const content of [value, { invoices: value, receipts: value }, { invoices: { choice: value } }]) {
        const { lists } = storeOf({ [`left-${BOOK}`]: content, [`views-${BOOK}`]: content })
        const kept = { bookId: BOOK, kind: 'live', left: lists.left(BOOK, null), views: lists.views(BOOK) }
        expect(keptLists.parse(kept)).toEqual(kept)
        expect(kept.views).toEqual(NONE)
      }
    },
  )

  it('holds until the app closes where the disk takes nothing', () => {
    const { lists, lies, failures } = storeOf()
    lies.isFull = true
    lists.keep(BOOK, null, LEFT)
    expect(lists.left(BOOK, null)).toEqual(LEFT)
    expect([lies.writes, failures.length]).toEqual([0, 1])
    lies.isFull = false
    lists.keep(BOOK, null, LEFT)
    expect(lies.writes).toBe(1)
  })
})

describe('saved views', () => {
  it('come back in their order, and say where the disk did not take them', () => {
    const { lists, lies } = storeOf()
    const views = { invoices: [view('B'), view('A')], receipts: [view('A')] }
    expect(lists.saveViews(BOOK, views)).toEqual({ ok: true, value: views })
    expect(lists.views(BOOK)).toEqual(views)
    lies.isFull = true
    expect(lists.saveViews(BOOK, NONE)).toMatchObject({
      ok: false,
      error: { code: 'NOT_KEPT', params: { reason: 'DISK_FULL' } },
    })
    expect(lists.views(BOOK)).toEqual(NONE)
  })

  it('that cannot be used are left out, the others are kept, each with as much of its filter as is known', () => {
    const old = { ...view('Old'), choice: { status: ['sleeping', 'paid'], weather: 'rain' }, sort: 7 }
    const invoices = [view('A'), { name: 'no id' }, view(''), view('a'), old, { ...view('B'), accounts: 7 }]
    const { lists } = storeOf({ [`views-${BOOK}`]: { invoices, receipts: 'none' } })
    expect(lists.views(BOOK)).toEqual({
      invoices: [view('A'), view('Old', { choice: { status: ['paid'] } }), view('B')],
      receipts: [],
    })
  })

  it('are the first of a list that holds more than there may be, and these are kept as they are', () => {
    const invoices = Array.from({ length: MOST_VIEWS + 3 }, (_, n) => view(`View ${n}`))
    const { lists } = storeOf({ [`views-${BOOK}`]: { invoices, receipts: [] } })
    const views = lists.views(BOOK)
    expect(views.invoices).toEqual(invoices.slice(0, MOST_VIEWS))
    expect(lists.saveViews(BOOK, views).ok).toBe(true)
    expect(savedViews.parse(views)).toEqual(views)
  })

  it('are refused where they are too long together, and nothing is changed; who makes them shorter may go on', () => {
    const long = (name: string) =>
      view(name, { choice: { item: Array.from({ length: 100 }, (_, n) => `${n} ${'字'.repeat(70)}`) } })
    const views = (count: number) => ({
      ...{ invoices: [view('A')], receipts: Array.from({ length: count }, (_, n) => long(`View ${n}`)) },
    })
    const { lists, lies, failures } = storeOf()
    expect(lists.saveViews(BOOK, views(7)).ok).toBe(true)
    const refused = { ok: false, error: { code: 'VIEWS_TOO_LONG' } }
    expect(lists.saveViews(BOOK, views(8))).toMatchObject(refused)
    expect([lists.views(BOOK).receipts.length, lies.writes, failures]).toEqual([7, 1, []])
    lies.content[`views-${BOOK}`] = views(20)
    expect(lists.saveViews(BOOK, views(20))).toMatchObject(refused)
    expect(lists.saveViews(BOOK, views(19)).ok).toBe(true)
  })

  it('that cannot be used are a damage of the file that a person is told of; a place in a list is none', () => {
    const sound = { [`views-${BOOK}`]: { invoices: [view('A')], receipts: [] }, later: 7 }
    expect(judgeLists({})).toEqual({ kind: 'sound' })
    expect(judgeLists({ ...sound, [`left-${BOOK}`]: 'damaged' })).toEqual({ kind: 'sound' })
    const part = { ...sound, [`views-${BOOK}`]: { invoices: [view('A'), 7], receipts: [] } }
    expect(judgeLists(part)).toEqual({ kind: 'mended', content: sound })
  })
})
