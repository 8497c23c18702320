import { describe, expect, it } from 'vitest'
import {
  type Choice,
  filterOf,
  NO_CHOICE,
  OPEN_STATUSES,
  receiptFilterOf,
} from '../../../src/renderer/screens/invoices/filter/choice.ts'
import { ownWords } from '../../../src/renderer/screens/invoices/filter/own-words.ts'
import { INVOICE_FILTERS, RECEIPT_FILTERS } from '../../../src/renderer/screens/invoices/filter/parts.ts'
import { type Known, readTyped } from '../../../src/renderer/screens/invoices/filter/typed-filter.ts'
import { createWords } from '../../../src/shared/words/words.ts'

const KNOWN: Known = {
  kind: INVOICE_FILTERS,
  today: '2026-11-29',
  providers: [
    { id: 'daisy', name: 'Daisy' },
    { id: 'oneshotpay', name: '1ShotPay' },
    { id: 'oxapay', name: 'OxaPay' },
  ],
  accounts: [
    { id: 'account-1', label: 'Web shop' },
    { id: 'account-2', label: 'Web, second' },
    { id: 'account-3', label: 'Stand du marché' },
  ],
  currencies: ['DZD', 'DAI', 'USDT'],
  own: ownWords(createWords('en').t, 'en'),
  ...{ items: [], tills: [] },
}

const read = (text: string, isDone = true) => readTyped(text, NO_CHOICE, KNOWN, isDone)
const days = (by: 'created' | 'paid', from: string | null, to: string | null): Partial<Choice> => ({
  period: { by, span: 'between', from, to },
})
const follows = (by: 'created' | 'paid', span: 'today' | 'lastMonth' | 'week'): Partial<Choice> => ({
  period: { by, span, from: null, to: null },
})
const end = (at: string, open = false) => ({ at, open })

