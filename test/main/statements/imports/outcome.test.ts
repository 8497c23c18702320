import { expect, test } from 'vitest'
import { fileOf, knownAfter, NONE_KNOWN, readImport } from './read-file.ts'

const HEAD = 'Invoice ID,Created (UTC),Amount,Token,Paid amount,Tx,E-mail,Memo,Network'
const file = (...rows: readonly string[]) => fileOf([HEAD, ...rows, ''].join('\n'))
const GOOD = 'q-1,2025-03-02T09:00:00Z,45.00,DAI,45.00,0xaa,h.dahl@example.org,Logo design,mainnet'

test('a good row is a new sale, as the file tells it', async () => {
  const { outcome, rows, sales } = await readImport(file(GOOD))
  expect(outcome).toMatchObject({
    rows: 1,
    counts: { new: 1, known: 0, duplicate: 0, unread: 0 },
    sales: { new: 1, duplicate: 0 },
  })
  expect(rows).toEqual([
    {
      ...{ line: 2, kind: 'new', sale: 0, reference: 'q-1', dateText: null, why: null },
      ...{ paidAt: Date.UTC(2025, 2, 2, 9), customer: 'h.dahl@example.org', currency: 'DAI' },
      received: '45.000000000000000000',
    },
  ])
  expect(sales).toEqual([
    {
      ...{ place: 0, isNew: true },
      sale: {
        ...{ reference: 'q-1', createdAt: Date.UTC(2025, 2, 2, 9), currency: 'DAI' },
        ...{ asked: '45.000000000000000000', description: 'Logo design', customerName: null },
        customerEmail: 'h.dahl@example.org',
        receipts: [
          {
            ...{ receiptId: '0xaa', txHash: '0xaa', payer: null, amount: '45.000000000000000000' },
            ...{ came: null, paidAt: Date.UTC(2025, 2, 2, 9), raw: expect.any(String) },
          },
        ],
        raw: expect.stringContaining('"Network":"mainnet"'),
      },
    },
  ])
})

