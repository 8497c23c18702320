import { describe, expect, test } from 'vitest'
import { moneyFrom } from '../../../../src/shared/money/money.ts'
import { eur, openSale, START, seen, testBook, transfer } from '../../../support/books/open-book.ts'

test('a receipt is completed when its hash comes later, and never emptied again', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  const see = (change: Parameters<typeof transfer>[0]) =>
    ledger.recordAnswers([seen(linkId, { receipts: [transfer(change)] })])
  see({ txHash: null, payer: null })
  expect(ledger.scheduledLinks(null, 1).links).toMatchObject([{ hashMissing: true, receiptCount: 1 }])
  expect(see({ txHash: '0xlater' })).toMatchObject([{ changed: true, newReceipts: 0 }])
  see({ txHash: null, payer: null })
  const detail = ledger.invoice(invoiceId)
  expect(detail?.receipts).toMatchObject([{ txHash: '0xlater', payer: '0xfeed' }])
  expect(detail?.events.filter((event) => event.kind === 'receipt_changed')).toMatchObject([
    { data: { txHashFrom: null, txHashTo: '0xlater', payerFrom: null, payerTo: '0xfeed' } },
  ])
  expect(ledger.scheduledLinks(null, 1).links).toMatchObject([{ hashMissing: false }])
})

test('an observed time stays the first one seen; a true time of payment replaces it, and not the other way', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  const see = (paidAt: number, timeObserved: boolean) =>
    ledger.recordAnswers([seen(linkId, { receipts: [transfer({ paidAt, timeObserved })] })])
  const stands = () => {
    const receipt = ledger.invoice(invoiceId)?.receipts[0]
    return [receipt?.paidAt, receipt?.timeObserved]
  }
  see(START + 100, true)
  expect(see(START + 900, true)).toMatchObject([{ changed: false }])
  expect(stands()).toEqual([START + 100, true])
  see(START + 50, false)
  see(START + 999, true)
  expect(stands()).toEqual([START + 50, false])
})

test('given the clock was ahead at one look and was set back, money whose time is only observed is not late for it', async () => {
  const end = START + 20 * 60_000
  const pay = async (looks: readonly number[], at: number) => {
    const { ledger } = await testBook()
    const { linkId } = openSale(ledger, {}, { expiresAt: end })
    for (const look of looks) ledger.recordAnswers([seen(linkId, { at: look, expiresAt: end })])
    const receipts = [transfer({ paidAt: at, timeObserved: true })]
    return ledger.recordAnswers([seen(linkId, { reading: 'paid', expiresAt: end, receipts, at })])
  }
  const ahead = START + 24 * 3_600_000
  expect(await pay([START + 60_000, ahead], START + 120_000)).toMatchObject([{ after: 'paid', raised: [] }])
  // A look after the end that did not show the money proves that it is late, whatever came between.
  expect(await pay([ahead, end + 60_000], end + 120_000)).toMatchObject([{ after: 'paid_late' }])
})

test('a corrected amount is taken over, and what stood before stays on record', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  ledger.recordAnswers([
    seen(linkId, { receipts: [transfer({ amount: eur('10.00'), credited: eur('10.00') })] }),
  ])
  expect(ledger.recordAnswers([seen(linkId, { receipts: [transfer()] })])).toMatchObject([
    { before: 'underpaid', after: 'paid' },
  ])
  expect(ledger.invoice(invoiceId)?.events.find((one) => one.kind === 'receipt_changed')?.data).toMatchObject(
    {
      amountFrom: '10.00 EUR',
      amountTo: '49.90 EUR',
    },
  )
})

test('an answer without receipts, or with fewer, removes none', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  const two = [transfer(), transfer({ receiptId: 'transfer-2' })]
  ledger.recordAnswers([seen(linkId, { receipts: two })])
  ledger.recordAnswers([seen(linkId, { receipts: null })])
  ledger.recordAnswers([seen(linkId, { receipts: [] })])
  expect(ledger.invoice(invoiceId)?.receipts).toHaveLength(2)
})

test('money in a currency the app does not know is kept to its last decimal, and counts toward nothing', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  const amount = moneyFrom('WEIRD₮', '123456789.000000000000000001')
  expect(
    ledger.recordAnswers([seen(linkId, { receipts: [transfer({ amount, credited: null })] })]),
  ).toMatchObject([{ after: 'open', newReceipts: 1 }])
  expect(ledger.invoice(invoiceId)?.receipts[0]).toMatchObject({
    amount: { currency: 'WEIRD₮', amount: '123456789.000000000000000001' },
    credited: null,
  })
})

test('a credit in another currency than the invoice asks for counts toward nothing', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  const credited = moneyFrom('USD', '49.90')
  expect(ledger.recordAnswers([seen(linkId, { receipts: [transfer({ credited })] })])).toMatchObject([
    { after: 'open' },
  ])
})

