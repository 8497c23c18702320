import fc from 'fast-check'
import { expect, test } from 'vitest'
import { searchSources } from '../../../../src/main/ledger/invoices/search.ts'
import type { InvoiceQuery } from '../../../../src/main/ledger/port/invoices.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import {
  addAccount,
  eur,
  made,
  openSale,
  START,
  sale,
  seen,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

const query = (change: Partial<InvoiceQuery> = {}): InvoiceQuery => ({
  search: '',
  status: [],
  provider: [],
  cursor: null,
  limit: 50,
  ...change,
})

function walk(ledger: Ledger, change: Partial<InvoiceQuery>): string[] {
  const numbers: string[] = []
  for (let cursor: string | null = null; ; ) {
    const page = ledger.invoices(query({ ...change, cursor }))
    numbers.push(...page.rows.map((row) => row.number))
    if (page.nextCursor === null) return numbers
    cursor = page.nextCursor
  }
}

const found = (ledger: Ledger, search: string, change: Partial<InvoiceQuery> = {}) =>
  ledger.invoices(query({ search, ...change })).rows.map((row) => row.number)

test('paging over thousands with equal instants shows each once, newest first, with every filter', async () => {
  const { db, ledger } = await testBook()
  addAccount(ledger, 'account-two', 'ocpay')
  const facts: { number: string; at: number; status: string; provider: string }[] = []
  db.transaction(() => {
    for (let n = 0; n < 2_500; n += 1) {
      const provider = n % 3 === 0 ? 'ocpay' : 'daisy'
      const at = START + Math.floor(n / 100) - (n % 700 === 0 ? 5 : 0)
      const { pending } = there(
        ledger.createInvoice(
          sale({
            at,
            accountId: provider === 'ocpay' ? 'account-two' : 'account-of-the-shop',
            description: 'lamp',
          }),
        ),
      )
      if (n % 2 === 0) ledger.recordLinkMade(made(pending.linkId))
      facts.push({
        number: pending.invoiceNumber,
        at,
        provider,
        status: n % 2 === 0 ? 'open' : 'creating',
      })
    }
  })()
  const newestFirst = facts.toReversed().toSorted((a, b) => b.at - a.at)
  const numbers = (keep: (fact: (typeof facts)[number]) => boolean) =>
    newestFirst.filter(keep).map((fact) => fact.number)
  expect(walk(ledger, { limit: 97 })).toEqual(numbers(() => true))
  expect(walk(ledger, { limit: 200, status: ['open'] })).toEqual(numbers((one) => one.status === 'open'))
  expect(walk(ledger, { limit: 61, provider: ['ocpay'], status: ['open', 'creating'] })).toEqual(
    numbers((one) => one.provider === 'ocpay'),
  )
  expect(walk(ledger, { limit: 200, provider: ['ocpay'] })).toEqual(
    numbers((one) => one.provider === 'ocpay'),
  )
  expect(walk(ledger, { limit: 100, status: ['paid'] })).toEqual([])
  // A search follows the order of writing, so that it never walks the whole book.
  const written = facts.toReversed().filter((one) => one.provider === 'ocpay' && one.status === 'open')
  expect(walk(ledger, { search: 'lam', limit: 89, provider: ['ocpay'], status: ['open'] })).toEqual(
    written.map((one) => one.number),
  )
})

test('the last page has none after it, also when it is exactly full', async () => {
  const { ledger } = await testBook()
  for (let n = 0; n < 4; n += 1) openSale(ledger, { description: 'lamp' })
  for (const search of ['', 'lamp', '49.90']) {
    const page = (limit: number, cursor: string | null = null) =>
      ledger.invoices(query({ search, limit, cursor }))
    expect(page(4).nextCursor, search).toBeNull()
    expect(page(5).nextCursor, search).toBeNull()
    const first = page(3)
    expect(first.rows.map((row) => row.number)).toEqual(['CF-000004', 'CF-000003', 'CF-000002'])
    const last = page(3, first.nextCursor)
    expect(last.rows.map((row) => row.number)).toEqual(['CF-000001'])
    expect(last.nextCursor).toBeNull()
    const exact = page(2, page(2).nextCursor)
    expect([exact.rows.length, exact.nextCursor]).toEqual([2, null])
  }
  expect(ledger.invoices(query({ search: 'nothing like it' }))).toEqual({ rows: [], nextCursor: null })
})

