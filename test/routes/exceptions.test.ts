import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InvoiceRecord } from '../../src/main/ledger/port/record.ts'
import { createExceptionNotices, type Notification } from '../../src/main/notices/exception-notices.ts'
import { exceptionWords } from '../../src/main/notices/exception-words.ts'
import type { EventName } from '../../src/shared/contract/plain/app-events.ts'
import type { ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import { createWords } from '../../src/shared/words/words.ts'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { handling, OPEN, RESOLVED } from '../support/shop/exceptions.ts'

let folder: ReturnType<typeof temporaryFolder>
let shop: TestApp
beforeEach(async () => {
  folder = temporaryFolder()
  shop = await startTestApp({ folder: folder.path })
  await shop.call('book.switch', { kind: 'practice' })
})
afterEach(async () => {
  await shop.app.close()
  folder.clean()
})

/** Sells in the practice book and waits until the link can be paid. */
async function sell(provider: ProviderId, currency: string, amount: string): Promise<string> {
  const account = (await shop.call('accounts.list', {})).find((one) => one.provider === provider)
  const sale = await shop.call('invoices.create', {
    token: randomUUID(),
    accountId: account?.id ?? '',
    currency,
    amount,
    description: 'A cake for Leila',
    customerName: 'Leila',
    customerEmail: null,
  })
  const { id } = sale.invoice
  await status(id, 'open')
  return id
}

const status = (id: string, wanted: string) =>
  eventually(async () => {
    const detail = await shop.call('invoices.get', { id })
    return detail.invoice.status === wanted ? detail : null
  })
const event = (name: EventName) =>
  eventually(async () => shop.events.find((one) => one.name === name) ?? null)
const told = (count: number) =>
  eventually(async () => (shop.notifications.length >= count ? shop.notifications : null))

describe('money that came short', () => {
  it('stands in the list with its exact amounts, is counted, and is told on the desktop without the customer', async () => {
    const invoiceId = await sell('daisy', 'DAI', '20')
    await shop.call('practice.pay', { invoiceId, amount: '13.75' })
    await status(invoiceId, 'underpaid')
    const [one, ...more] = (await shop.call('exceptions.list', OPEN)).rows
    expect(more).toEqual([])
    expect(one).toMatchObject({
      invoiceId,
      number: 'PR-000001',
      kind: 'short',
      provider: 'daisy',
      asked: { currency: 'DAI', amount: '20.000000000000000000' },
      received: { currency: 'DAI', amount: '13.750000000000000000' },
      status: 'underpaid',
      resolvedAt: null,
      how: null,
    })
    expect(await shop.call('exceptions.count', {})).toEqual({ open: 1 })
    const [notification] = await told(1)
    expect(notification).toMatchObject({
      title: 'Practice · Underpaid: PR-000001',
      body: '6.25 DAI missing of 20.00 DAI. It is in Needs attention.',
      invoiceId,
    })
    expect(JSON.stringify(notification)).not.toMatch(/Leila|cake/)
    await event('exceptions.changed')
  })

  it('is told without an amount while the window hides them, and with its amounts again afterwards', async () => {
    const short = async (paid: string) => {
      const invoiceId = await sell('daisy', 'DAI', '20')
      await shop.call('practice.pay', { invoiceId, amount: paid })
      await status(invoiceId, 'underpaid')
    }
    await shop.call('display.hideAmounts', { on: true })
    await short('13.75')
    const [hidden] = await told(1)
    expect([hidden?.title, hidden?.body]).toEqual([
      'Practice · Underpaid: PR-000001',
      'Less arrived than was requested. It is in Needs attention.',
    ])
    await shop.call('display.hideAmounts', { on: false })
    await short('13.75')
    const [, shown] = await told(2)
    expect(shown?.body).toBe('6.25 DAI missing of 20.00 DAI. It is in Needs attention.')
  })

  it('is settled by itself when the rest comes', async () => {
    const invoiceId = await sell('daisy', 'DAI', '20')
    await shop.call('practice.pay', { invoiceId, amount: '13.75' })
    await status(invoiceId, 'underpaid')
    await shop.call('practice.pay', { invoiceId, amount: '6.25' })
    await status(invoiceId, 'paid')
    expect(await shop.call('exceptions.count', {})).toEqual({ open: 0 })
    const [one] = (await shop.call('exceptions.list', RESOLVED)).rows
    expect(one).toMatchObject({ invoiceId, kind: 'short', how: 'completed' })
  })
})

describe('money that came late', () => {
  it('is told once, and a press on the notification shows its sale', async () => {
    const invoiceId = await sell('oneshotpay', 'USD', '10')
    await shop.call('invoices.abandon', { id: invoiceId, reason: 'left' })
    // 1ShotPay tells whole seconds: within the same one the money would not be surely late.
    await sleep(1_100)
    await shop.call('practice.pay', { invoiceId, amount: null })
    await status(invoiceId, 'paid_late')
    const [notification] = await told(1)
    expect(notification?.title).toBe('Practice · Paid late: PR-000001')
    expect(notification?.body).toBe(
      '10.00 USD arrived after the sale had been given up. It is in Needs attention.',
    )
    notification?.pressed()
    const opened = await event('notification.opened')
    expect(opened.ids).toEqual([invoiceId])
    await shop.call('invoices.check', { id: invoiceId })
    expect(shop.notifications).toHaveLength(1)
  })

  it('shows nothing when the other book is open by the time the notification is pressed', async () => {
    const invoiceId = await sell('daisy', 'DAI', '10')
    await shop.call('practice.pay', { invoiceId, amount: '11' })
    const [notification] = await told(1)
    await shop.call('book.switch', { kind: 'live' })
    notification?.pressed()
    await shop.call('settings.set', { theme: 'dark' })
    await event('settings.changed')
    expect(shop.events.filter((one) => one.name === 'notification.opened')).toEqual([])
  })
})

describe('an exception that a person has handled', () => {
  it('leaves the open ones with its note and its person, once', async () => {
    await shop.call('settings.set', { cashier: 'Samira' })
    const invoiceId = await sell('daisy', 'DAI', '10')
    await shop.call('practice.pay', { invoiceId, amount: '11' })
    await status(invoiceId, 'overpaid')
    const [one] = (await shop.call('exceptions.list', OPEN)).rows
    const id = one?.id ?? ''
    expect(await shop.call('exceptions.handle', handling([id], '  gave 1 DAI back '))).toEqual({
      handled: 1,
      gone: 0,
      renewed: 0,
      number: 'PR-000001',
      renewedNumber: '',
    })
    expect(await shop.call('exceptions.count', {})).toEqual({ open: 0 })
    expect(await shop.call('exceptions.handle', handling([id]))).toMatchObject({ handled: 0, gone: 1 })
    const [settled] = (await shop.call('exceptions.list', RESOLVED)).rows
    expect(settled).toMatchObject({ id, how: 'person', note: 'gave 1 DAI back', person: 'Samira' })
    const { events } = await shop.call('invoices.get', { id: invoiceId })
    expect(events.map((one) => one.kind)).toContain('exception_settled')
  })
})

describe('what the watcher is doing', () => {
  it('is said for each account: state, calls of how many, and what is open by age', async () => {
    await sell('ocpay', 'DZD', '7400')
    const ofOcpay = async () =>
      (await shop.call('watching.state', {})).find(
        (one) => one.provider === 'ocpay' && one.callsLastMinute > 0,
      )
    const ocpay = await eventually(async () => (await ofOcpay()) ?? null)
    expect(ocpay).toMatchObject({ state: 'running', open: { young: 1, hour: 0, day: 0, older: 0 } })
    expect(ocpay.limitPerMinute).toBeGreaterThan(0)
    const states = await shop.call('watching.state', {})
    expect(states.map((one) => one.provider).sort()).toEqual(['daisy', 'ocpay', 'oneshotpay', 'oxapay'])
  })
})

describe('the words of a notification', () => {
  const euros = (amount: string) => ({ currency: 'EUR', amount })
  const none = { refunded: euros('0.00'), abandonedAt: null }
  const sale = { number: 'CF-000012', asked: euros('25.00'), received: euros('25.00'), ...none }

  it.each([
    ['late', sale, 'Paid late: CF-000012', '25.00 EUR arrived after the sale had expired.'],
    [
      'over',
      { ...sale, received: euros('30.10') },
      'Overpaid: CF-000012',
      '5.10 EUR too much: 30.10 EUR received for 25.00 EUR.',
    ],
    [
      'twice',
      { ...sale, received: euros('50.00') },
      'Paid twice: CF-000012',
      '50.00 EUR received for a sale of 25.00 EUR.',
    ],
    [
      'short',
      { ...sale, received: euros('24.99') },
      'Underpaid: CF-000012',
      '0.01 EUR missing of 25.00 EUR.',
    ],
  ] as const)('for %s name the sale and the exact amounts', (kind, invoice, title, body) => {
    expect(exceptionWords(createWords('en'), kind, invoice, { practice: false, hidden: false })).toEqual({
      title,
      body: `${body} It is in Needs attention.`,
    })
  })
})

describe('many exceptions at once', () => {
  const raise = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => ({
      id: `exception-${from + index}`,
      invoiceId: `invoice-${from + index}`,
      kind: 'short' as const,
    }))

  it('are told in one notification, and none of them again', async () => {
    const shown: Notification[] = []
    const failures: unknown[] = []
    const found = await shop.call('invoices.get', { id: await sell('daisy', 'DAI', '10') })
    const tell = createExceptionNotices({
      ledger: { invoice: async () => found as InvoiceRecord },
      practice: false,
      words: () => createWords('en'),
      isLocked: () => false,
      areAmountsHidden: () => false,
      notify: (notification) => shown.push(notification),
      failed: (error) => failures.push(error),
    })
    tell(raise(40))
    tell(raise(40))
    tell(raise(1, 40))
    await eventually(async () => (shown.length === 2 ? true : null))
    expect(failures).toEqual([])
    expect(shown[0]).toMatchObject({ title: '40 sales need attention', invoiceId: null })
    expect(shown[1]).toMatchObject({ title: 'Underpaid: PR-000001', invoiceId: 'invoice-40' })
  })
})
