import { expect, test } from 'vitest'
import { type CustomerWindow, createCustomerScreen } from '../../../src/main/customer/customer-display.ts'
import { RIGHTS, type Right } from '../../../src/shared/contract/plain/rights.ts'
import type { ToldCustomer } from '../../../src/shared/contract/shapes/customer-display.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import type { LanguageId } from '../../../src/shared/words/languages.ts'
import { manualTime } from '../../support/app/manual-time.ts'

const AMOUNT = { currency: 'DZD', amount: '500.00' }
const ENTRY: ToldCustomer = { kind: 'entry', total: AMOUNT, lines: [] }
const SALE: ToldCustomer = { kind: 'sale', invoiceId: 'sale-one' }

/** A sale of the book, as far as a customer may see it. */
function saleOf(status: string): InvoiceDetail {
  const invoice = { status, asked: AMOUNT, due: { ...AMOUNT, amount: '-2.50' }, shareLinkId: 'link' }
  const link = { id: 'link', url: 'https://pay.example/1', asked: AMOUNT, lastError: null }
  return { invoice, lines: [], links: [link], receipts: [], refunds: [], events: [] } as never
}

function bench() {
  const time = manualTime()
  const told: string[] = []
  let onChange: Parameters<CustomerWindow['onChange']>[0] = () => undefined
  const state = {
    status: 'open',
    settings: {
      shopName: 'Atlas',
      theme: 'light',
      customerDisplay: 'other',
      customerLanguage: 'same',
    } as const,
    rights: RIGHTS as readonly Right[],
    reads: true,
  }
  const screen = createCustomerScreen({
    timers: time.timers,
    window: {
      show: (where) => void told.push(`show ${where}`),
      hide: () => void told.push('hide'),
      isOpen: () => true,
      otherScreens: () => 1,
      onChange: (listener) => {
        onChange = listener
      },
    },
    settings: () => state.settings,
    switchOff: () => void told.push('off'),
    bookKind: () => 'live',
    rights: () => state.rights,
    localeIn: (language: LanguageId | 'same') => language,
    changed: () => void told.push('changed'),
    placed: () => void told.push('placed'),
  })
  const view = () => screen.view(async () => (state.reads ? saleOf(state.status) : null))
  return { ...time, told, state, screen, view, windowTells: (by: 'person' | null) => onChange(by) }
}

test('what is entered and then sold is seen, in the language of this customer until the next one', async () => {
  const { screen, view } = bench()
  expect((await view()).shown).toEqual({ kind: 'asleep' })
  screen.show(ENTRY)
  screen.speak('ar')
  expect(await view()).toMatchObject({ locale: 'ar', shop: 'Atlas', shown: ENTRY })
  screen.show(SALE)
  expect(await view()).toMatchObject({
    locale: 'ar',
    shown: { kind: 'sale', total: AMOUNT, code: { url: 'https://pay.example/1' }, missing: null },
  })
  screen.show({ kind: 'sale', invoiceId: 'sale-two' })
  expect((await view()).locale).toBe('same')
  screen.speak('fr')
  screen.show(ENTRY)
  expect((await view()).locale).toBe('same')
})

test('a sale that the cashier has left stays for who is paying it, and a little longer once it is paid', async () => {
  const { screen, view, state, pass } = bench()
  screen.show(SALE)
  screen.show({ kind: 'asleep' })
  pass(60_000)
  expect((await view()).shown).toMatchObject({ kind: 'sale' })
  state.status = 'paid'
  expect((await view()).shown).toMatchObject({ kind: 'sale', status: 'paid', code: null })
  pass(4_000)
  expect((await view()).shown.kind).toBe('sale')
  pass(2_000)
  expect((await view()).shown).toEqual({ kind: 'asleep' })
  screen.show(SALE)
  state.status = 'open'
  screen.show({ kind: 'asleep' })
  pass(121_000)
  expect((await view()).shown).toEqual({ kind: 'asleep' })
})