test.each<[string, string, Partial<InvoiceQuery>?]>([
  ['words', 'lamp'],
  ['words and a filter', 'lamp', { status: ['open'] }],
  ['an amount', '49.90'],
  ['the beginning of a reference', 'shop-ref'],
  ['the beginning of an address', 'pay.example/shop/'],
  ['the beginning of a transaction', '0xfeed'],
])('paging through the hits of %s shows each once, newest first', async (_what, search, change = {}) => {
  const { ledger } = await testBook()
  for (let n = 0; n < 7; n += 1) {
    const link = { ref: `shop-ref-${n}`, url: `https://pay.example/shop/${n}` }
    const { linkId } = openSale(ledger, { description: `lamp ${n}` }, link)
    const paidInPart = transfer({ txHash: `0xfeed0${n}`, amount: eur('1.00'), credited: null })
    ledger.recordAnswers([seen(linkId, { receipts: [paidInPart] })])
    openSale(
      ledger,
      { description: 'chair', asked: eur('5.00') },
      { ref: `other-${n}`, url: `https://other.example/${n}` },
    )
  }
  const all = [13, 11, 9, 7, 5, 3, 1].map((n) => `CF-${String(n).padStart(6, '0')}`)
  for (const limit of [1, 2, 3, 7, 50])
    expect(walk(ledger, { search, limit, ...change }), `${limit}`).toEqual(all)
})

test('a cursor that is none gives the first page', async () => {
  const { ledger } = await testBook()
  ledger.createInvoice(sale())
  for (const cursor of ['', 'x', '💥', 'MTIz', Buffer.from("1:2' OR 1").toString('base64')]) {
    expect(ledger.invoices(query({ cursor })).rows).toHaveLength(1)
  }
})

test('words are found in any script, case and accent, by their beginnings, in any order', async () => {
  const { ledger } = await testBook()
  const texts = ['Crème brûlée ☕', 'قهوة كبيرة', 'Большой чай', 'He said "hello" (twice)', "O'Brien's lamp"]
  for (const description of texts) {
    ledger.createInvoice(sale({ description, customerName: 'Zoë Ünal', customerEmail: 'zoe@example.org' }))
  }
  expect(found(ledger, 'brulee')).toEqual(['CF-000001'])
  expect(found(ledger, 'BRÛ cre')).toEqual(['CF-000001'])
  expect(found(ledger, '☕ crème')).toEqual(['CF-000001'])
  expect(found(ledger, 'قهو')).toEqual(['CF-000002'])
  expect(found(ledger, 'БОЛЬ')).toEqual(['CF-000003'])
  expect(found(ledger, '"hello"')).toEqual(['CF-000004'])
  expect(found(ledger, "o'brien")).toEqual(['CF-000005'])
  expect(found(ledger, 'unal zoe@exam')).toHaveLength(5)
  expect(found(ledger, 'nothing like this')).toEqual([])
})

test('a changed description is found by its new words only', async () => {
  const { db, ledger } = await testBook()
  ledger.createInvoice(sale({ description: 'lamp' }))
  db.exec("UPDATE invoices SET description = 'chair'")
  expect([found(ledger, 'lamp'), found(ledger, 'chair')]).toEqual([[], ['CF-000001']])
  db.exec("INSERT INTO invoices_search (invoices_search, rank) VALUES ('integrity-check', 1)")
})

test('numbers, references, hashes and amounts are found by what a person has in hand', async () => {
  const { ledger } = await testBook()
  for (let n = 0; n < 12; n += 1) ledger.createInvoice(sale({ asked: eur('7.00'), description: 'x' }))
  const { linkId, invoiceId } = openSale(ledger, { asked: eur('49.90') }, { ref: 'A-17/Bq.9' })
  ledger.recordAnswers([seen(linkId, { receipts: [transfer({ txHash: '0xDEADBEEF01' })] })])
  const number = String(ledger.invoice(invoiceId)?.invoice.number)
  expect(number).toBe('CF-000013')
  for (const text of [
    '13',
    '000013',
    'CF-000013',
    'cf-000013',
    'A-17',
    'a-17/bq.9',
    '0xdeadbe',
    '0xDEADBEEF01',
  ]) {
    expect(found(ledger, text), text).toContain(number)
  }
  for (const text of ['49', '49.9', '49.90', '49,90']) expect(found(ledger, text), text).toEqual([number])
  expect(found(ledger, '49.91')).toEqual([])
  expect(found(ledger, '7')).toHaveLength(12)
  expect(found(ledger, '7', { status: ['paid'] })).toEqual([])
  expect(found(ledger, 'A-17', { status: ['paid'], provider: ['daisy'] })).toEqual([number])
})

test.each([
  '7400',
  '7,400',
  '7 400',
  '7\u00a0400',
  '7\u202f400',
  '7.400',
  "7'400",
  '7400.00',
  '7400,00',
  '7,400.00',
  '7.400,00',
  '7 400.0',
])('an amount of 7400 is found as it is written: %s', async (text) => {
  const { ledger } = await testBook()
  for (const amount of ['7400.00', '740.00', '74.00', '74000.00']) openSale(ledger, { asked: eur(amount) })
  expect(found(ledger, text)).toEqual(['CF-000001'])
})

test.each([
  '7,400.00 EUR',
  '7400 eur',
  'EUR 7,400.00',
  'EUR\n7,400.00',
  '7 400,00 €',
  '€7.400,00',
  '7 400,00 DA',
  '7 400,00 د.ج',
])('an amount of 7400 is found with its currency: %s', async (text) => {
  const { ledger } = await testBook()
  for (const amount of ['7400.00', '740.00', '74.00']) openSale(ledger, { asked: eur(amount) })
  expect(found(ledger, text)).toEqual(['CF-000001'])
})

