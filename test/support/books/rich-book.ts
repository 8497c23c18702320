import { moneyFrom } from '../../../src/shared/money/money.ts'
import { FORMULA_SIGNS } from './formulas.ts'
import { openSale, seen, type TestBook, testBook, transfer } from './open-book.ts'

/** Amounts that a spreadsheet takes as numbers, and some that no double holds. */
const AMOUNTS = [
  ['EUR', '49.90'],
  ['EUR', '0.01'],
  ['EUR', '9999999999999.99'],
  ['EUR', '12345678901234.56'],
  ['JPY', '7400'],
  ['DZD', '1250.5'],
  ['BTC', '0.12345678'],
  ['BTC', '20999999.97690000'],
  ['USDT', '312.400001'],
  ['DAI', '54.3'],
  ['DAI', '54.300000000000000001'],
  ['ETH', '0.000000000000000001'],
  ['ETH', '1.123456789'],
  ['SOL', '3.000000001'],
  ['NEWCOIN', '12'],
] as const

/** Texts that are hard on a file: formulas, quotes, lines, markup, other scripts, what XML cannot hold. */
const TEXTS = [
  ...[...FORMULA_SIGNS].map((sign) => `${sign}1+1`),
  '\t=1+1',
  ' =1+1',
  'say "hi", ok',
  'one;=1+1',
  'first\r\nsecond\nthird',
  '<b>&amp;</b>',
  '_x0041_',
  'قهوة ☕ \u202eabc',
  'İstanbul 東京 👩‍👩‍👧',
  "'quoted",
  '0012',
  '1e5',
  'TRUE',
  '2026-01-01',
]

/** Instants at which a day or a year is another one in another zone or when it is rounded, and on which clocks change. */
const TIMES = [
  Date.UTC(2026, 0, 1),
  Date.UTC(2025, 11, 31, 23, 59, 59),
  Date.UTC(2026, 2, 8, 7),
  Date.UTC(2026, 10, 1, 5, 30),
  Date.UTC(2026, 10, 1, 6, 30),
  Date.UTC(2024, 1, 29, 12),
  Date.UTC(2026, 11, 31, 23, 59, 53, 999),
]

/** A book whose receipts and refunds have every kind of amount, text and time. */
export async function richBook(): Promise<TestBook> {
  const book = await testBook()
  for (const [index, text] of TEXTS.entries()) {
    const [currency, amount] = AMOUNTS[index % AMOUNTS.length] ?? AMOUNTS[0]
    const { linkId, invoiceId } = openSale(
      book.ledger,
      { description: text, customerName: text, customerEmail: text },
      { ref: `ref-${index}` },
    )
    const one = transfer({
      receiptId: text,
      txHash: text,
      payer: text,
      amount: moneyFrom(currency, amount),
      credited: index % 3 === 0 ? null : transfer().credited,
      paidAt: (TIMES[index % TIMES.length] ?? 0) + index * 1_000,
      timeObserved: index % 2 === 0,
    })
    book.ledger.recordAnswers([seen(linkId, { receipts: [one] })])
    if (one.credited === null) continue
    const gaveBack = { token: `refund-${index}`, amount: moneyFrom('EUR', '9.90'), person: '' }
    book.ledger.recordRefund(invoiceId, { ...gaveBack, reason: text, reference: text }, one.paidAt + 60_000)
  }
  return book
}
