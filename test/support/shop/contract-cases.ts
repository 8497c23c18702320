import { expect } from 'vitest'
import type { Envelope } from '../../../src/shared/contract/plain/envelope.ts'
import { ERROR_CODES } from '../../../src/shared/contract/plain/error-codes.ts'
import { PROVIDER_IDS } from '../../../src/shared/contract/plain/provider-ids.ts'
import { type RouteName, routes } from '../../../src/shared/contract/routes/index.ts'
import { handling, OPEN, RESOLVED } from './exceptions.ts'

/** Any way of calling the main process: in-process, or over the border from a real window. */
export type Call = (route: unknown, input: unknown) => Promise<Envelope<unknown>>

interface ContractCase {
  readonly name: string
  run(call: Call): Promise<void>
}

const NEWEST = { search: '', status: [], provider: [], cursor: null, limit: 50 }

const COFFEE = { id: null, name: 'قهوة ☕', currency: 'DZD', price: '250', code: '4006381333931' }

/** The head of a WebP file: enough to be taken for one. */
function smallestWebp(): string {
  return Buffer.from('RIFF\u0004\u0000\u0000\u0000WEBP', 'latin1').toString('base64')
}

async function codeOf(call: Call, route: unknown, input: unknown): Promise<string> {
  const answer = await call(route, input)
  expect(answer.ok).toBe(false)
  if (answer.ok) return 'success'
  expect(ERROR_CODES).toContain(answer.error.code)
  expect(typeof answer.error.retryable).toBe('boolean')
  expect(answer.error.correlationId.length).toBeGreaterThan(7)
  return answer.error.code
}

async function value(call: Call, route: RouteName, input: unknown): Promise<unknown> {
  const answer = await call(route, input)
  if (!answer.ok) throw new Error(`${route} failed with ${answer.error.code}`)
  expect(routes[route].output.parse(answer.value)).toEqual(answer.value)
  return answer.value
}