describe('a sale that was paid in another currency than it asks for', () => {
  const coins = (amount: string) =>
    transfer({ amount: moneyFrom('USDT', amount), credited: null, paidAt: START + 4_000 })

  async function paidInCoins() {
    const { ledger } = await testBook()
    const { linkId, invoiceId } = openSale(ledger)
    let at = START + 5_000
    const answer = (change: Parameters<typeof seen>[1]) => {
      at += 1_000
      return ledger.recordAnswers([seen(linkId, { rawStatus: String(change?.reading), at, ...change })])
    }
    expect(answer({ reading: 'paid', receipts: [coins('54.31')] })).toMatchObject([
      { after: 'paid', raised: [] },
    ])
    return { ledger, invoiceId, answer }
  }

  test.each(['open', 'confirming', 'expired', 'failed', 'unheard'] as const)(
    'stays paid when its link is told as %s afterwards, and the word is on record once',
    async (reading) => {
      const { ledger, invoiceId, answer } = await paidInCoins()
      expect(answer({ reading, receipts: [coins('54.31')] })).toMatchObject([{ after: 'paid', raised: [] }])
      expect(answer({ reading, receipts: [coins('54.31')] })).toMatchObject([{ changed: false }])
      const detail = ledger.invoice(invoiceId)
      expect(detail?.links[0]?.rawStatus).toBe(reading)
      expect(detail?.events.filter((one) => one.kind === 'status_seen')).toHaveLength(2)
    },
  )

  test.each([
    ['refunded', 'refunded'],
    ['underpaid', 'underpaid'],
    ['overpaid', 'paid'],
  ] as const)('is what a later word about money says: %s', async (reading, after) => {
    const { answer } = await paidInCoins()
    expect(answer({ reading, receipts: [coins('54.31')] })).toMatchObject([{ after }])
  })

  test('differs when its provider tells a sum that leaves the money out, and no more once it is told again', async () => {
    const { ledger, answer } = await paidInCoins()
    const nothing = { reading: 'open', receipts: [], received: eur('0.00') } as const
    expect(answer(nothing)).toMatchObject([{ after: 'paid', raised: [{ kind: 'differs' }] }])
    expect(answer({ reading: 'paid', receipts: [coins('54.31')] })).toMatchObject([{ after: 'paid' }])
    expect(ledger.exceptionCount()).toBe(0)
  })
})

test('a receipt that is told in another currency than before is not credited with what it was worth', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [transfer()] })])
  const one = transfer({ amount: moneyFrom('USDT', '1'), credited: null })
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [one], at: START + 9_000 })])
  const detail = ledger.invoice(invoiceId)
  expect(detail?.receipts).toMatchObject([{ amount: { currency: 'USDT' }, credited: null }])
  expect(detail?.events.at(-1)?.data).toMatchObject({ creditedFrom: '49.90 EUR', creditedTo: null })
})

test('one transaction told in capitals and then in small letters is one receipt, in either order and from an older book', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  const hash = `0x${'AbCd'.repeat(16)}`
  const see = (id: string) =>
    ledger.recordAnswers([seen(linkId, { receipts: [transfer({ receiptId: id, txHash: id })] })])
  see(hash)
  for (const told of [hash.toLowerCase(), hash.toUpperCase().replace('X', 'x'), hash]) {
    expect(see(told)).toMatchObject([{ newReceipts: 0, changed: false }])
  }
  expect(ledger.invoice(invoiceId)).toMatchObject({
    invoice: { status: 'paid' },
    receipts: [{ providerReceiptId: hash, txHash: hash }],
  })
})

test('hashes whose case means something are two transactions', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger)
  const base58 = '5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnb'
  const receipts = [base58, base58.toLowerCase()].map((id) => transfer({ receiptId: id, txHash: id }))
  ledger.recordAnswers([seen(linkId, { receipts })])
  expect(ledger.invoice(invoiceId)?.receipts).toHaveLength(2)
})

test('a receipt under the name of its link becomes the transaction that is named later, and is never told a second time', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger, {}, { ref: '184420771' })
  const unnamed = transfer({ receiptId: '184420771', txHash: null })
  const named = transfer({ receiptId: '0x9f', txHash: '0x9f' })
  for (const one of [unnamed, unnamed, named, unnamed, named]) {
    ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [one] })])
  }
  expect(ledger.invoice(invoiceId)).toMatchObject({
    invoice: { status: 'paid', received: { amount: '49.90' } },
    receipts: [{ providerReceiptId: '0x9f', txHash: '0x9f' }],
  })
  expect(ledger.scheduledLinks(null, 1).links).toMatchObject([{ hashMissing: false, receiptCount: 1 }])
})