test('an amount of another currency, and digits beside a word, are no such amount', async () => {
  const { ledger } = await testBook()
  openSale(ledger, { asked: eur('12.00'), description: 'x' })
  for (const text of [
    '12 USD',
    'USD 12.00',
    '12 kg',
    'table 12',
    'no 12',
    'طلب 12',
    '第 12',
    'EUR 12 EUR',
    '12 EUR 1',
  ])
    expect(found(ledger, text), text).toEqual([])
})

test('an amount in the millions is found with its groups; what is not grouped in threes is no such amount', async () => {
  const { ledger } = await testBook()
  openSale(ledger, { asked: eur('1234567.50') })
  for (const text of ['1,234,567.50', '1 234 567,5', '1234567.5']) {
    expect(found(ledger, text), text).toEqual(['CF-000001'])
  }
  for (const text of ['1,234.567,50', '12,34,567', '1,234567']) expect(found(ledger, text), text).toEqual([])
})

test('a number is found without its zeros, as it is said aloud', async () => {
  const { ledger } = await testBook()
  for (let n = 0; n < 31; n += 1) openSale(ledger)
  for (const text of ['cf-3', 'CF-3', 'Cf-03', 'CF-000003'])
    expect(found(ledger, text), text).toEqual(['CF-000003'])
  expect(found(ledger, 'PR-3')).toEqual([])
})

test("a pasted link's address finds its sale, with or without what a browser's bar leaves out", async () => {
  const { ledger } = await testBook()
  const url = 'https://pay.example/Checkout/7f3k-2q9d?lang=fr&x=1'
  openSale(ledger, {}, { url: 'https://pay.example/Checkout/7f3k-2q9e' })
  openSale(ledger, {}, { url })
  for (const text of [url, `  ${url}\n`, `<${url}>`, url.slice('https://'.length), url.split('?')[0] ?? '']) {
    expect(found(ledger, text), text).toEqual(['CF-000002'])
  }
  expect(found(ledger, 'https://pay.example/checkout/another')).toEqual([])
})

test('no text makes a search throw', async () => {
  const { ledger } = await testBook()
  openSale(ledger)
  const hostile = [
    '"',
    '""',
    "'",
    '*',
    'a*',
    '^a',
    'AND',
    'OR NOT',
    'NEAR(a b, 2)',
    'number:x',
    '{a}',
    '-',
    '\0',
    'a\0b',
    '\uD800',
    '(',
    '+',
    '%',
    '_',
  ]
  const texts = fc.oneof(
    fc.string({ maxLength: 200, unit: 'binary' }),
    fc.string(),
    fc.constantFrom(...hostile),
  )
  fc.assert(
    fc.property(texts, (search) => {
      expect(ledger.invoices(query({ search })).rows.length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 400 },
  )
})

/** SQLite knows the letters of Unicode 6; a word of newer ones alone is none to it. */
function isKnownWord(word: string): boolean {
  return !/[\p{L}\p{N}]/u.test(word) || /[A-Za-z0-9À-ɏͰ-ϿЀ-ӿء-ي一-鿋]/u.test(word)
}

test('any text with a word in it is found again by that text', async () => {
  const { db, ledger } = await testBook()
  openSale(ledger)
  const words = fc
    .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
    .filter((text) => text.split(/\s+/u).every(isKnownWord) && /\p{L}/u.test(text))
  fc.assert(
    fc.property(words, (text) => {
      db.prepare('UPDATE invoices SET description = ?').run(text)
      expect(found(ledger, text)).toEqual(['CF-000001'])
    }),
    { numRuns: 150 },
  )
})

test('words and filters together find the same whether the filter leaves few invoices or many', async () => {
  const { db, ledger } = await testBook()
  for (const description of ['lamp one', 'chair', 'lamp two']) openSale(ledger, { description })
  ledger.createInvoice(sale({ description: 'lamp three' }))
  const search = { search: 'lamp', status: ['open'], provider: [] } as const
  const [few, many] = [true, false].map((rare) =>
    searchSources(search, 1_000n, 10, rare).flatMap((source) =>
      db
        .prepare(source.sql)
        .pluck()
        .all(...source.params),
    ),
  )
  expect(few).toEqual([3n, 1n])
  expect(many).toEqual(few)
})

test('a row tells the earliest next check of its links, and none where nobody is asked again', async () => {
  const { ledger } = await testBook()
  openSale(ledger, { token: 'waits' }, { nextCheckAt: START + 5_000 })
  openSale(ledger, { token: 'is over' }, { nextCheckAt: null })
  const rows = ledger.invoices(query()).rows
  expect(rows.map((row) => row.nextCheckAt)).toEqual([null, START + 5_000])
})
