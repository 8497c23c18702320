import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { moneyFrom, toDecimal } from '../../../../src/shared/money/money.ts'
import { businessDayBounds } from '../../../../src/shared/time/zone.ts'
import {
  addAccount,
  eur,
  openSale,
  START,
  seen,
  tempFolder,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { writeReceiptsCsv } from '../../../support/books/receipts-file.ts'

const DAY = 86_400_000
const part = (receiptId: string, amount: string, paidAt: number) =>
  transfer({ receiptId, txHash: receiptId, amount: eur(amount), credited: eur(amount), paidAt })
const shown = (ledger: Ledger, from: number, until: number) =>
  ledger
    .dayTotals(from, until)
    .map((one) => [
      one.accountLabel,
      one.currency,
      ...[one.asked, one.received, one.refunded, one.net].map(toDecimal),
    ])
const give = (ledger: Ledger, invoiceId: string, amount: string, at: number) =>
  ledger.recordRefund(
    invoiceId,
    { token: `${amount} ${at}`, amount: eur(amount), reason: 'why', reference: null, person: '' },
    at,
  )

test('a day sums what was asked, received and refunded within it, to its first and last millisecond', async () => {
  const { ledger } = await testBook()
  const [from, until] = [START, START + DAY]
  openSale(ledger, { at: from - 1, asked: eur('1.00') })
  openSale(ledger, { at: until, asked: eur('2.00') })
  openSale(ledger, { at: until - 1, asked: eur('4.00') })
  const { linkId, invoiceId } = openSale(ledger, { at: from, asked: eur('49.90') })
  const receipts = [
    part('a', '10.00', from - 1),
    part('b', '20.00', from),
    part('c', '30.00', until - 1),
    part('d', '5.00', until),
  ]
  ledger.recordAnswers([seen(linkId, { receipts })])
  give(ledger, invoiceId, '1.00', from - 1)
  give(ledger, invoiceId, '2.00', from)
  give(ledger, invoiceId, '3.00', until - 1)
  give(ledger, invoiceId, '4.00', until)
  expect(shown(ledger, from, until)).toEqual([['Shop', 'EUR', '53.90', '50.00', '5.00', '45.00']])
  expect(shown(ledger, until + DAY, until + 2 * DAY)).toEqual([])
})

test('what undoes a refund counts on its own day, also where that comes to less than nothing', async () => {
  const { ledger } = await testBook()
  const { linkId, invoiceId } = openSale(ledger, { at: START - DAY })
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '49.90', START - DAY)] })])
  give(ledger, invoiceId, '10.00', START - 1)
  ledger.undoRefund(ledger.invoice(invoiceId)?.refunds[0]?.id ?? '', 'not given', '', START)
  expect(shown(ledger, START - DAY, START)).toEqual([['Shop', 'EUR', '49.90', '49.90', '10.00', '39.90']])
  expect(shown(ledger, START, START + DAY)).toEqual([['Shop', 'EUR', '0.00', '0.00', '-10.00', '10.00']])
})

test('each account and each currency is summed by itself, and no sum is rounded', async () => {
  const { ledger } = await testBook()
  addAccount(ledger, 'another-account', 'ocpay')
  ledger.updateAccount('another-account', 'Kiosk', {}, START)
  const dai = (text: string) => moneyFrom('DAI', text)
  for (const amount of ['0.999999999999999999', '9007199254740993.000000000000000002']) {
    const { linkId } = openSale(ledger, { asked: dai(amount) })
    const money = { amount: dai(amount), credited: dai(amount), paidAt: START }
    ledger.recordAnswers([seen(linkId, { receipts: [transfer({ receiptId: amount, ...money })] })])
  }
  const { linkId } = openSale(ledger, { accountId: 'another-account' })
  // Money in another coin counts toward no sale, and came all the same.
  const foreign = transfer({ amount: moneyFrom('USDT', '3'), credited: null, paidAt: START })
  ledger.recordAnswers([seen(linkId, { receipts: [foreign] })])
  const whole = '9007199254740994.000000000000000001'
  expect(shown(ledger, START, START + DAY)).toEqual([
    ['Kiosk', 'EUR', '49.90', '0.00', '0.00', '0.00'],
    ['Kiosk', 'USDT', '0.000000', '3.000000', '0.000000', '3.000000'],
    ['Shop', 'DAI', whole, whole, '0.000000000000000000', whole],
  ])
})

test('whatever was received, given back and undone on whatever day: the rows of the file that fall on a day add up to its net', async () => {
  const book = await testBook()
  const { ledger } = book
  const hour = fc.integer({ min: -30, max: 54 })
  const tale = fc.record({
    receipts: fc.array(fc.record({ cents: fc.integer({ min: 1, max: 9_999 }), hour }), {
      minLength: 1,
      maxLength: 4,
    }),
    refunds: fc.array(
      fc.record({ cents: fc.integer({ min: 1, max: 9_999 }), hour, undone: fc.option(hour) }),
      { maxLength: 4 },
    ),
  })
  let count = 0
  fc.assert(
    fc.property(tale, ({ receipts, refunds }) => {
      const { linkId, invoiceId } = openSale(ledger)
      const at = (hours: number) => START + hours * 3_600_000
      const came = receipts.map((one, n) =>
        part(`${linkId}-${n}`, (one.cents / 100).toFixed(2), at(one.hour)),
      )
      ledger.recordAnswers([seen(linkId, { receipts: came })])
      for (const one of refunds) {
        count += 1
        const token = String(count)
        const told = { token, amount: { currency: 'EUR', units: BigInt(one.cents) }, reason: 'why' }
        const recorded = ledger.recordRefund(
          invoiceId,
          { ...told, reference: null, person: '' },
          at(one.hour),
        )
        const id = recorded?.ok ? recorded.detail.refunds.at(-1)?.id : undefined
        if (id !== undefined && one.undone !== null) ledger.undoRefund(id, 'not given', '', at(one.undone))
      }
    }),
    { numRuns: 40, seed: 7 },
  )
  const targetPath = join(tempFolder(), 'receipts.csv')
  const job = {
    bookPath: book.path,
    known: ledger.book(),
    targetPath,
    partPath: `${targetPath}.part`,
    zone: 'UTC',
  }
  writeReceiptsCsv(job, { cancelled: () => false, progress: () => undefined })
  const rows: Record<string, string>[] = parse(readFileSync(targetPath), { columns: true, bom: true })
  expect(rows.some(({ kind }) => kind === 'refund_undone')).toBe(true)
  let days = 0
  for (let day = -3; day <= 3; day += 1) {
    const { from, until } = businessDayBounds(START + day * DAY, 'Africa/Algiers')
    const of = rows.filter(({ paid_at_utc: at = '' }) => Date.parse(at) >= from && Date.parse(at) < until)
    const cents = of.reduce(
      (all, { credited_amount = '' }) => all + BigInt(credited_amount.replace('.', '')),
      0n,
    )
    const [totals] = ledger.dayTotals(from, until)
    expect(totals?.net.units ?? 0n).toBe(cents)
    if (of.length > 0) days += 1
  }
  expect(days).toBeGreaterThan(3)
})
