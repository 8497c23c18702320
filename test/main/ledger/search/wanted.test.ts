import { expect, test } from 'vitest'
import { readWanted, type Surroundings } from '../../../../src/main/ledger/search/wanted.ts'
import { amountNeedle } from '../../../../src/main/ledger/search/written.ts'

const ABOUT: Surroundings = {
  zone: 'Africa/Algiers',
  first: Date.UTC(2025, 2, 1),
  last: Date.UTC(2026, 10, 20),
  currencies: ['dzd', 'usd', 'dai'],
}
const ONE_HOUR = 3_600_000

const read = (search: string) => readWanted(search, ABOUT)
const needlesOf = (search: string) =>
  read(search)
    .flat()
    .flatMap((way) => (way.kind === 'text' ? [way.needle] : []))
const dayOf = (at: number) => new Date(at + ONE_HOUR).toISOString().slice(0, 10)
const daysOf = (search: string) =>
  read(search)
    .flat()
    .flatMap((way) => (way.kind === 'days' ? way.within : []))
    .map(({ from, until }) => `${dayOf(from)} ${dayOf(until)}`)

test.each([
  // As the app writes them, as banks do, and as they are typed.
  ['1,250.00 USD', ['1250.00']],
  ['7 400,00 DA', ['7400.00']],
  ['7\u202f400,00\u00a0DA', ['7400.00']],
  ['12,700.00 DZD', ['12700.00']],
  ['1.250,00', ['1250.00']],
  ["1'250.00", ['1250.00']],
  ['$1,250.00', ['1250.00']],
  ['USD 312.40', ['312.40']],
  ['312,40-', ['312.40']],
  ['(312.40)', ['312.40']],
  ['+312.40', ['312.40']],
  ['−312.40', ['312.40']],
  ['DZD12700', ['12700']],
  ['١٢٫٥٠', ['12.50']],
  ['1,250', ['1250', '1.250']],
  ['0.5', ['0.5']],
])('"%s" may be an amount', (search, decimals) => {
  const needles = needlesOf(search)
  for (const decimal of decimals) expect(needles).toContain(amountNeedle(decimal))
  expect(needles).toHaveLength(decimals.length + 1)
})

const isAmount = (needle: string) => needle.startsWith(amountNeedle('5').charAt(0))

test.each(['a5', '5lamps', '000123', 'x12.50', '12.5.6', 'cf-049240', '1.2.3.4', '--', '(', '12-50'])(
  '"%s" is no amount',
  (search) => expect(needlesOf(search).filter(isAmount)).toEqual([]),
)

test('a word that is no currency stands for itself beside an amount', () => {
  expect(read('5 lamps')).toHaveLength(2)
  expect(read('lamp 5.50')).toHaveLength(2)
  expect(read('amina 7 400,00 DA')).toHaveLength(2)
})

test.each([
  ['2026-10-15', ['2026-10-15 2026-10-16']],
  ['15/10/2026', ['2026-10-15 2026-10-16']],
  ['10/15/2026', ['2026-10-15 2026-10-16']],
  ['15.10.26', ['2026-10-15 2026-10-16']],
  ['03/04/2026', ['2026-04-03 2026-04-04', '2026-03-04 2026-03-05']],
  ['15 Oct', ['2025-10-15 2025-10-16', '2026-10-15 2026-10-16']],
  ['Oct 15, 2026', ['2026-10-15 2026-10-16']],
  ['15 octobre 2026', ['2026-10-15 2026-10-16']],
  ['15 أكتوبر 2026', ['2026-10-15 2026-10-16']],
  ['October 2026', ['2026-10-01 2026-11-01']],
  ['2026-10', ['2026-10-01 2026-11-01']],
  ['31 Feb', []],
  ['2026-13-01', []],
  ['2026-10-1', []],
  ['October', []],
  ['15', []],
])('"%s" names the days %j', (search, days) => {
  expect(daysOf(search)).toEqual(days)
})

test('words are each looked for, without what stands around them', () => {
  expect(needlesOf('"Two, LAMPS"  (Élodie)')).toEqual(['two', 'lamps', 'elodie'])
  expect(needlesOf('😀')).toEqual(['😀'])
  expect(needlesOf('o’brien a.b@example.com')).toEqual(["o'brien", 'a.b@example.com'])
})

test('a number may be written without its zeros', () => {
  expect(needlesOf('CF-3')).toEqual(['cf-3', 'cf-000003'])
  expect(needlesOf('CF-000003')).toEqual(['cf-000003'])
})

test('a text without a word is looked for as it is, and a blank one not at all', () => {
  expect(read('" -')).toEqual([[{ kind: 'text', needle: '" -' }]])
  expect(read(' \u200e\t')).toEqual([])
})

test('statuses, currencies and accounts are named by a word of theirs', () => {
  expect(read('late').flat()).toContainEqual({ kind: 'status', among: ['paid_late'] })
  expect(read('Paid').flat()).toContainEqual({ kind: 'status', among: ['paid', 'paid_late'] })
  expect(read('DZD').flat()).toContainEqual({ kind: 'currency', code: 'dzd' })
  expect(read('(Shop)').flat()).toContainEqual({ kind: 'account', needle: 'shop' })
  expect(read('sh').flat()).toEqual([{ kind: 'text', needle: 'sh' }])
})

test('whatever 2,000 characters are searched for, few words of them are', () => {
  for (const one of ['a', '1', ' a', '1,', '(', '\u0651', ' 1', '15 oct ', '1 ', ', '])
    expect(read(one.repeat(2_000).slice(0, 2_000)).length).toBeLessThanOrEqual(12)
})