describe('a filter that is typed', () => {
  it.each(KNOWN.own.statuses.filter(({ id }) => id !== 'draft'))(
    'names a status as the list does: $name',
    ({ id, name }) => {
      expect(read(`status:"${name}"`)).toMatchObject({ choice: { status: [id] }, text: '', unread: [] })
      expect(read(`is:${name.replaceAll(' ', '-')}`)).toMatchObject({ choice: { status: [id] }, text: '' })
    },
  )

  it.each<[string, Partial<Choice>]>([
    ['status:open', { status: OPEN_STATUSES }],
    ['status:late,short', { status: ['paid_late', 'underpaid'] }],
    ['status:paid_late', { status: ['paid_late'] }],
    ['STATUS:Given-Up', { status: ['abandoned'] }],
    ['status:attention', { attention: true }],
    ['needs:attention', { attention: true }],
    ['is:unreviewed', { review: 'unreviewed' }],
    ['is:Not-Reviewed', { review: 'unreviewed' }],
    ['review:reviewed', { review: 'reviewed' }],
    ['review:no', { review: 'unreviewed' }],
    ['tag:Deposit', { tag: ['deposit'] }],
    ['tag:deposit,عرس', { tag: ['deposit', 'عرس'] }],
    ['tag:"by hand"', { tag: ['by-hand'] }],
    ['provider:daisy', { provider: ['daisy'] }],
    ['provider:1shot', { provider: ['oneshotpay'] }],
    ['account:web', { accountId: ['account-1', 'account-2'] }],
    ['account:"Web shop"', { accountId: ['account-1'] }],
    ['account:marché', { accountId: ['account-3'] }],
    ['currency:dzd', { currency: ['DZD'] }],
    ['currency:usdt,dai', { currency: ['USDT', 'DAI'] }],
    ['created:today', follows('created', 'today')],
    ['paid:last-month', follows('paid', 'lastMonth')],
    ['created:week', follows('created', 'week')],
    ['paid:october', days('paid', '2026-10-01', '2026-10-31')],
    ['paid:dec', days('paid', '2025-12-01', '2025-12-31')],
    ['paid:november', days('paid', '2026-11-01', '2026-11-30')],
    ['paid:2026-10', days('paid', '2026-10-01', '2026-10-31')],
    ['created:2024', days('created', '2024-01-01', '2024-12-31')],
    ['created:2024-02-29', days('created', '2024-02-29', '2024-02-29')],
    ['created:2026-09..2026-10-15', days('created', '2026-09-01', '2026-10-15')],
    ['created:2026-09..', days('created', '2026-09-01', null)],
    ['created:..september', days('created', null, '2026-09-30')],
    ['amount:>5000', { amount: { of: 'asked', from: end('5000', true), to: null } }],
    ['amount:>=5000', { amount: { of: 'asked', from: end('5000'), to: null } }],
    ['amount:100..200', { amount: { of: 'asked', from: end('100'), to: end('200') } }],
    ['amount:312.40', { amount: { of: 'asked', from: end('312.40'), to: end('312.40') } }],
    ['received:<10', { amount: { of: 'received', from: null, to: end('10', true) } }],
    ['requested:..0.5', { amount: { of: 'asked', from: null, to: end('0.5') } }],
    ['received:<=0', { amount: { of: 'received', from: null, to: end('0') } }],
    ['amount:>1,250.00', { amount: { of: 'asked', from: end('1250.00', true), to: null } }],
    ['amount:"1 250,50"', { amount: { of: 'asked', from: end('1250.50'), to: end('1250.50') } }],
    ['received:"12,5..1.250,00"', { amount: { of: 'received', from: end('12.5'), to: end('1250.00') } }],
    ['amount:١٢٥٠', { amount: { of: 'asked', from: end('1250'), to: end('1250') } }],
    ['paid:5.10.2026', days('paid', '2026-10-05', '2026-10-05')],
    ['paid:2026/10/5', days('paid', '2026-10-05', '2026-10-05')],
    ['paid:10/2026', days('paid', '2026-10-01', '2026-10-31')],
    ['paid:25/10/2026', days('paid', '2026-10-25', '2026-10-25')],
    ['paid:10/25/2026', days('paid', '2026-10-25', '2026-10-25')],
    ['paid:"5 October 2025"', days('paid', '2025-10-05', '2025-10-05')],
    ['paid:"oct 2024"', days('paid', '2024-10-01', '2024-10-31')],
    ['paid:5-oct', days('paid', '2026-10-05', '2026-10-05')],
    ['paid:30-nov', days('paid', '2025-11-30', '2025-11-30')],
    ['paid:"3 oct..5 oct"', days('paid', '2026-10-03', '2026-10-05')],
    ['paid:٢٠٢٦-١٠-٠٥', days('paid', '2026-10-05', '2026-10-05')],
    ['status : paid', { status: ['paid'] }],
    ['paid:9.2026..5.10.2026', days('paid', '2026-09-01', '2026-10-05')],
    ['created:0050-02', days('created', '0050-02-01', '0050-02-28')],
    ['created:0001', days('created', '0001-01-01', '0001-12-31')],
    ['created:9999', days('created', '9999-01-01', '9999-12-31')],
    ['\u200fstatus:paid\u200e', { status: ['paid'] }],
    ['\ufeffaccount:"Web\u200b shop"\u200b', { accountId: ['account-1'] }],
    ['paid:2026-10-05\u200b', days('paid', '2026-10-05', '2026-10-05')],
  ])('%s becomes a chip', (text, change) => {
    expect(read(text)).toEqual({
      text: '',
      search: '',
      choice: { ...NO_CHOICE, ...change },
      pending: null,
      unread: [],
    })
  })

  it.each([
    ['colour:red', 'key'],
    ['status:blue', 'value'],
    ['status:paid,blue', 'value'],
    ['status:draft', 'value'],
    ['status:', 'value'],
    ['provider:stripe', 'value'],
    ['currency:xxx', 'value'],
    ['currency:dzd,xxx', 'value'],
    ['paid:2026-13', 'days'],
    ['paid:2026-02-30', 'days'],
    ['paid:ma', 'days'],
    ['created:..', 'days'],
    ['amount:5,000', 'amount'],
    ['amount:1.250.00', 'amount'],
    ['amount:1250DZD', 'amount'],
    ['amount:100-200', 'amount'],
    ['created:05/10/2026', 'days'],
    ['created:25/13/2026', 'days'],
    ['created:25/10/26', 'days'],
    ['created:31-june', 'days'],
    ['created:oct-0000', 'days'],
    ['created:5-10', 'days'],
    ['created:31.2.2026', 'days'],
    ['created:13/2026', 'days'],
    ['created:2026-10/05', 'days'],
    ['amount:-5', 'amount'],
    ['amount:1e9', 'amount'],
    ['amount:9999999999999999999', 'amount'],
    ['paid:0000', 'days'],
    ['paid:0000-03', 'days'],
    ['paid:0000-03-01', 'days'],
    ['received:<0', 'amount'],
    ['received:<0.00', 'amount'],
    ['constructor:foo', 'key'],
    ['status:constructor', 'value'],
    ['created:constructor', 'days'],
    ['amount:200..100', 'backwards'],
    ['created:2026-10..2026-09', 'backwards'],
    ['needs:sleep', 'value'],
  ])('%s is searched as text, and says so', (text, why) => {
    expect(read(`ali ${text}`)).toEqual({
      text: `ali ${text}`,
      search: `ali ${text}`,
      choice: NO_CHOICE,
      pending: null,
      unread: [{ part: text, why }],
    })
  })

  it.each([
    'https://pay.example/checkout',
    'Note : call back',
    'Note: call back',
    '12:30',
    'a:b:c'.replaceAll(':', ' '),
  ])('is not seen in %s', (text) => {
    expect(read(text)).toEqual({ text, search: text, choice: NO_CHOICE, pending: null, unread: [] })
  })

  it('counts once a space stands behind it; until then it is neither searched for nor refused', () => {
    expect(read('ali status:op', false)).toMatchObject({
      text: 'ali status:op',
      search: 'ali',
      pending: 'status:op',
      unread: [],
    })
    const finished = read('ali status:open ', false)
    expect(finished).toMatchObject({ text: 'ali ', search: 'ali', choice: { status: OPEN_STATUSES } })
    expect(read('status:blue ', false).unread).toEqual([{ part: 'status:blue', why: 'value' }])
  })

  it('stands in a whole line with others and with words', () => {
    const { text, choice } = read('paid:october currency:dzd business cards amount:>5000')
    expect(text).toBe('business cards ')
    expect([choice.period?.from, choice.currency, choice.amount?.from]).toEqual([
      '2026-10-01',
      ['DZD'],
      end('5000', true),
    ])
  })

  it('adds to a set that is chosen, and takes the place of a period', () => {
    const before: Choice = { ...NO_CHOICE, status: ['paid'], ...follows('created', 'today') }
    const { choice } = readTyped('status:paid,expired paid:2026', before, KNOWN, true)
    expect([choice.status, choice.period?.by]).toEqual([['paid', 'expired'], 'paid'])
  })
})

