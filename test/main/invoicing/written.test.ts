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
  const resolved: string[] = []
  const invoicing = quietInvoicing(noted, {
    provider: () => daisy,
    changed: (all) => told.push(...all),
    resolved: (id) => resolved.push(id),
  })
  return { ledger, calls, told, resolved, invoicing }
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

test('a note, a sale given up and an exception dealt with are each one call, which tells what it changed', async () => {
  const { ledger, calls, told, resolved, invoicing } = await shop()
  const { linkId, invoiceId } = openSale(ledger)
  expect(await invoicing.addNote(invoiceId, 'wants it wrapped')).toMatchObject({ ok: true })
  expect(await invoicing.abandon(invoiceId, 'left')).toMatchObject({
    ok: true,
    value: { invoice: { status: 'abandoned' } },
  })
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '60.00')] })])
  const exceptionId = ledger.exceptions({ resolved: false, limit: 1 })[0]?.id ?? ''
  expect(await invoicing.resolveException(exceptionId, 'gave it back', 'Samira')).toEqual({
    ok: true,
    value: null,
  })
  expect(calls).toEqual(['addNote', 'abandon', 'resolveException'])
  expect(told.map((one) => [one.invoiceId, one.changed])).toEqual([
    [invoiceId, true],
    [invoiceId, true],
  ])
  // Money that came days ago is not told as news because somebody has dealt with it.
  expect(resolved).toEqual([exceptionId])
})

test('what is not there, or is done already, tells nobody anything', async () => {
  const { ledger, told, invoicing } = await shop()
  const { invoiceId } = openSale(ledger)
  const decision = { reason: '', person: '' }
  const refusals = await Promise.all([
    invoicing.addNote('no such invoice', 'x'),
    invoicing.abandon('no such invoice', 'x'),
    invoicing.acceptShortfall('no such invoice', '1', decision),
    invoicing.acceptShortfall(invoiceId, '1', decision),
    invoicing.resolveException('no such exception', '', ''),
  ])
  expect(refusals.map((one) => one.ok || one.error.code)).toEqual([
    'NOT_FOUND',
    'NOT_FOUND',
    'NOT_FOUND',
    'NOT_SHORT',
    'NOT_FOUND',
  ])
  expect(told).toEqual([])
})
