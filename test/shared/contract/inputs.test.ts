import { describe, expect, it } from 'vitest'
import { type RouteInput, type RouteName, routes } from '../../../src/shared/contract/routes/index.ts'

const ID = '00000000-0000-7000-8000-000000000000'

const NO_FILTER = {
  ...{ search: '', status: [], provider: [], accountId: [], currency: [], item: [], till: [] },
  ...{ period: null, amount: null, attention: false, review: null, tag: [] },
}

const NO_RECEIPT_FILTER = {
  ...{ search: '', provider: [], accountId: [], currency: [], item: [], till: [] },
  ...{ period: null, amount: null },
}

/** For each route an input as its window sends it. */
const INPUTS: { readonly [R in RouteName]: RouteInput<R> } = {
  'app.overview': {},
  'settings.set': { theme: 'dark', volume: 0.5, quickAmounts: { DZD: ['500', '12.50'] } },
  'book.switch': { kind: 'practice' },
  'backups.view': {},
  'backups.make': {},
  'backups.newsRead': {},
  'backups.askedBack': {},
  'backups.takeIn': { accountId: 'an-account', ref: 'a reference' },
  'backups.askedBackDone': {},
  'backups.openFile': {},
  'backups.chooseFolder': {},
  'moving.view': {},
  'moving.make': { passphrase: 'four words or more' },
  'moving.reveal': {},
  'moving.stop': {},
  'moving.sellAgain': {},
  'moving.open': { passphrase: null },
  'backups.leaveFolder': {},
  'backups.showFolder': {},
  'backups.preview': { name: 'live' },
  'backups.restore': { name: 'live' },
  'book.check': {},
  'book.goOn': {},
  'book.salvage': {},
  'book.useKept': {},
  'book.beginNew': {},
  'book.showFolder': {},
  'files.dismiss': {},
  'display.keepAwake': { on: true },
  'accounts.list': {},
  'accounts.add': { provider: 'ocpay', label: 'Till', credentials: { apiKey: 'x' }, settings: { a: true } },
  'accounts.update': { id: ID, label: 'Till', settings: { a: 'b', c: 1, d: null } },
  'accounts.replaceKey': { id: ID, credentials: { apiKey: 'x' } },
  'accounts.test': { id: ID },
  'accounts.largestAsked': { id: ID, currency: 'USD' },
  'accounts.tryKey': { id: null, provider: 'ocpay', credentials: { apiKey: 'x' }, settings: {} },
  'accounts.forget': { id: ID },
  'books.compare': { accountId: ID, days: 7 },
  'books.today': {},
  'books.ownToday': {},
  'people.view': {},
  'people.setUp': { name: 'Nadia', pin: '2468' },
  'people.add': { name: 'Yanis', role: 'cashier', pin: '135790' },
  'people.change': { id: ID, name: 'Yanis', role: 'bookkeeper', language: null },
  'people.setPin': { id: ID, pin: '٢٤٦٨' },
  'people.setOwnPin': { current: '2468', pin: '8642' },
  'people.setOwnLanguage': { language: 'en' },
  'people.putAway': { id: ID },
  'people.takeBack': { id: ID },
  'people.keepAutoLock': { minutes: 5 },
  'people.endAll': {},
  'people.signIn': { id: ID, pin: '2468' },
  'people.lock': {},
  'people.active': {},
  'people.resetOwner': { passphrase: 'four words or more', pin: '2468', id: ID, name: null },
  'people.noticeRead': {},
  'settings.setOwn': { theme: 'dark', sound: false },
  'settings.keepAccount': { id: ID },
  'trail.view': {},
  'trail.entries': { from: 0, limit: 100 },
  'trail.verify': {},
  'trail.stop': {},
  'imports.view': {},
  'imports.choose': {},
  'imports.look': { fileId: ID, encoding: 'utf-16le', delimiter: '\t' },
  'imports.preview': {
    ...{ fileId: ID, accountId: ID, columns: ['Date', 'Amount'] },
    reading: {
      ...{ encoding: 'utf-8', delimiter: ';', headerRow: 0, fields: ['created', 'asked'], currency: 'EUR' },
      ...{ dates: 'dayFirst', mark: ',', zone: 'book' },
    },
  },
  'imports.rows': { previewId: ID, from: 0, limit: 100 },
  'imports.take': { previewId: ID, mark: 'a', decided: { all: false, but: [3] } },
  'imports.cancel': {},
  'imports.undo': { importId: ID },
  'imports.saveOthers': { previewId: ID, decided: { all: true, but: [] } },
  'periods.view': { span: 'month', day: '2026-10-31' },
  'periods.closed': {},
  'periods.chooseStatement': {},
  'periods.lookAtStatement': { fileId: ID, encoding: 'utf-8', delimiter: ';' },
  'periods.readStatement': {
    ...{
      span: 'month',
      day: '2026-10-31',
      fileId: ID,
      accountId: ID,
      currency: 'EUR',
      within: 2,
      columns: ['Date'],
    },
    reading: {
      ...{ encoding: 'utf-8', delimiter: ';', headerRow: 0, date: 0, amount: 1, currencyColumn: null },
      ...{ dates: null, mark: null },
    },
  },
  'periods.explain': {
    span: 'month',
    day: '2026-10-31',
    accountId: ID,
    currency: 'EUR',
    told: '1.00',
    within: 2,
  },
  'periods.close': { span: 'month', day: '2026-10-31', mark: '1-a', reason: 'seen' },
  'periods.reopen': { span: 'month', day: '2026-10-31', reason: 'seen' },
  'periods.tieOut': {
    ...{ span: 'month', day: '2026-10-31', accountId: ID, currency: 'EUR', told: '12.50', explainedBy: [ID] },
    ...{ reason: 'seen', source: { name: 'october.csv', rows: 2, found: 1 } },
  },
  'exceptions.list': { resolved: false, kind: null, from: 0, limit: 100 },
  'exceptions.kinds': { resolved: false },
  'exceptions.keys': { kind: 'late', from: 0, limit: 100 },
  'exceptions.takeIn': { id: ID },
  'exceptions.count': {},
  'exceptions.handle': { token: ID, ids: [ID], note: 'seen', news: 0 },
  'export.receipts': {},
  'export.start': {
    ...{ kind: 'receipts', filter: NO_RECEIPT_FILTER, basis: 'paid' },
    ...{ zone: 'Africa/Algiers', columns: ['invoice_number', 'net'], preset: 'spreadsheet', language: 'fr' },
  },
  'export.preview': {
    request: {
      kind: 'days',
      filter: { from: '2026-10-01', to: '2026-10-31', provider: [], accountId: [], currency: [] },
      ...{ zone: null, columns: null, preset: 'machine', language: 'en' },
    },
    sums: true,
  },
  'export.compare': {},
  'export.again': { id: '01890000-0000-7000-8000-000000000000' },
  'export.changes': { id: '01890000-0000-7000-8000-000000000000' },
  'export.jobs': {},
  'export.schedules': {},
  'export.schedule': { every: 'month', kind: 'movements', preset: 'xlsx', language: 'en' },
  'export.unschedule': { id: ID },
  'export.status': { jobId: ID },
  'export.cancel': { jobId: ID },
  'export.reveal': { jobId: ID },
  'lists.invoices': { filter: NO_FILTER, sort: { by: 'created', down: true }, from: 0, limit: 100 },
  'lists.ids': { filter: NO_FILTER, sort: { by: 'created', down: true }, from: 0, limit: 100_000 },
  'lists.newest': { filter: { ...NO_FILTER, search: 'tea' }, limit: 100 },
  'lists.next': { filter: { ...NO_FILTER, tag: ['deposit'] }, sort: { by: 'created', down: true }, from: 7 },
  'review.edit': { token: ID, edit: { kind: 'tag', tag: 'deposit', isOn: true }, ids: [ID] },
  'review.undo': {},
  'review.redo': {},
  'lists.sums': { filter: { ...NO_FILTER, period: { by: 'paid', from: '2026-10-01', to: null } } },
  'lists.counts': { filter: { ...NO_FILTER, item: ['Mint tea'], till: ['CF2'] }, items: true },
  'lists.receiptCounts': { filter: NO_RECEIPT_FILTER, items: false },
  'lists.receipts': {
    filter: NO_RECEIPT_FILTER,
    sort: { by: 'paid', down: true },
    from: 0,
    limit: 100,
  },
  'lists.receiptSums': {
    filter: { ...NO_RECEIPT_FILTER, period: { by: 'recorded', from: null, to: '2026-10-31' } },
  },
  'lists.kept': {},
  'lists.keep': {
    bookId: ID,
    left: {
      ...{ view: 'receipts', openId: ID },
      attention: { filter: { resolved: false, kind: null }, active: { id: null, index: 0 }, offset: 0 },
      invoices: {
        choice: { search: 'nadia', period: { by: 'created', span: 'month', from: null, to: null } },
        ...{ sort: null, active: { id: null, index: 0 }, offset: 0 },
      },
      receipts: {
        choice: {
          ...{ accountId: [ID], currency: ['DZD'] },
          amount: { of: 'received', from: { at: '50', open: true }, to: null },
        },
        ...{ sort: { by: 'paid', down: false }, active: { id: ID, index: 7 }, offset: 252 },
      },
    },
  },
  'lists.saveViews': {
    bookId: ID,
    views: {
      invoices: [{ id: ID, name: 'فواتير مفتوحة', choice: { status: ['open'] }, sort: null, accounts: [] }],
      receipts: [],
    },
  },
  'lists.month': { span: 'quarter', day: '2026-10-31' },
  'lists.keepColumns': {
    ...{ kind: 'live', list: 'receipts' },
    columns: { order: ['paid', 'received'], shown: ['paid'], widths: { paid: 96 } },
  },
  'lists.charts': { span: 'year', day: '2026-10-31' },
  'invoices.create': {
    token: ID,
    accountId: ID,
    currency: 'USD',
    amount: '12.50',
    description: '',
    customerName: null,
    customerEmail: 'zoe@example.org',
    linkOptions: { mediaUrl: 'https://shop.example.org/lamp.png' },
    lines: [
      { kind: 'amount', unit: '2.50', quantity: 1 },
      { kind: 'item', itemId: ID, unit: '5', quantity: 2 },
    ],
  },
  'invoices.list': { search: '', status: ['open', 'paid'], provider: ['daisy'], cursor: null, limit: 50 },
  'invoices.get': { id: ID },
  'invoices.view': { id: null },
  'invoices.check': { id: ID },
  'invoices.relink': { id: ID },
  'invoices.linkForRemainder': { id: ID },
  'invoices.acceptShortfall': { id: ID, received: '20.00', reason: '' },
  'invoices.abandon': { id: ID, reason: '' },
  'invoices.note': { id: ID, text: 'called' },
  'invoices.recordRefund': {
    id: ID,
    token: ID,
    currency: 'USD',
    amount: '2.50',
    reason: 'one too much',
    reference: '0xfeed',
  },
  'invoices.undoRefund': { refundId: ID, reason: 'wrong sale' },
  'links.copy': { linkId: ID, what: 'reference' },
  'links.open': { linkId: ID },
  'standing.list': {},
  'standing.make': {
    token: ID,
    accountId: ID,
    itemId: null,
    name: 'Donation box',
    currency: 'USD',
    amount: '5.00',
  },
  'standing.putAway': { id: ID, away: true },
  'standing.check': { id: ID },
  'standing.copy': { id: ID },
  'practice.payStanding': { id: ID },
  'items.list': {},
  'items.picture': { id: ID },
  'items.save': { id: null, name: 'Tea', currency: 'DZD', price: '250', code: null },
  'items.retire': { id: ID, retired: true },
  'practice.pay': { invoiceId: ID, amount: null },
  'practice.expire': { invoiceId: ID },
  'vault.status': {},
  'vault.createPassphrase': { passphrase: 'correct horse' },
  'vault.changePassphrase': { current: 'correct horse', passphrase: 'battery staple' },
  'vault.erase': {},
  'vault.unlock': { passphrase: '' },
  'vault.lock': {},
  'watching.state': {},
}
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
      route === 'settings.set' ? Object.keys(INPUTS[route]) : ['lines', 'linkOptions', 'picture']
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
  ['vault.createPassphrase', 'passphrase', 1_000, 'empty'],
  ['vault.unlock', 'passphrase', 1_000, 'empty'],
  ['moving.make', 'passphrase', 1_000, 'empty'],
  ['moving.open', 'passphrase', 1_000, 'empty'],
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
