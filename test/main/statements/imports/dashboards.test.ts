import { expect, test } from 'vitest'
import { proposeFields } from '../../../../src/main/statements/imports/fields.ts'
import { whyWords } from '../../../../src/shared/words/import-why.ts'
import { createWords } from '../../../../src/shared/words/words.ts'
import { fileOf, readImport } from './read-file.ts'

/** What files of providers' dashboards have and those of other programs have not. */
test('what was paid in another currency than was asked counts as what was asked, and is kept as it came', async () => {
  const path = fileOf(
    [
      'Track ID,Status,Amount,Currency,Pay Amount,Pay Currency,TxID,Created,Paid At',
      'a,Paid,49.90,EUR,54.31,USDT,0xaa,2026-07-01T17:07:05Z,2026-07-01T17:16:05Z',
      'b,Paid,255.93,USD,0.00263845,BTC,0xbb,2026-07-02T17:07:05Z,2026-07-02T17:16:05Z',
      'c,Manual Accept,12.00,USD,30.2,NOCOIN,0xcc,2026-07-02T17:07:05Z,2026-07-02T17:16:05Z',
      'd,Underpaid,20.00,USD,31.5,TRX,0xdd,2026-07-03T17:07:05Z,2026-07-03T17:16:05Z',
      'e,Expired,20.00,USD,0,,,2026-07-03T17:07:05Z,',
      'f,Paying,20.00,USD,0,TRX,,2026-07-03T17:07:05Z,',
      'g,Paid,20.00,USDT,20.00,USDT,0xee,2026-07-03T17:07:05Z,2026-07-03T17:16:05Z',
    ].join('\n'),
  )
  const { rows, sales } = await readImport(path)
  expect(rows.map(({ reference, kind, why }) => [reference, kind, why?.reason, why?.text])).toEqual([
    ['d', 'unread', 'inOther', 'TRX'],
    ...['a', 'b', 'c'].map((one) => [one, 'new', undefined, undefined]),
    ...['e', 'f'].map((one) => [one, 'new', 'unpaid', null]),
    ['g', 'new', undefined, undefined],
  ])
  expect(sales.flatMap(({ sale }) => sale.receipts.map(({ amount, came }) => [amount, came]))).toEqual([
    ['49.90', { currency: 'USDT', amount: '54.310000' }],
    ['255.93', { currency: 'BTC', amount: '0.00263845' }],
    ['12.00', { currency: 'NOCOIN', amount: '30.200000000000000000' }],
    ['20.000000', null],
  ])
})

test('a row without a reference is named by its line, never by one that was made', async () => {
  const line = 'Amina,2026-07-03T17:07:05Z,5,EUR,paid'
  const path = fileOf(['Customer,Created,Requested,Currency,Status', line, line].join('\n'))
  const { rows } = await readImport(path)
  expect(rows).toMatchObject([
    { kind: 'duplicate', reference: null, why: { reason: 'sameSale', text: null, line: 3 } },
    { kind: 'duplicate', reference: null, why: { reason: 'sameSale', text: null, line: 2 } },
  ])
  const words = createWords('en')
  expect(rows.map(({ why }) => why && whyWords(words, why))).toEqual([
    'same customer, amount and hour as line 3',
    'same customer, amount and hour as line 2',
  ])
})

test.each([
  ['Payment Link ID', 'pl_1', 'pl_2'],
  ['N° commande', 'OC-1', 'OC-2'],
  ['Nº de commande', 'OC-1', 'OC-2'],
  ['Checkout reference', 'c-1', 'c-2'],
  ['Sale number', '1', '2'],
])('%s is proposed as what names a row', (name, ...texts) => {
  const columns = ['Customer ID', 'Phone number', name, 'Amount']
  const sample = texts.map((text, nth) => [`k-${nth}`, `055${nth}`, text, '5.00'])
  expect(proposeFields(columns, sample)).toEqual(['out', 'out', 'reference', 'asked'])
})

test('a column that says the same of two rows names none of them', () => {
  const sample = [
    ['s-1', '5.00'],
    ['s-1', '6.00'],
  ]
  expect(proposeFields(['Session ID', 'Amount'], sample)).toEqual(['out', 'asked'])
})

test('what came is summed per currency, of new sales and of those that may be duplicates', async () => {
  const path = fileOf(
    [
      'Reference,Created,Requested,Received,Currency,Customer,Status',
      'a,2026-07-01T10:00:00Z,5,5,EUR,A,',
      'b,2026-07-01T10:00:00Z,5,2.50,EUR,B,',
      'c,2026-07-01T10:00:00Z,7,7,DZD,C,',
      'd,2026-07-01T10:00:00Z,9,,EUR,D,expired',
      'e,2026-07-01T10:00:00Z,8,8,USD,E,',
      'f,2026-07-01T10:30:00Z,8,8,USD,E,',
    ].join('\n'),
  )
  const { outcome } = await readImport(path)
  expect(outcome?.sums).toEqual({
    new: [
      { currency: 'EUR', receipts: 2, received: '7.50' },
      { currency: 'DZD', receipts: 1, received: '7.00' },
    ],
    duplicate: [{ currency: 'USD', receipts: 2, received: '16.00' }],
  })
})
