import { describe, expect, it } from 'vitest'
import { type RouteName, routes } from '../../../src/shared/contract/routes/index.ts'
import { ID, INPUTS } from '../../support/shop/route-inputs.ts'

const ROUTES = Object.keys(routes) as readonly RouteName[]

const takes = (route: RouteName, input: unknown) => routes[route].input.safeParse(input).success
const changed = (route: RouteName, change: object) => ({ ...INPUTS[route], ...change })

describe.each(ROUTES)('what %s takes', (route) => {
  it('is what its window sends', () => {
    expect(takes(route, INPUTS[route])).toBe(true)
  })

  it('is an object with nothing too much and nothing missing', () => {
    for (const input of [null, undefined, [], 'text', 7]) expect(takes(route, input)).toBe(false)
    expect(takes(route, changed(route, { surplus: 1 }))).toBe(false)
    // A change of settings names only what changes, and a few parts may be left out.
    const optional =
      route === 'settings.set' || route === 'settings.setOwn'
        ? Object.keys(INPUTS[route])
        : route === 'customer.show'
          ? []
          : ['lines', 'linkOptions', 'picture']
    for (const key of Object.keys(INPUTS[route])) {
      const { [key]: _left, ...rest } = INPUTS[route] as Record<string, unknown>
      expect(takes(route, rest), `without ${key}`).toBe(optional.includes(key))
    }
  })

  it('names every id it has by eight to sixty-four characters', () => {
    for (const key of Object.keys(INPUTS[route])) {
      if (!/^(id|invoiceId|linkId|jobId|accountId|refundId)$/.test(key) || route === 'items.save') continue
      const lengths = [7, 8, 64, 65].map((length) =>
        takes(route, changed(route, { [key]: 'x'.repeat(length) })),
      )
      expect(lengths, key).toEqual([false, true, true, false])
    }
  })
})

/** Texts with their longest length, and whether an empty one is taken. */
const TEXTS: readonly (readonly [RouteName, string, number, 'empty' | 'not empty'])[] = [
  ['accounts.add', 'label', 80, 'not empty'],
  ['accounts.update', 'label', 80, 'not empty'],
  ['exceptions.handle', 'note', 500, 'not empty'],
  ['periods.close', 'reason', 500, 'not empty'],
  ['periods.reopen', 'reason', 500, 'not empty'],
  ['periods.tieOut', 'reason', 500, 'not empty'],
  ['invoices.create', 'description', 20_000, 'empty'],
  ['invoices.create', 'customerName', 200, 'empty'],
  ['invoices.create', 'amount', 64, 'not empty'],
  ['invoices.list', 'search', 2_000, 'empty'],
  ['invoices.list', 'cursor', 100, 'empty'],
  ['invoices.acceptShortfall', 'reason', 500, 'empty'],
  ['invoices.abandon', 'reason', 500, 'empty'],
  ['invoices.note', 'text', 2_000, 'not empty'],
  ['invoices.recordRefund', 'reason', 200, 'not empty'],
  ['invoices.recordRefund', 'reference', 200, 'empty'],
  ['invoices.undoRefund', 'reason', 200, 'not empty'],
  ['items.save', 'name', 80, 'not empty'],
  ['items.save', 'code', 64, 'not empty'],
  ['items.save', 'price', 64, 'not empty'],
  ['settings.set', 'cashier', 60, 'empty'],
  ['people.setUp', 'name', 60, 'not empty'],
  ['people.add', 'name', 60, 'not empty'],
  ['people.signIn', 'pin', 40, 'empty'],
  ['people.resetOwner', 'passphrase', 20_000, 'empty'],
  ['vault.createPassphrase', 'passphrase', 20_000, 'empty'],
  ['vault.unlock', 'passphrase', 20_000, 'empty'],
  ['moving.make', 'passphrase', 20_000, 'empty'],
  ['moving.open', 'passphrase', 20_000, 'empty'],
]

