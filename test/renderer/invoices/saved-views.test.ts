import { describe, expect, it } from 'vitest'
import { indexOfKey } from '../../../src/renderer/keyboard/keys.ts'
import { NO_CHOICE, OPEN_STATUSES } from '../../../src/renderer/screens/invoices/filter/choice.ts'
import {
  beginAsLeft,
  beginAtRows,
  beginView,
  hasBegunIn,
  keptList,
} from '../../../src/renderer/screens/invoices/list/kept-list.ts'
import {
  choiceKept,
  choiceToKeep,
  keptOf,
  leftOf,
} from '../../../src/renderer/screens/invoices/saved/left.ts'
import {
  alwaysThere,
  goneFrom,
  savedOf,
  standsAlike,
  toSave,
} from '../../../src/renderer/screens/invoices/saved/offered.ts'
import {
  areApart,
  freeName,
  isSameName,
  VIEW_NAME_LIMIT,
  viewNameOf,
} from '../../../src/shared/contract/plain/lists/view-names.ts'
import { keptChoice, leftLists } from '../../../src/shared/contract/shapes/lists/kept.ts'

const USUAL = { by: 'created', down: true }
const CHOICE = {
  ...NO_CHOICE,
  search: 'nadia',
  status: ['paid', 'open'] as const,
  period: { by: 'created', span: 'month', from: null, to: null } as const,
  attention: true,
}

describe('how lists were left', () => {
  it('is kept as the contract has it, and comes back whole', () => {
    const kept = keptList('one')
    Object.assign(kept, {
      ...{ choice: CHOICE, sort: { by: 'asked', down: false }, view: 'receipts', openId: 'the-invoice' },
      ...{ offset: 17.4, active: { id: 'the-invoice', index: 4 } },
    })
    const left = leftOf(kept)
    expect(leftLists.parse(left)).toEqual(left)
    expect(keptOf(left)).toEqual({ ...kept, offset: 17 })
    expect(choiceToKeep(NO_CHOICE)).toEqual({})
    expect(keptChoice.parse(choiceToKeep(CHOICE))).toEqual(choiceToKeep(CHOICE))
    expect(choiceKept(choiceToKeep(CHOICE))).toEqual(CHOICE)
  })

  it('is not of the rows behind a figure, but of the lists before them', () => {
    const before = leftOf(keptList('one'))
    beginAtRows('one', {
      ...{
        list: 'invoices',
        by: 'created',
        from: '2026-10-01',
        to: '2026-10-31',
        of: null,
        ...{ only: null, backTo: 'month' },
      },
    })
    expect(keptList('one').own).not.toBeNull()
    expect(leftOf(keptList('one'))).toEqual(before)
  })

  it('gives way to how they are in this run, and an order that no column has is the usual one', () => {
    const left = leftOf(keptList('another'))
    beginAsLeft('one', keptOf({ ...left, view: 'standing' }))
    expect(keptList('one').view).not.toBe('standing')
    beginAsLeft(
      'a third',
      keptOf({
        ...left,
        view: 'standing',
        invoices: { ...left.invoices, sort: { by: 'weather', down: true } },
      }),
    )
    expect(keptList('a third')).toMatchObject({ view: 'standing', sort: null })
  })

  it('is left by what somebody came for in the book that was open then alone', () => {
    expect([hasBegunIn('live', 7), hasBegunIn('practice', 7), hasBegunIn('live', 7)]).toEqual([
      true,
      false,
      true,
    ])
    expect(hasBegunIn('practice', 8)).toBe(true)
  })
})