/** What a row of `Reference,Created,Paid,Requested,Received,Currency,Transaction,Customer,Status` comes to beside a good one. */
const NAMES = 'Reference,Created,Paid,Requested,Received,Currency,Transaction,Customer,Status'
test.each([
  ['a day that no month has', 'r,2025-02-01,31/02/2025,5,5,EUR,,,', 'noSuchDay', '02-31'],
  ['no date at all', 'r,soon,,5,5,EUR,,,', 'notADate', 'soon'],
  ['no date', 'r,,,5,5,EUR,,,', 'noDate', null],
  ['a day still to come', 'r,2027-01-01,,5,5,EUR,,,', 'future', '2027-01-01'],
  ['the first day of all clocks', 'r,1970-01-01,,5,5,EUR,,,', 'longAgo', '1970-01-01'],
  ['paid before', 'r,2025-03-04,2025-03-02,5,5,EUR,,,', 'paidBefore', '2025-03-02'],
  ['a closed month', 'r,2025-05-04,2025-05-04,5,5,EUR,,,', 'closed', '2025-05-01'],
  ['created in a closed month', 'r,2025-05-04,2025-06-04,5,5,EUR,,,', 'closed', '2025-05-01'],
  ['no amount', 'r,2025-03-02,,five,5,EUR,,,', 'notAnAmount', 'five'],
  ['a negative one', 'r,2025-03-02,,5,-5,EUR,,,', 'negative', '-5'],
  ['one in brackets', 'r,2025-03-02,,5,(5.00),EUR,,,', 'negative', '(5.00)'],
  ['too many decimals', 'r,2025-03-02,,5.1234,5,EUR,,,', 'tooManyDecimals', '5.1234'],
  [
    'beyond all decimals',
    'r,2025-03-02,,0.12345678901234567891,5,DAI,,,',
    'tooManyDecimals',
    '0.12345678901234567891',
  ],
  ['too large', 'r,2025-03-02,,9223372036854775808,5,EUR,,,', 'tooLarge', '9223372036854775808'],
  ['nothing', 'r,2025-03-02,,0,0,EUR,,,', 'nothing', null],
  ['paid, and no amount', 'r,2025-03-02,,5,,EUR,0xaa,,', 'noAmount', null],
  ['paid, and nothing came', 'r,2025-03-02,,5,0.00,EUR,,,Paid', 'contradicts', 'Paid'],
  ['expired, and money came', 'r,2025-03-02,,5,5,EUR,0xaa,,EXPIRED', 'contradicts', 'EXPIRED'],
  ['no currency', 'r,2025-03-02,,5,5,,,,', 'noCurrency', null],
  ['a currency nobody knows', 'r,2025-03-02,,5,5,WAT,,,', 'unknownCurrency', 'WAT'],
  ['an amount in another one', 'r,2025-03-02,,5 USD,5,EUR,,,', 'otherCurrency', 'USD'],
  ['an amount in one nobody knows', 'r,2025-03-02,,1000 NGN,5,EUR,,,', 'otherCurrency', 'NGN'],
  ['an amount in one of Poland', 'r,2025-03-02,,5,500 zł,EUR,,,', 'otherCurrency', 'zł'],
  ['an amount in one of Norway', 'r,2025-03-02,,5,kr 300,EUR,,,', 'otherCurrency', 'kr'],
  ['an amount in one of Arab countries', 'r,2025-03-02,,5 د.إ,5,EUR,,,', 'otherCurrency', 'دإ'],
  ['a dollar of nobody', 'r,2025-03-02,,5,5,$,,,', 'unknownCurrency', '$'],
  ['a dirham of nobody', 'r,2025-03-02,,5,5,DH,,,', 'unknownCurrency', 'DH'],
  [
    'expired, and money came without a time or a transaction',
    'r,2025-03-02,,5,5,EUR,,,Expired',
    'contradicts',
    'Expired',
  ],
  ['failed, and money came', 'r,2025-03-02,,5,5,EUR,,,Échoué', 'contradicts', 'Échoué'],
  ['cancelled, and money came', 'r,2025-03-02,,5,5,EUR,,,Canceled', 'contradicts', 'Canceled'],
  ['a status nobody knows', 'r,2025-03-02,,5,5,EUR,,,Limbo', 'unknownStatus', 'Limbo'],
  ['a refund', 'r,2025-03-02,,5,5,EUR,,,Refunded', 'refunded', 'Refunded'],
  ['a name without end', `r,2025-03-02,,5,5,EUR,,${'x'.repeat(201)},`, 'tooLong', 'customer'],
])('%s cannot be read, and says so', async (_name, row, reason, text) => {
  const path = fileOf([NAMES, 'good,2025-03-02 10:00,2025-03-13,5,5,EUR,,,paid', row].join('\n'))
  const closed = [{ firstDay: '2025-05-01', from: Date.UTC(2025, 4, 1), until: Date.UTC(2025, 5, 1) }]
  const { outcome, rows } = await readImport(path, { zone: 'utc', dates: 'dayFirst', closed })
  expect(outcome?.counts).toEqual({ new: 1, known: 0, duplicate: 0, unread: 1 })
  expect(rows[0]).toMatchObject({
    line: 3,
    kind: 'unread',
    reference: 'r',
    why: { reason, text, line: null },
  })
})

test.each([
  ['money is there', '5,,', '5.00'],
  ['nothing is there', '0,,', null],
  ['a status of no money', ',,expired', null],
  ['what is to be paid stands where what was paid stands', '5,,Waiting', null],
  ['a status in French', '5,,Payé', '5.00'],
  ['a status in Arabic', '5,,مدفوع', '5.00'],
  ['less than was asked', '3,,UNDER_PAID', '3.00'],
])('where %s, the sale has what came', async (_name, rest, came) => {
  const path = fileOf(
    `Reference,Created,Requested,Currency,Received,Transaction,Status\nr,2025-03-02,5,EUR,${rest}`,
  )
  const { rows } = await readImport(path)
  expect(rows).toMatchObject([
    { kind: 'new', received: came, why: came === null ? { reason: 'unpaid' } : null },
  ])
})