test('a till that is locked keeps a sale in sight for as long as it can be paid, and no longer than whoever paid reads it', async () => {
  const { screen, view, state, pass } = bench()
  const lock = () => {
    state.rights = ['enter']
    screen.heard('people.changed', [])
  }
  screen.show(SALE)
  lock()
  pass(600_000)
  expect((await view()).shown).toMatchObject({ kind: 'sale', status: 'open' })
  state.status = 'paid'
  expect((await view()).shown).toMatchObject({ kind: 'sale', status: 'paid' })
  pass(6_000)
  expect((await view()).shown).toEqual({ kind: 'asleep' })
  // One that is paid already is not read there until the next person comes.
  screen.show(SALE)
  lock()
  await view()
  pass(6_000)
  expect((await view()).shown).toEqual({ kind: 'asleep' })
})

test('a sale that was left at a locked till is left once more by whoever comes', async () => {
  const { screen, view, state, pass } = bench()
  screen.show(SALE)
  state.rights = ['enter']
  screen.heard('people.changed', [])
  state.rights = RIGHTS
  screen.show({ kind: 'asleep' })
  pass(119_000)
  expect((await view()).shown.kind).toBe('sale')
  pass(2_000)
  expect((await view()).shown).toEqual({ kind: 'asleep' })
})

test('once a part was paid, a code that asks for the whole is kept back, and one for the rest is not', async () => {
  const { screen, state } = bench()
  state.status = 'underpaid'
  const asking = (amount: string) => {
    const sale = saleOf('underpaid')
    const links = sale.links.map((link) => ({ ...link, asked: { ...AMOUNT, amount } }))
    return screen.view(async () => ({ ...sale, links }))
  }
  screen.show(SALE)
  expect((await asking('500.00')).shown).toMatchObject({ status: 'underpaid', code: null })
  expect((await asking('120.00')).shown).toMatchObject({ code: { asked: { amount: '120.00' } } })
})

test('what comes next is never taken away by what was left before it', async () => {
  const { screen, view, pass } = bench()
  screen.show(SALE)
  screen.show({ kind: 'asleep' })
  screen.show(ENTRY)
  pass(200_000)
  expect((await view()).shown).toEqual(ENTRY)
})

test('too much, a sale that was given up and one that cannot be read', async () => {
  const { screen, view, state } = bench()
  screen.show(SALE)
  state.status = 'overpaid'
  expect((await view()).shown).toMatchObject({ tooMuch: { currency: 'DZD', amount: '2.50' }, code: null })
  state.status = 'abandoned'
  expect((await view()).shown).toEqual({ kind: 'asleep' })
  state.status = 'open'
  state.reads = false
  expect((await view()).shown).toEqual({ kind: 'asleep' })
})

test('it hears of its own sale, of the settings, of another book and of a till that is locked', async () => {
  const { screen, view, state, told } = bench()
  screen.show(SALE)
  told.length = 0
  screen.heard('invoices.changed', ['another'])
  screen.heard('exceptions.changed', [])
  expect(told).toEqual([])
  screen.heard('invoices.changed', ['another', 'sale-one'])
  screen.heard('invoices.changed', [])
  screen.heard('settings.changed', [])
  expect(told).toEqual(['changed', 'changed', 'changed'])
  state.rights = ['enter']
  screen.heard('people.changed', [])
  expect((await view()).shown.kind).toBe('sale')
  state.rights = RIGHTS
  screen.show(ENTRY)
  screen.heard('people.changed', [])
  expect((await view()).shown.kind).toBe('entry')
  state.rights = ['enter']
  screen.heard('people.changed', [])
  expect((await view()).shown.kind).toBe('asleep')
  screen.show(SALE)
  screen.heard('book.changed', [])
  expect((await view()).shown.kind).toBe('asleep')
})

test('a window that a person closes is not wanted any more; one that went with its screen is', () => {
  const { told, screen, windowTells } = bench()
  windowTells('person')
  expect(told).toEqual(['off', 'placed'])
  windowTells(null)
  expect(told).toEqual(['off', 'placed', 'placed'])
  screen.place()
  expect(told.at(-1)).toBe('show other')
})