describe('a saved view', () => {
  const accounts = [{ id: 'the-account', label: 'OCPay' }]
  const saved = toSave(
    { choice: { ...CHOICE, accountId: ['the-account'] }, sort: { by: 'created', down: true } },
    USUAL,
    { id: 'the-view', name: 'October review' },
    accounts,
  )
  const [view] = savedOf({ invoices: [saved], receipts: [] }, 'invoices')

  it('holds its filter, an order that is not the usual one, and what its accounts are called', () => {
    expect(saved).toMatchObject({
      sort: null,
      accounts,
      choice: { status: ['paid', 'open'], attention: true },
    })
    const sorted = toSave({ choice: CHOICE, sort: { by: 'asked', down: true } }, USUAL, saved, accounts)
    expect(sorted).toMatchObject({ sort: { by: 'asked', down: true }, accounts: [] })
    expect(view && goneFrom(view, accounts)).toEqual([])
    expect(view && goneFrom(view, [])).toEqual(['OCPay'])
  })

  it('stands where filter and order are the same, in whatever order they were chosen', () => {
    const standing = { choice: { ...CHOICE, accountId: ['the-account'] }, sort: USUAL }
    const turned = { ...standing.choice, status: ['open', 'paid'] as const, search: ' nadia ' }
    expect(view && standsAlike(view, standing, USUAL)).toBe(true)
    expect(view && standsAlike(view, { ...standing, choice: turned }, USUAL)).toBe(true)
    expect(view && standsAlike(view, { ...standing, sort: { by: 'created', down: false } }, USUAL)).toBe(
      false,
    )
    expect(view && standsAlike(view, { ...standing, choice: { ...turned, attention: false } }, USUAL)).toBe(
      false,
    )
  })

  it('is in one list, beside those that are always there, the first of which shows all', () => {
    for (const list of ['invoices', 'receipts'] as const)
      expect(alwaysThere(list)[0]?.choice).toEqual(NO_CHOICE)
    expect(alwaysThere('invoices')[1]?.choice.status).toEqual(OPEN_STATUSES)
    const kept = keptList('a fourth')
    kept.openId = 'the-invoice'
    beginView(kept, 'receipts', { choice: CHOICE, sort: null })
    expect(kept).toMatchObject({
      view: 'receipts',
      openId: null,
      choice: NO_CHOICE,
      receipts: { choice: CHOICE },
    })
  })

  it('has a name of one line, and no other of that name beside it', () => {
    expect(viewNameOf('  October \n\t review  ')).toBe('October review')
    for (const unseen of ['', '   ', '\u200b', '\u2800\n']) expect(viewNameOf(unseen)).toBe('')
    expect(viewNameOf('دفع')).toBe('دفع')
    expect(isSameName('Été', 'ÉTÉ')).toBe(true)
    expect(isSameName('ｗｉｄｅ', 'Wide')).toBe(true)
    expect(isSameName('A', 'B')).toBe(false)
  })

  it('has a number behind its name where another one has got it', () => {
    expect(freeName('Paid', ['Open'])).toBe('Paid')
    expect(freeName('Paid', ['PAID', 'paid 2', 'Open'])).toBe('Paid 3')
    const long = [
      '字'.repeat(VIEW_NAME_LIMIT),
      `${'x'.repeat(57)} yz`,
      `${'x'.repeat(57)}😀y`,
      '😀'.repeat(30),
    ]
    for (const name of long) {
      const free = freeName(name, long)
      expect([free.length <= VIEW_NAME_LIMIT, viewNameOf(free) === free, areApart([...long, free])]).toEqual([
        ...[true, true, true],
      ])
    }
  })

  it('is opened by Alt and a digit of the upper row, not by the pad, nor by what types a character', () => {
    const press = { key: '1', code: 'Digit1', ctrlKey: false, metaKey: false, altKey: true, shiftKey: false }
    expect(indexOfKey('openView', press)).toBe(1)
    expect(indexOfKey('openView', { ...press, key: '&' })).toBe(1)
    expect(indexOfKey('openView', { ...press, key: 'à', code: 'Digit0' })).toBe(0)
    expect(indexOfKey('openView', { ...press, code: 'Numpad1' })).toBeNull()
    expect(indexOfKey('openView', { ...press, altKey: false })).toBeNull()
    // The AltGr of a Windows keyboard is Ctrl and Alt.
    expect(indexOfKey('openView', { ...press, key: '~', ctrlKey: true })).toBeNull()
  })
})