test('where no column tells what was received, what was asked came with a status, a time or a transaction', async () => {
  const path = fileOf(
    [
      'Reference,Created,Paid at,Requested,Currency,Tx',
      'a,2025-03-02,2025-03-02,5,EUR,',
      'b,2025-03-02,,5,EUR,0xbb',
      'c,2025-03-02,,5,EUR,',
    ].join('\n'),
  )
  const { rows } = await readImport(path)
  expect(rows.map(({ received }) => received)).toEqual(['5.00', '5.00', null])
})

test('rows of one reference are payments of one sale, and what one says twice is said', async () => {
  const { outcome, rows, sales } = await readImport(
    file(
      'q-1,2025-03-02T09:00:00Z,45.00,EUR,20.00,0xaa,a@example.org,Logo,',
      'q-1,2025-03-02T09:00:00Z,45.00,EUR,25.00,0xbb,a@example.org,Logo,',
      'q-1,2025-03-02T09:00:00Z,45.00,EUR,25.00,0xBB,a@example.org,Logo,',
    ),
  )
  expect(outcome).toMatchObject({ counts: { new: 2, unread: 1 }, sales: { new: 1 } })
  expect(sales[0]?.sale).toMatchObject({
    asked: '45.00',
    receipts: [{ amount: '20.00' }, { amount: '25.00' }],
  })
  expect(rows[0]).toMatchObject({ line: 4, why: { reason: 'repeats', line: 3 } })
})

test('rows of one reference whose amount no column tells are states of one payment, of which the last one counts', async () => {
  const line = (time: string, status: string, tx = '') => `o-1,${time},20,EUR,${tx},${status}`
  const head = 'Reference,Paid at,Requested,Currency,Tx,Status'
  const [authorized, captured] = [
    line('2025-03-02T09:00:00Z', 'confirmed'),
    line('2025-03-02T09:10:00Z', 'paid'),
  ]
  for (const rows of [
    [authorized, captured],
    [captured, authorized],
    [line('2025-03-02T09:20:00Z', 'confirmed'), line('2025-03-02T09:10:00Z', 'paid', '0xaa')],
  ]) {
    const { outcome, sales } = await readImport(fileOf([head, ...rows].join('\n')))
    expect(outcome?.counts).toEqual({ new: 1, known: 0, duplicate: 0, unread: 1 })
    expect(sales).toMatchObject([
      { sale: { asked: '20.00', receipts: [{ amount: '20.00', paidAt: Date.UTC(2025, 2, 2, 9, 10) }] } },
    ])
    const { rows: shown } = await readImport(fileOf([head, ...rows].join('\n')))
    expect(shown[0]).toMatchObject({ kind: 'unread', why: { reason: 'repeats' } })
  }
})

test('of several payments of one reference none is taken where no column tells how much each was', async () => {
  const plain = fileOf(
    [
      'Reference,Paid at,Requested,Currency,Tx,Status',
      'o-1,2025-03-02T09:00:00Z,20,EUR,0xaa,paid',
      'o-1,2025-03-02T09:10:00Z,20,EUR,0xbb,paid',
      'o-2,2025-03-02T09:10:00Z,20,EUR,0xcc,paid',
    ].join('\n'),
  )
  const { rows, sales } = await readImport(plain)
  expect(rows.map(({ line, why }) => [line, why?.reason])).toEqual([
    [2, 'eachUntold'],
    [3, 'eachUntold'],
    [4, undefined],
  ])
  expect(sales).toHaveLength(1)
  const coins = fileOf(
    [
      'Reference,Paid at,Requested,Currency,Received,Pay Currency,Tx,Status',
      'o-1,2025-03-02T09:00:00Z,20,EUR,10,EUR,,paid',
      'o-1,2025-03-02T09:10:00Z,20,EUR,11,USDT,,paid',
      'o-2,2025-03-02T09:00:00Z,20,EUR,10,USDT,0xaa,paid',
      'o-2,2025-03-02T09:10:00Z,20,EUR,0.0001,BTC,0xbb,paid',
    ].join('\n'),
  )
  const mixed = await readImport(coins)
  expect(mixed.rows.map(({ line, why }) => [line, why?.reason, why?.line])).toEqual([
    [2, 'withLine', 3],
    [3, 'eachUntold', null],
    [4, 'eachUntold', null],
    [5, 'eachUntold', null],
  ])
})

