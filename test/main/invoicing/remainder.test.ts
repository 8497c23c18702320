import { expect, test } from 'vitest'
import { ocpay } from '../../../src/main/providers/ocpay/provider.ts'
import { moneyFrom } from '../../../src/shared/money/money.ts'
import { inThisThread } from '../../support/books/in-this-thread.ts'
import { addAccount, openSale, seen, testBook, transfer } from '../../support/books/open-book.ts'
import { quietInvoicing } from '../../support/books/quiet-invoicing.ts'

const dzd = (text: string) => moneyFrom('DZD', text)

test('a rest below what the provider takes is refused with its minimum, and a lost one is not asked for again', async () => {
  const { ledger } = await testBook()
  addAccount(ledger, 'account-two', 'ocpay')
  const { invoiceId, linkId } = openSale(ledger, { accountId: 'account-two', asked: dzd('700') })
  const sent: string[] = []
  const invoicing = quietInvoicing(inThisThread(ledger), {
    provider: () => ocpay,
    connections: {
      of: ({ id }) => {
        sent.push(id)
        throw new Error('nothing is to be sent')
      },
      limiter: () => {
        throw new Error('nothing is to be sent')
      },
      drop: () => undefined,
      renew: () => undefined,
      dropAll: () => undefined,
    },
  })
  const came = (amount: string) =>
    ledger.recordAnswers([
      seen(linkId, { receipts: [transfer({ amount: dzd(amount), credited: dzd(amount) })] }),
    ])
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