describe('a filter of receipts that is typed', () => {
  const receipts = { ...KNOWN, kind: RECEIPT_FILTERS }
  const readReceipts = (text: string) => readTyped(text, NO_CHOICE, receipts, true)

  it('means what arrived, and the day it was paid or recorded', () => {
    const { choice, unread } = readReceipts('paid:october currency:dzd amount:>5000')
    expect(unread).toEqual([])
    expect(receiptFilterOf(choice, '', '2026-11-29', 0)).toEqual({
      ...{ search: '', provider: [], accountId: [], currency: ['DZD'], item: [], till: [] },
      period: { by: 'paid', from: '2026-10-01', to: '2026-10-31' },
      amount: { from: '5000.000000000000000001', to: null },
    })
    expect(readReceipts('recorded:today received:10').choice).toMatchObject({
      period: { by: 'recorded', span: 'today' },
      amount: { of: 'received', from: end('10') },
    })
  })

  it.each(['status:paid', 'is:open', 'created:today', 'requested:5', 'needs:attention'])(
    'is none where only invoices have it: %s',
    (part) => {
      expect(readReceipts(part)).toMatchObject({ choice: NO_CHOICE, unread: [{ part, why: 'key' }] })
    },
  )

  it('is the day on which the book learned of the last money', () => {
    expect(read('recorded:today').choice.period).toEqual({
      ...{ by: 'recorded', span: 'today', from: null, to: null },
    })
    const { choice } = read('recorded:2026-10')
    expect(filterOf(choice, '', '2026-11-29', 0).period).toEqual({
      ...{ by: 'recorded', from: '2026-10-01', to: '2026-10-31' },
    })
  })
})

describe('what the book is asked for', () => {
  const asked = (change: Partial<Choice>) => filterOf({ ...NO_CHOICE, ...change }, '', '2026-11-29', 0)

  it('leaves out the end of an amount that is not included, to the last unit of any currency', () => {
    const amount = (from: string | null, to: string | null) =>
      asked({ amount: { of: 'asked', from: from ? end(from, true) : null, to: to ? end(to, true) : null } })
        .amount
    expect(amount('5000', null)?.from).toBe('5000.000000000000000001')
    expect(amount(null, '10')?.to).toBe('9.999999999999999999')
    expect(amount(null, '0')?.to).toBe('0')
  })

  it('is the days of a period as they are today', () => {
    const period = (span: 'today' | 'yesterday' | 'week' | 'month' | 'lastMonth' | 'quarter' | 'year') => {
      const { from, to } = asked({ period: { by: 'paid', span, from: null, to: null } }).period ?? {}
      return `${from} ${to}`
    }
    expect(period('today')).toBe('2026-11-29 2026-11-29')
    expect(period('yesterday')).toBe('2026-11-28 2026-11-28')
    expect(period('week')).toBe('2026-11-29 2026-12-05')
    expect(period('month')).toBe('2026-11-01 2026-11-30')
    expect(period('lastMonth')).toBe('2026-10-01 2026-10-31')
    expect(period('quarter')).toBe('2026-10-01 2026-12-31')
    expect(period('year')).toBe('2026-01-01 2026-12-31')
    const january = filterOf({ ...NO_CHOICE, ...follows('paid', 'lastMonth') }, '', '2026-01-15', 1)
    expect(january.period).toEqual({ by: 'paid', from: '2025-12-01', to: '2025-12-31' })
    const monday = filterOf({ ...NO_CHOICE, ...follows('paid', 'week') }, '', '2026-11-29', 1)
    expect(monday.period).toEqual({ by: 'paid', from: '2026-11-23', to: '2026-11-29' })
  })
})
