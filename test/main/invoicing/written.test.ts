import { expect, test } from 'vitest'
import type { InvoiceChange } from '../../../src/main/ledger/port/changes.ts'
import type { Ledger, LedgerClient } from '../../../src/main/ledger/port/ledger.ts'
import { daisy } from '../../../src/main/providers/daisy/provider.ts'
import { inThisThread } from '../../support/books/in-this-thread.ts'
import { eur, openSale, seen, testBook, transfer } from '../../support/books/open-book.ts'
import { quietInvoicing } from '../../support/books/quiet-invoicing.ts'

const part = (receiptId: string, amount: string) =>
  transfer({ receiptId, amount: eur(amount), credited: eur(amount) })

/** A shop whose calls to the book are noted, and what it tells of. */
async function shop() {
  const { ledger } = await testBook()
  const calls: string[] = []
  const noted: LedgerClient = new Proxy(inThisThread(ledger), {
    get(client, method: keyof Ledger) {
      const run = client[method] as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        calls.push(method)
        return run(...args)
      }
    },
  })
  const told: InvoiceChange[] = []
  const invoicing = quietInvoicing(noted, {
    provider: () => daisy,
    changed: (all) => told.push(...all),
  })
  return { ledger, calls, told, invoicing }
}

test('to take too little for enough reads the sale once: in the commit that writes it', async () => {
  const { ledger, calls, told, invoicing } = await shop()
  const { linkId, invoiceId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '20.00')] })])
  const accepted = await invoicing.acceptShortfall(invoiceId, '20.00', {
    reason: 'a regular',
    person: 'Samira',
  })
  expect(calls).toEqual(['acceptShortfall'])
  expect(accepted).toEqual({ ok: true, value: ledger.invoice(invoiceId) })
  // The window holds the sale as of the very commit that it is told of, and asks no more.
  expect(told).toMatchObject([{ invoiceId, after: 'paid', commit: ledger.invoice(invoiceId)?.asOf }])
})

test('a note and a sale given up are each one call, which tells what it changed', async () => {
  const { ledger, calls, told, invoicing } = await shop()
  const { invoiceId } = openSale(ledger)
  expect(await invoicing.addNote(invoiceId, 'wants it wrapped', 'Samira')).toMatchObject({ ok: true })
  expect(await invoicing.abandon(invoiceId, 'left')).toMatchObject({
    ok: true,
    value: { invoice: { status: 'abandoned' } },
  })
  expect(calls).toEqual(['addNote', 'abandon'])
  expect(told.map((one) => [one.invoiceId, one.changed])).toEqual([
    [invoiceId, true],
    [invoiceId, true],
  ])
})

const REFUND = { token: 'once', currency: 'EUR', amount: '5', reason: 'broke', reference: '' }

test('a refund, and undoing it, read the sale once; a repeated one tells nobody anything new', async () => {
  const { ledger, calls, told, invoicing } = await shop()
  const { linkId, invoiceId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '60.00')] })])
  const recorded = await invoicing.recordRefund(invoiceId, REFUND, 'Samira')
  expect(recorded).toEqual({ ok: true, value: ledger.invoice(invoiceId) })
  expect(recorded).toMatchObject({ value: { refunds: [{ reference: null, person: 'Samira' }] } })
  expect(await invoicing.recordRefund(invoiceId, REFUND, 'Samira')).toEqual({
    ok: true,
    value: ledger.invoice(invoiceId),
  })
  expect(ledger.invoice(invoiceId)?.refunds).toHaveLength(1)
  const refundId = ledger.invoice(invoiceId)?.refunds[0]?.id ?? ''
  expect(await invoicing.undoRefund(refundId, 'not given', 'Nadia')).toMatchObject({ ok: true })
  expect(calls).toEqual(['recordRefund', 'recordRefund', 'undoRefund'])
  expect(told.map((one) => [one.after, one.changed, one.raised])).toEqual([
    ['overpaid', true, []],
    ['overpaid', false, []],
    ['overpaid', true, []],
  ])
})

test('a refund is taken exactly as it was typed, or refused with what is wrong', async () => {
  const { ledger, invoicing } = await shop()
  const { linkId, invoiceId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '60.00')] })])
  const give = async (change: Partial<typeof REFUND>) => {
    const answer = await invoicing.recordRefund(
      invoiceId,
      { ...REFUND, token: JSON.stringify(change), ...change },
      '',
    )
    return answer.ok || [answer.error.code, answer.error.params]
  }
  expect(await give({ amount: '0.00' })).toEqual(['AMOUNT_ZERO', undefined])
  expect(await give({ amount: '1.005' })).toEqual([
    'AMOUNT_TOO_MANY_DECIMALS',
    { currency: 'EUR', decimals: 2 },
  ])
  expect(await give({ amount: 'five' })).toEqual(['AMOUNT_NOT_A_NUMBER', undefined])
  expect(await give({ amount: '9'.repeat(40) })).toEqual(['AMOUNT_NOT_A_NUMBER', undefined])
  expect(await give({ amount: '60.01' })).toEqual(['REFUND_TOO_LARGE', { currency: 'EUR', left: '60.00' }])
  expect(await give({ currency: 'USD' })).toEqual(['CONFLICT', undefined])
  expect(await give({ amount: '60' })).toBe(true)
})

test('what is not there, or is done already, tells nobody anything', async () => {
  const { ledger, told, invoicing } = await shop()
  const { invoiceId } = openSale(ledger)
  const decision = { reason: '', person: '' }
  const refusals = await Promise.all([
    invoicing.addNote('no such invoice', 'x', ''),
    invoicing.abandon('no such invoice', 'x'),
    invoicing.acceptShortfall('no such invoice', '1', decision),
    invoicing.acceptShortfall(invoiceId, '1', decision),
    invoicing.recordRefund(invoiceId, REFUND, ''),
    invoicing.undoRefund('no such refund', 'x', ''),
  ])
  expect(refusals.map((one) => one.ok || one.error.code)).toEqual([
    'NOT_FOUND',
    'NOT_FOUND',
    'NOT_FOUND',
    'NOT_SHORT',
    'REFUND_TOO_LARGE',
    'NOT_FOUND',
  ])
  expect(told).toEqual([])
})