test('a sale is taken whole or not at all: its rows wait for the one that cannot be read, and contradictions are none', async () => {
  const { outcome, rows } = await readImport(
    file(
      'q-1,2025-03-02T09:00:00Z,45.00,EUR,20.00,0xaa,,,',
      'q-1,2025-03-02T09:00:00Z,45.00,EUR,lots,0xbb,,,',
      'q-2,2025-03-02T09:00:00Z,45.00,EUR,20.00,0xcc,,,',
      'q-2,2025-03-02T09:00:00Z,46.00,EUR,20.00,0xdd,,,',
    ),
  )
  expect(outcome?.counts).toEqual({ new: 0, known: 0, duplicate: 0, unread: 4 })
  expect(rows.map(({ line, why }) => [line, why?.reason, why?.line])).toEqual([
    [2, 'withLine', 3],
    [3, 'notAnAmount', null],
    [4, 'withLine', 5],
    [5, 'differs', 4],
  ])
})

test('what the book has is passed over, and said where it has other amounts', async () => {
  const path = file(GOOD, GOOD.replace('q-1', 'q-2').replace('0xaa', '0xbb').replace('h.dahl', 'other'))
  const sale = { reference: 'q-1', asked: '45', received: '45', currency: 'DAI', number: 'CF-000007' }
  const known = { ...NONE_KNOWN, sales: [sale, { ...sale, reference: 'q-2', received: '40' }] }
  const { rows, sales } = await readImport(path, { known })
  expect(rows.map(({ kind, why }) => [kind, why?.reason, why?.text])).toEqual([
    ['known', 'inBook', 'CF-000007'],
    ['known', 'inBookDiffers', 'CF-000007'],
  ])
  expect(sales).toEqual([])
})

test('two of one customer over one amount within an hour are asked about, and one transaction of two sales', async () => {
  const { outcome, rows, sales } = await readImport(
    file(
      'q-1,2025-03-02T09:00:00Z,45.00,EUR,45.00,0xaa,H.Dahl@example.org,,',
      'q-2,2025-03-02T09:50:00Z,45.00,EUR,45,0xbb,h.dahl@example.org,,',
      'q-3,2025-03-02T11:00:00Z,45.00,EUR,45.00,0xcc,h.dahl@example.org,,',
      'q-4,2025-03-02T09:00:00Z,45.00,EUR,45.00,,k@example.org,,',
      'q-5,2025-03-02T09:00:00Z,45.00,EUR,45.00,,k@example.org,,',
      'r-1,2025-05-19T09:00:00Z,120.00,EUR,120.00,0xdd,,,',
      'r-2,2025-05-20T09:00:00Z,120.00,EUR,120.00,0xDD,,,',
    ),
  )
  expect(outcome).toMatchObject({
    counts: { new: 2, duplicate: 5, known: 0, unread: 0 },
    sales: { new: 2, duplicate: 5 },
  })
  expect(
    rows.slice(0, 5).map(({ reference, why }) => [reference, why?.reason, why?.text ?? why?.line]),
  ).toEqual([
    ['q-1', 'sameSaleOtherTransaction', 'q-2'],
    ['q-2', 'sameSaleOtherTransaction', 'q-1'],
    ['q-4', 'sameSale', 'q-5'],
    ['q-5', 'sameSale', 'q-4'],
    ['r-2', 'sameTransaction', 7],
  ])
  expect(sales.filter(({ isNew }) => isNew).map(({ sale }) => sale.reference)).toEqual(['q-3', 'r-1'])
})

