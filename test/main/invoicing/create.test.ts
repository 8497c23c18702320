import { expect, test } from 'vitest'
import { createCooldowns } from '../../../src/main/accounts/cooldowns.ts'
import { createInvoicing } from '../../../src/main/invoicing/invoicing.ts'
import type { Ledger, LedgerClient } from '../../../src/main/ledger/port/ledger.ts'
import { ocpay } from '../../../src/main/providers/ocpay/provider.ts'
import { systemClock, systemTimers } from '../../../src/shared/time/clock.ts'
import { addAccount, testBook } from '../../support/books/open-book.ts'

/** The same book, answering as its worker does, and what it was asked in turn. */
function asClient(ledger: Ledger, asked: string[]): LedgerClient {
  const answered = Object.entries(ledger).map(([name, method]) => [
    name,
    async (...args: unknown[]) => {
      asked.push(name)
      return (method as (...args: unknown[]) => unknown)(...args)
    },
  ])
  return { ...Object.fromEntries(answered), close: async () => undefined } as LedgerClient
}

test('a committed sale is answered with what the book holds, read in the very commit, and never asked for twice', async () => {
  const { ledger } = await testBook()
  addAccount(ledger, 'account-two', 'ocpay')
  const asked: string[] = []
  const invoicing = createInvoicing({
    ledger: asClient(ledger, asked),
    connections: {
      of: () => {
        throw new Error('nobody is there')
      },
      limiter: () => {
        throw new Error('nobody is there')
      },
      drop: () => undefined,
      renew: () => undefined,
      dropAll: () => undefined,
    },
    clock: systemClock,
    cooldowns: createCooldowns(systemClock),
    timers: systemTimers,
    changed: () => asked.push('told'),
    asked: () => undefined,
    keyRefused: async () => undefined,
    signal: new AbortController().signal,
    failed: () => undefined,
    keys: { has: () => true } as never,
    provider: () => ocpay,
  })
  const sale = {
    token: 'token-one',
    accountId: 'account-two',
    currency: 'DZD',
    amount: '7400',
    description: '',
    customerName: null,
    customerEmail: null,
  }
  const created = await invoicing.create(sale)
  expect(asked.slice(0, 3)).toEqual(['account', 'createInvoice', 'told'])
  expect(created).toMatchObject({ ok: true, value: { invoice: { status: 'creating' } } })
  await invoicing.whenIdle()

  const again = await invoicing.create(sale)
  expect(again).toMatchObject({ ok: true, value: { invoice: { number: 'CF-000001' } } })
  expect(await invoicing.create({ ...sale, amount: '7500' })).toMatchObject({
    ok: false,
    error: { code: 'CONFLICT' },
  })
  expect(asked.filter((one) => one === 'createInvoice')).toHaveLength(3)
})
