import { expect, test } from 'vitest'
import { createCooldowns } from '../../../src/main/accounts/cooldowns.ts'
import { createInvoicing } from '../../../src/main/invoicing/invoicing.ts'
import type { Ledger, LedgerClient } from '../../../src/main/ledger/port/ledger.ts'
import { ocpay } from '../../../src/main/providers/ocpay/provider.ts'
import { moneyFrom } from '../../../src/shared/money/money.ts'
import { systemClock, systemTimers } from '../../../src/shared/time/clock.ts'
import { addAccount, openSale, seen, testBook, transfer } from '../../support/books/open-book.ts'

const dzd = (text: string) => moneyFrom('DZD', text)

/** The same book, answering as its worker does. */
function asClient(ledger: Ledger): LedgerClient {
  const answered = Object.entries(ledger).map(([name, method]) => [
    name,
    async (...args: unknown[]) => (method as (...args: unknown[]) => unknown)(...args),
  ])
  return { ...Object.fromEntries(answered), close: async () => undefined } as LedgerClient
}

test('a rest below what the provider takes is refused with its minimum, and a lost one is not asked for again', async () => {
  const { ledger } = await testBook()
  addAccount(ledger, 'account-two', 'ocpay')
  const { invoiceId, linkId } = openSale(ledger, { accountId: 'account-two', asked: dzd('700') })
  const sent: string[] = []
  const invoicing = createInvoicing({
    ledger: asClient(ledger),
    connections: {
      of: ({ id }) => {
        sent.push(id)
        throw new Error('nothing is to be sent')
      },
      limiter: () => {
        throw new Error('nothing is to be sent')
      },
      drop: () => undefined,
    },
    clock: systemClock,
    cooldowns: createCooldowns(systemClock),
    timers: systemTimers,
    changed: () => undefined,
    asked: () => undefined,
    keyRefused: async () => undefined,
    signal: new AbortController().signal,
    failed: () => undefined,
    keys: { has: () => true } as never,
    provider: () => ocpay,
  })
  const came = (amount: string) =>
    ledger.recordAnswers([seen(linkId, { receipts: [transfer({ amount: dzd(amount), credited: dzd(amount) })] })])
  came('201')
  expect(await invoicing.linkForRemainder(invoiceId)).toMatchObject({
    ok: false,
    error: { code: 'AMOUNT_TOO_SMALL', params: { currency: 'DZD', minimum: '500' } },
  })
  expect(ledger.invoice(invoiceId)?.links).toHaveLength(1)
  came('200')
  expect(await invoicing.linkForRemainder(invoiceId)).toMatchObject({ ok: true })
  await invoicing.whenIdle()
  expect(sent).toEqual(['account-two'])
  // Its answer was lost, and this provider shows it to nobody: a person may ask again.
  expect(ledger.invoice(invoiceId)?.links[1]?.stage).toBe('lost')
  expect(await invoicing.linkForRemainder(invoiceId)).toMatchObject({ ok: true })
  await invoicing.whenIdle()
  expect([sent.length, ledger.invoice(invoiceId)?.links.length]).toEqual([2, 3])
})