test('what is like a payment of the book under another reference is asked about', async () => {
  const known = {
    ...NONE_KNOWN,
    transactions: [{ txHash: '0xAA', number: 'CF-000001' }],
    payments: [
      {
        number: 'CF-000002',
        ...{ amount: 'EUR 45.00', customer: null, email: 'b@example.org', isSameAccount: false },
        paidAt: Date.UTC(2025, 2, 2, 9, 30),
      },
    ],
  }
  const { rows } = await readImport(
    file(
      'q-1,2025-03-02T09:00:00Z,45.00,EUR,45.00,0xaa,a@example.org,,',
      'q-2,2025-03-02T10:00:00Z,45.00,EUR,45.00,0xbb,b@example.org,,',
      'q-3,2025-03-02T11:00:00Z,45.00,EUR,45.00,0xcc,b@example.org,,',
    ),
    { known },
  )
  expect(rows.map(({ kind, why }) => [kind, why?.reason, why?.text])).toEqual([
    ['duplicate', 'transactionInBook', 'CF-000001'],
    ['duplicate', 'sameInBook', 'CF-000002'],
    ['new', undefined, undefined],
  ])
})

test.each([
  ['5 EUR', 'EUR'],
  ['5,00 Euros', 'EUR'],
  ['5 DA', 'DZD'],
  ['5 D.A.', 'dzd'],
  ['5 د.ج', 'د.ج'],
  ['5 DH', 'AED'],
  ['US$5', 'USD'],
  ['5 TL', 'TRY'],
  ['5 د.إ', 'AED'],
  ['5 €', '€'],
  ['5', '£'],
])('%s is an amount of %s', async (amount, currency) => {
  const path = fileOf(`Reference,Created,Requested,Currency\nr,2025-03-02,"${amount}",${currency}`)
  expect((await readImport(path, { mark: '.' })).rows).toMatchObject([{ kind: 'new' }])
})

test('what was received in a currency that several are written as is not guessed', async () => {
  const head = 'Reference,Created,Requested,Currency,Received,Received in,Status'
  const { rows } = await readImport(fileOf(`${head}\nr,2025-03-02,5,EUR,50,DH,paid`))
  expect(rows).toMatchObject([{ kind: 'unread', why: { reason: 'unknownCurrency', text: 'DH' } }])
})

test('what the book has is known in a month that is closed, too, and the rest of it waits', async () => {
  const path = fileOf(
    [
      'Reference,Created,Requested,Received,Currency,Tx',
      'q-1,2025-05-04,5,5,EUR,0xaa',
      'q-2,2025-05-05,5,5,EUR,0xbb',
      'q-3,2025-05-05,5,2,EUR,0xcc',
      'q-3,2025-06-05,5,3,EUR,0xdd',
      'q-4,2025-06-05,5,3,EUR,0xbb',
    ].join('\n'),
  )
  const closed = [{ firstDay: '2025-05-01', from: Date.UTC(2025, 4, 1), until: Date.UTC(2025, 5, 1) }]
  const sale = { reference: 'q-1', asked: '5', received: '5', currency: 'EUR', number: 'CF-000007' }
  const { outcome, rows, sales } = await readImport(path, { closed, known: { ...NONE_KNOWN, sales: [sale] } })
  expect(outcome?.counts).toEqual({ new: 1, known: 1, duplicate: 0, unread: 3 })
  expect(rows.map(({ line, kind, why }) => [line, kind, why?.reason, why?.text ?? why?.line])).toEqual([
    [3, 'unread', 'closed', '2025-05-01'],
    [4, 'unread', 'closed', '2025-05-01'],
    [5, 'unread', 'withLine', 4],
    [2, 'known', 'inBook', 'CF-000007'],
    [6, 'new', undefined, undefined],
  ])
  expect(sales.map((one) => one.sale.reference)).toEqual(['q-4'])
})