/** What every transport must do alike; the app it calls is fresh. */
export const contractCases: readonly ContractCase[] = [
  {
    name: 'a route that is not in the contract is not found, whatever it is called',
    async run(call) {
      for (const route of ['nothing.here', '__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
        expect(await codeOf(call, route, {}), route).toBe('ROUTE_NOT_FOUND')
      }
    },
  },
  {
    name: 'input that is not what a route takes is refused, and so is one key too many',
    async run(call) {
      for (const input of [null, 7, 'text', [], { extra: 1 }, { id: 1 }]) {
        expect(await codeOf(call, 'invoices.get', input), JSON.stringify(input)).toBe('INVALID_INPUT')
      }
      expect(await codeOf(call, 'invoices.list', { ...NEWEST, limit: 1_000_000 })).toBe('INVALID_INPUT')
      expect(await codeOf(call, 'invoices.list', { ...NEWEST, search: 'x'.repeat(300_000) })).toBe(
        'INVALID_INPUT',
      )
      const id = '00000000-0000-7000-8000-000000000000'
      for (const wrong of [
        handling([id], 'x'.repeat(501)),
        handling([id], ' \n '),
        handling([]),
        handling(Array.from({ length: 1_001 }, () => id)),
        { ...handling([id]), news: -1 },
      ])
        expect(await codeOf(call, 'exceptions.handle', wrong)).toBe('INVALID_INPUT')
      for (const said of [
        { received: '1.00', reason: 'x'.repeat(501) },
        { received: 'ten', reason: '' },
        { reason: '' },
      ]) {
        expect(await codeOf(call, 'invoices.acceptShortfall', { id, ...said })).toBe('INVALID_INPUT')
      }
    },
  },
  {
    name: 'a sale of more lines than a till can show, or of more pieces than a line takes, is refused as it comes in',
    async run(call) {
      const sale = (lines: readonly unknown[]) => ({
        token: '00000000-0000-4000-8000-000000000000',
        accountId: '00000000-0000-7000-8000-000000000000',
        currency: 'USD',
        amount: '101',
        description: '',
        customerName: null,
        customerEmail: null,
        lines,
      })
      const line = { kind: 'amount', unit: '1', quantity: 1 }
      const code = (lines: readonly unknown[]) => codeOf(call, 'invoices.create', sale(lines))
      expect(await code(Array.from({ length: 101 }, () => line))).toBe('INVALID_INPUT')
      expect(await code([])).toBe('INVALID_INPUT')
      for (const quantity of [0, -1, 1.5, 10_000]) {
        expect(await code([{ ...line, quantity }]), `${quantity}`).toBe('INVALID_INPUT')
      }
      expect(await code([{ ...line, kind: 'item' }])).toBe('INVALID_INPUT')
      expect(await code([{ ...line, more: 1 }])).toBe('INVALID_INPUT')
      // What is within the limits is looked at further: there is no such account.
      expect(await code(Array.from({ length: 100 }, () => line))).toBe('NOT_FOUND')
      expect(await code([{ ...line, quantity: 9_999 }])).toBe('NOT_FOUND')
    },
  },
  {
    name: 'an amount below nothing is refused where one is entered',
    async run(call) {
      const invoiceId = '00000000-0000-7000-8000-000000000000'
      expect(await codeOf(call, 'practice.pay', { invoiceId, amount: '-1' })).toBe('INVALID_INPUT')
      expect(await codeOf(call, 'settings.set', { quickAmounts: { DZD: ['-500'] } })).toBe('INVALID_INPUT')
      await value(call, 'settings.set', { quickAmounts: { DZD: ['500'] } })
    },
  },
  {
    name: 'every route that only reads answers in the shape it promises',
    async run(call) {
      await value(call, 'app.overview', {})
      await value(call, 'accounts.list', {})
      await value(call, 'vault.status', {})
      await value(call, 'invoices.list', NEWEST)
      await value(call, 'invoices.view', { id: null })
      await value(call, 'items.list', {})
      await value(call, 'items.picture', { id: 'no-such-item' })
      await value(call, 'exceptions.list', OPEN)
      await value(call, 'exceptions.list', RESOLVED)
      await value(call, 'exceptions.kinds', { resolved: false })
      await value(call, 'exceptions.keys', { kind: null, from: 0, limit: 100_000 })
      await value(call, 'exceptions.count', {})
      await value(call, 'books.today', {})
      await value(call, 'trail.view', {})
      await value(call, 'trail.entries', { from: 0, limit: 200 })
      await value(call, 'watching.state', {})
    },
  },
  {
    name: 'what does not exist is not found, and says so by its code',
    async run(call) {
      const id = '00000000-0000-7000-8000-000000000000'
      for (const route of [
        'invoices.get',
        'invoices.check',
        'invoices.relink',
        'invoices.linkForRemainder',
        'accounts.test',
        'accounts.forget',
      ]) {
        expect(await codeOf(call, route, { id }), route).toBe('NOT_FOUND')
      }
      expect(await codeOf(call, 'invoices.acceptShortfall', { id, received: '1.00', reason: '' })).toBe(
        'NOT_FOUND',
      )
      const refund = { token: id, currency: 'USD', amount: '1.00', reason: 'broke', reference: '' }
      expect(await codeOf(call, 'invoices.recordRefund', { id, ...refund })).toBe('NOT_FOUND')
      expect(await codeOf(call, 'invoices.undoRefund', { refundId: id, reason: 'no' })).toBe('NOT_FOUND')
      expect(await codeOf(call, 'export.status', { jobId: id })).toBe('NOT_FOUND')
      expect(await codeOf(call, 'links.copy', { linkId: id, what: 'address' })).toBe('NOT_FOUND')
      expect(await codeOf(call, 'items.retire', { id, retired: true })).toBe('NOT_FOUND')
      expect(await codeOf(call, 'items.save', { ...COFFEE, id })).toBe('NOT_FOUND')
      expect(await codeOf(call, 'exceptions.takeIn', { id })).toBe('NOT_FOUND')
    },
  },
  {
    name: 'values cross unharmed: every script, emoji, right-to-left text and control characters',
    async run(call) {
      const person = 'ليلى \u202e Zoë 🧾 \u0000 "\''
      await value(call, 'settings.set', { cashier: person })
      const overview = (await value(call, 'app.overview', {})) as { settings: { cashier: string } }
      expect(overview.settings.cashier).toBe(person)
    },
  },
  {
    name: 'an item comes back as it was saved; its picture is asked for by itself, and stays unless it is sent anew',
    async run(call) {
      const webp = smallestWebp()
      const saved = (await value(call, 'items.save', { ...COFFEE, picture: webp })) as { id: string }
      expect(saved).toMatchObject({ name: 'قهوة ☕', code: '4006381333931', hasPicture: true, active: true })
      await value(call, 'items.save', { ...COFFEE, id: saved.id, price: '260' })
      expect(await value(call, 'items.picture', { id: saved.id })).toEqual({ webp })
      expect(await codeOf(call, 'items.save', COFFEE)).toBe('CODE_TAKEN')
      await value(call, 'items.retire', { id: saved.id, retired: true })
      expect(await value(call, 'items.list', {})).toMatchObject([
        { id: saved.id, price: { currency: 'DZD', amount: '260.00' }, active: false },
      ])
    },
  },
  {
    name: 'an item that cannot be sold, or whose picture is none, is refused with its reason',
    async run(call) {
      for (const [change, code] of [
        [{ price: '0' }, 'AMOUNT_ZERO'],
        [{ price: '2.505' }, 'AMOUNT_TOO_MANY_DECIMALS'],
        [{ price: 'twelve' }, 'AMOUNT_NOT_A_NUMBER'],
        [{ currency: 'NOPE' }, 'CURRENCY_NOT_OFFERED'],
        [{ picture: Buffer.from('GIF89a no WebP').toString('base64') }, 'PICTURE_UNFIT'],
        [{ picture: 'A'.repeat(90_000) }, 'INVALID_INPUT'],
        [{ name: '  ' }, 'INVALID_INPUT'],
        [{ code: 'one\ntwo' }, 'INVALID_INPUT'],
      ] as const) {
        expect(await codeOf(call, 'items.save', { ...COFFEE, code: null, ...change })).toBe(code)
      }
    },
  },
  {
    name: 'the overview names every provider with what it can do',
    async run(call) {
      const overview = (await value(call, 'app.overview', {})) as { providers: { id: string }[] }
      expect(overview.providers.map((one) => one.id).sort()).toEqual([...PROVIDER_IDS].sort())
    },
  },
  {
    name: 'a list and its sums are answered at any place, in any order and by any filter',
    async run(call) {
      const filter = {
        ...{ search: '', status: [], provider: [], accountId: [], currency: [], item: [], till: [] },
        ...{ period: null, amount: null, attention: false, review: null, tag: [] },
      }
      const query = { filter, sort: { by: 'created', down: true }, from: 0, limit: 100 }
      const narrow = {
        ...{ ...filter, search: '49.90', status: ['paid'], attention: true },
        period: { by: 'paid', from: '2026-10-01', to: null },
        amount: { of: 'received', from: '0.000000000000000001', to: '9'.repeat(40) },
      }
      const newest = await value(call, 'lists.invoices', query)
      expect(newest).toMatchObject({ count: 0, rows: [] })
      const far = { filter: narrow, sort: { by: 'customer', down: false }, from: 650_000, limit: 100 }
      expect(await value(call, 'lists.invoices', far)).toMatchObject({ count: 0, rows: [] })
      for (const one of [filter, narrow]) {
        expect(await value(call, 'lists.sums', { filter: one })).toMatchObject({ count: 0, all: 0, sums: [] })
        expect(await value(call, 'lists.counts', { filter: one, items: true })).toMatchObject({
          ...{ status: [], currency: [], tag: [], item: [], till: [] },
          ...{ reviewed: 0, unreviewed: 0, attention: 0 },
        })
      }
      expect(await codeOf(call, 'lists.invoices', { ...query, from: -1 })).toBe('INVALID_INPUT')
    },
  },
  {
    name: 'the receipts and their sums are answered at any place, in any order and by any filter of theirs',
    async run(call) {
      const filter = {
        ...{ search: '', provider: [], accountId: [], currency: [], item: [], till: [] },
        ...{ period: null, amount: null },
      }
      const narrow = {
        ...{ ...filter, search: '0xabc', provider: ['daisy'], currency: ['DAI'] },
        period: { by: 'recorded', from: null, to: '2026-10-01' },
        amount: { from: '0.000000000000000001', to: '9'.repeat(40) },
      }
      for (const [one, by] of [
        [filter, 'paid'],
        [narrow, 'received'],
      ] as const) {
        const query = { filter: one, sort: { by, down: true }, from: 650_000, limit: 100 }
        expect(await value(call, 'lists.receipts', query)).toMatchObject({ count: 0, rows: [] })
        expect(await value(call, 'lists.receiptSums', { filter: one })).toMatchObject({ count: 0, all: 0 })
        const counts = await value(call, 'lists.receiptCounts', { filter: one, items: true })
        expect(counts).toMatchObject({ provider: [], currency: [], item: [], till: [] })
        const ofInvoices = { ...query, filter: { ...one, status: ['paid'] } }
        expect(await codeOf(call, 'lists.receipts', ofInvoices)).toBe('INVALID_INPUT')
      }
      for (const [span, from, to] of [
        ['month', '2024-02-01', '2024-02-29'],
        ['quarter', '2024-01-01', '2024-03-31'],
        ['year', '2024-01-01', '2024-12-31'],
      ])
        expect(await value(call, 'lists.month', { span, day: '2024-02-29' })).toMatchObject({
          ...{ from, to, columns: [], cells: [], open: 0, attention: [], syncedUntil: null },
        })
      expect(await value(call, 'lists.charts', { span: 'quarter', day: '2024-02-29' })).toMatchObject({
        ...{ from: '2024-01-01', to: '2024-03-31', takings: [], hours: [], statuses: [] },
        waits: { counts: new Array(8).fill(0), untold: 0, accounts: [] },
      })
      expect(await codeOf(call, 'lists.month', { span: 'week', day: '2024-02-29' })).toBe('INVALID_INPUT')
      expect(await codeOf(call, 'lists.month', { span: 'month', day: '2023-02-29' })).toBe('INVALID_INPUT')
    },
  },
  {
    name: 'how the lists were left and the views of a person come back as they were given, and two of one name are refused',
    async run(call) {
      const before = await value(call, 'lists.kept', {})
      expect(before).toMatchObject({ left: null, views: { invoices: [], receipts: [] } })
      const { bookId } = before as { readonly bookId: string }
      const rows = { choice: { search: 'nadia' }, sort: null, active: { id: null, index: 3 }, offset: 108 }
      const left = {
        ...{ view: 'receipts', openId: null, invoices: rows, receipts: { ...rows, choice: {} } },
        attention: { filter: { resolved: true, kind: null }, active: { id: null, index: 0 }, offset: 0 },
      }
      await value(call, 'lists.keep', { bookId, of: null, left })
      const view = { name: 'Café ☕', choice: { status: ['open'] }, sort: null, accounts: [] }
      const views = { invoices: [{ id: 'the-first', ...view }], receipts: [] }
      await value(call, 'lists.saveViews', { bookId, views })
      expect(await value(call, 'lists.kept', {})).toMatchObject({ bookId, left, views })
      const both = [...views.invoices, { id: 'the-second', ...view, name: 'CAFÉ ☕' }]
      for (const wrong of [
        { bookId, views: { invoices: both, receipts: [] } },
        { bookId, views: { invoices: [{ id: 'the-first', ...view, name: ' ' }], receipts: [] } },
        { bookId, views: { invoices: [{ id: 'the-first', ...view, name: 'x'.repeat(61) }], receipts: [] } },
      ])
        expect(await codeOf(call, 'lists.saveViews', wrong)).toBe('INVALID_INPUT')
      expect(await codeOf(call, 'lists.saveViews', { bookId: 'another-book', views })).toBe('CONFLICT')
      await value(call, 'lists.keep', { bookId: 'another-book', of: null, left })
      const item = Array.from({ length: 100 }, (_, n) => `${n} ${'字'.repeat(75)}`)
      const label = '字'.repeat(80)
      const accounts = Array.from({ length: 100 }, (_, n) => ({ id: `account-number-${n}`, label }))
      const long = Array.from({ length: 9 }, (_, n) => ({
        ...{ id: `long-view-${n}`, name: `Long ${n}`, sort: null, accounts },
        choice: { item, search: '字'.repeat(2_000) },
      }))
      const codes: unknown[] = []
      for (let n = 1; n <= 9; n++) {
        // Whatever is saved is saved beside what was, one view more at a time.
        const kept = (await value(call, 'lists.kept', {})) as { readonly views: { receipts: unknown[] } }
        const receipts = [...kept.views.receipts, long[n - 1]]
        const answer = await call('lists.saveViews', { bookId, views: { ...views, receipts } })
        codes.push(answer.ok || answer.error.code)
      }
      expect(codes.slice(0, 2)).toEqual([true, true])
      expect(codes.slice(-6)).toEqual(new Array(6).fill('VIEWS_TOO_LONG'))
      await value(call, 'lists.saveViews', { bookId, views })
      expect(await value(call, 'lists.kept', {})).toMatchObject({ bookId, left, views })
    },
  },
]