it.each(TEXTS)('%s takes a %s of up to %i characters, %s', (route, key, longest, empty) => {
  const withText = (length: number) => takes(route, changed(route, { [key]: 'x'.repeat(length) }))
  expect([withText(1), withText(longest), withText(longest + 1), withText(0)]).toEqual([
    true,
    true,
    false,
    empty === 'empty',
  ])
})

/** Numbers with the least and the most that is taken. */
const NUMBERS: readonly (readonly [RouteName, string, number, number])[] = [
  ['books.compare', 'days', 1, 366],
  ['periods.explain', 'within', 1, 14],
  ['periods.readStatement', 'within', 1, 14],
  ['imports.rows', 'limit', 1, 500],
  ['invoices.list', 'limit', 1, 200],
]

it.each(NUMBERS)('%s takes %s from %i to %i, whole', (route, key, least, most) => {
  const found = [least - 1, least, least + 0.5, most, most + 1].map((n) =>
    takes(route, changed(route, { [key]: n })),
  )
  expect(found).toEqual([false, true, false, true, false])
})

it.each<[RouteName, object, boolean]>([
  ['settings.set', { volume: 0 }, true],
  ['settings.set', { volume: 1 }, true],
  ['settings.set', { volume: 1.01 }, false],
  ['settings.set', { volume: -0.01 }, false],
  ['settings.set', { theme: 'pink' }, false],
  ['lists.keepColumns', { columns: null }, true],
  ['lists.keepColumns', { list: 'attention' }, false],
  ['lists.keepColumns', { columns: { order: ['a b'], shown: [], widths: {} } }, false],
  ['lists.keepColumns', { columns: { order: ['a'], shown: [], widths: { a: 7 } } }, false],
  ['lists.keepColumns', { columns: { order: ['a'], shown: [], widths: { a: 4_001 } } }, false],
  ['lists.keepColumns', { columns: { order: Array(61).fill('a'), shown: [], widths: {} } }, false],
  ['settings.set', { lastAccountId: null }, true],
  ['settings.set', { quickAmounts: { DZD: Array.from({ length: 8 }, () => '1') } }, true],
  ['settings.set', { quickAmounts: { DZD: Array.from({ length: 9 }, () => '1') } }, false],
  ['settings.set', { quickAmounts: { D: ['1'] } }, false],
  [
    'settings.set',
    { quickAmounts: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`C${n}`, []])) },
    true,
  ],
  [
    'settings.set',
    { quickAmounts: Object.fromEntries(Array.from({ length: 61 }, (_, n) => [`C${n}`, []])) },
    false,
  ],
  ['people.add', { role: 'boss' }, false],
  ['people.keepAutoLock', { minutes: 3 }, false],
  ['people.keepAutoLock', { minutes: 0 }, true],
  ['people.setOwnLanguage', { language: null }, true],
  ['people.setOwnLanguage', { language: 'xx' }, false],
  ['settings.setOwn', { cashier: 'Nadia' }, false],
  ['book.switch', { kind: 'other' }, false],
  ['accounts.add', { provider: 'other' }, false],
  ['accounts.add', { label: '   ' }, false],
  ['accounts.add', { credentials: { apiKey: '' } }, false],
  ['accounts.add', { credentials: { apiKey: 'x'.repeat(500) } }, true],
  ['accounts.add', { credentials: { apiKey: 'x'.repeat(501) } }, false],
  ['accounts.add', { credentials: { ['x'.repeat(41)]: 'x' } }, false],
  ['accounts.add', { settings: { a: 'x'.repeat(501) } }, false],
  ['accounts.add', { settings: { a: {} } }, false],
  ['accounts.add', { settings: { ['x'.repeat(41)]: 1 } }, false],
  ['invoices.create', { token: 'not a token' }, false],
  ['invoices.create', { currency: 'X' }, false],
  ['invoices.create', { currency: 'x'.repeat(20) }, true],
  ['invoices.create', { currency: 'x'.repeat(21) }, false],
  ['invoices.create', { customerEmail: 'not an address' }, false],
  ['invoices.create', { customerEmail: null }, true],
  ['invoices.create', { customerEmail: `${'x'.repeat(243)}@example.org` }, false],
  ['invoices.create', { lines: [{ kind: 'amount', unit: '', quantity: 1 }] }, false],
  ['invoices.create', { lines: [{ kind: 'amount', unit: 'x'.repeat(65), quantity: 1 }] }, false],
  ['invoices.create', { lines: [{ kind: 'item', unit: '1', quantity: 1 }] }, false],
  ['invoices.create', { lines: [{ kind: 'item', itemId: ID, unit: '1', quantity: 1, name: 'Tea' }] }, false],
  ['invoices.create', { lines: [{ kind: 'other', unit: '1', quantity: 1 }] }, false],
  ['invoices.list', { status: ['gone'] }, false],
  ['invoices.list', { status: Array.from({ length: 20 }, () => 'open') }, true],
  ['invoices.list', { status: Array.from({ length: 21 }, () => 'open') }, false],
  ['invoices.list', { provider: Array.from({ length: 10 }, () => 'daisy') }, true],
  ['invoices.list', { provider: Array.from({ length: 11 }, () => 'daisy') }, false],
  ['invoices.view', { id: ID }, true],
  ['invoices.acceptShortfall', { received: '-1' }, false],
  ['invoices.acceptShortfall', { received: '1.' }, false],
  ['invoices.acceptShortfall', { received: ' 1' }, false],
  ['invoices.acceptShortfall', { received: '1'.repeat(64) }, true],
  ['invoices.acceptShortfall', { received: '1'.repeat(65) }, false],
  ['invoices.note', { text: ' \n ' }, false],
  ['invoices.recordRefund', { amount: '-1' }, false],
  ['invoices.recordRefund', { amount: '1e3' }, false],
  ['invoices.recordRefund', { reason: ' \n ' }, false],
  ['invoices.recordRefund', { reason: '\u200b\u3164' }, false],
  ['invoices.recordRefund', { token: 'once' }, false],
  ['invoices.undoRefund', { reason: ' ' }, false],
  ['invoices.undoRefund', { reason: '\u200f\u2800' }, false],
  ['items.save', { code: 'a\u0007b' }, false],
  ['items.save', { code: '\u200bA' }, false],
  ['items.save', { code: 'A B-1/2' }, true],
  ['items.save', { currency: 'X' }, false],
  ['items.save', { picture: null }, true],
  ['items.save', { picture: 'AAAA' }, true],
  ['items.save', { picture: '' }, false],
  ['items.save', { picture: 'AA' }, false],
  ['items.save', { picture: 'not base64!' }, false],
  ['items.save', { picture: 'A'.repeat(87_384) }, true],
  ['items.save', { picture: 'A'.repeat(87_388) }, false],
  ['practice.pay', { amount: '10.5' }, true],
  ['practice.pay', { amount: '-1' }, false],
  ['practice.pay', { amount: '1e3' }, false],
])('%s with %j is taken: %s', (route, change, taken) => {
  expect(takes(route, changed(route, change))).toBe(taken)
})

it('takes the spaces around what is typed away, and changes nothing else', () => {
  const typed = (route: RouteName, change: object) => routes[route].input.parse(changed(route, change))
  expect(typed('invoices.note', { text: '  called \n' })).toMatchObject({ text: 'called' })
  expect(typed('exceptions.handle', { note: ' seen ' })).toMatchObject({ note: 'seen' })
  expect(typed('accounts.add', { label: ' Till ' })).toMatchObject({ label: 'Till' })
  expect(typed('items.save', { name: ' Tea ', code: ' 1 ' })).toMatchObject({ name: 'Tea', code: '1' })
  expect(typed('invoices.recordRefund', { reason: ' broke ', reference: ' cash ' })).toMatchObject({
    reason: 'broke',
    reference: 'cash',
  })
  expect(typed('invoices.acceptShortfall', { reason: ' regular ' })).toMatchObject({ reason: 'regular' })
})