test('a first row whose date does not read is counted as not read, and a head is none', async () => {
  const how = { fields: ['reference', 'created', 'asked', 'currency'], zone: 'utc' } as const
  const rowsOf = async (first: string) =>
    (await readImport(fileOf(`${first}\nq-2,2025-03-02,5,EUR\n`), how)).rows
  for (const first of ['q-1,soon,5,EUR', 'q-1,2025-02-31,five,EUR', 'q-1,,"5.00 EUR",EUR'])
    expect(await rowsOf(first)).toMatchObject([
      { line: 1, kind: 'unread' },
      { line: 2, kind: 'new' },
    ])
  for (const first of [
    'Ref,Created,Amount,Currency',
    'Ref,Date 2025,Amount 2025,EUR',
    'Ref,Day,Amount (EUR),Currency',
  ])
    expect(await rowsOf(first)).toMatchObject([{ line: 2, kind: 'new' }])
})

const payment = { number: 'CF-000002', amount: 'EUR 10.00', paidAt: Date.UTC(2025, 2, 2, 9) }
test.each([
  ['nobody is named', ',', null, null, 'duplicate'],
  ['the file alone names a customer', 'Amina,', null, null, 'duplicate'],
  ['the book alone names a customer', ',', 'Amina', 'a@example.org', 'duplicate'],
  ['one names a customer and one an e-mail', 'Amina,', null, 'a@example.org', 'duplicate'],
  ['both name the same customer', 'AMINA,', 'Amina', null, 'duplicate'],
  [
    'both have the same e-mail, and names that are written otherwise',
    'A. B.,a@example.org',
    'Amina',
    'a@example.org',
    'duplicate',
  ],
  ['both name customers, and others', 'Amina,', 'Karim', null, 'new'],
  ['both have e-mails, and others', ',a@example.org', null, 'k@example.org', 'new'],
  ['names are others, and the file alone has an e-mail', 'Amina,a@example.org', 'Karim', null, 'new'],
])(
  'a payment of the same account over the same amount and hour, where %s',
  async (_name, who, customer, email, kind) => {
    const head = 'Reference,Created,Requested,Received,Currency,Customer,E-mail'
    const path = (time: string, amount = '10') => fileOf(`${head}\nr,${time},${amount},${amount},EUR,${who}`)
    const known = { ...NONE_KNOWN, payments: [{ ...payment, customer, email, isSameAccount: true }] }
    const kindOf = async (...of: Parameters<typeof path>) =>
      (await readImport(path(...of), { known })).rows[0]?.kind
    expect(await kindOf('2025-03-02T10:00:00Z')).toBe(kind)
    expect(await kindOf('2025-03-02T08:00:00Z')).toBe(kind)
    expect(await kindOf('2025-03-02T10:00:01Z')).toBe('new')
    expect(await kindOf('2025-03-02T09:00:00Z', '10.01')).toBe('new')
    // A day alone is all of it, in the zone of the book.
    expect(await kindOf('2025-03-02')).toBe(kind)
    expect(await kindOf('2025-03-03')).toBe('new')
  },
)

test('rows without a reference get one of what they say: the same file is known again, also where rows are equal', async () => {
  const path = fileOf(
    [
      'Date,Amount,Currency,Paid amount',
      '2025-03-02,5,EUR,5',
      '2025-03-02,5,EUR,5',
      '2025-03-03,5,EUR,5',
    ].join('\n'),
  )
  const { sales } = await readImport(path)
  expect(new Set(sales.map(({ sale }) => sale.reference)).size).toBe(3)
  const again = await readImport(path, { known: knownAfter(sales.map(({ sale }) => sale)) })
  expect(again.outcome?.counts).toEqual({ new: 0, known: 3, duplicate: 0, unread: 0 })
})
