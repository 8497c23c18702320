import { expect, test } from 'vitest'
import { namedInstants } from '../../../../src/main/ledger/search/named-days.ts'
import { readWanted, type Surroundings } from '../../../../src/main/ledger/search/wanted.ts'
import { amountNeedle } from '../../../../src/main/ledger/search/written.ts'
import { fold } from '../../../../src/shared/text/fold.ts'

const ABOUT: Surroundings = {
  zone: 'Africa/Algiers',
  first: Date.UTC(2025, 2, 1),
  last: Date.UTC(2026, 10, 20),
  currencies: ['dzd', 'usd', 'dai', 'chf'],
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
  // As they stand in a sentence, in a file, on a bill and on a statement.
  ['"12.50",', ['12.50']],
  ['[12.50];', ['12.50']],
  ['CHF 49.-', ['49']],
  ['49,—', ['49']],
  ['.50', ['0.50']],
  ['1,00,000.00', ['100000.00']],
  ['49.90 CR', ['49.90']],
  ['US$ 12', ['12']],
  ['7400 dinars', ['7400']],
  ['૭૪૦૦', ['7400']],
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
  // As they stand in a sentence, and in other ways of banks and people.
  ['(15/10/2026),', ['2026-10-15 2026-10-16']],
  ['"15 Oct 2026"', ['2026-10-15 2026-10-16']],
  ['15-Oct-2026', ['2026-10-15 2026-10-16']],
  ['Thu, 15 Oct 2026', ['2026-10-15 2026-10-16']],
  ['the 15th of October 2026', ['2026-10-15 2026-10-16']],
  ['15/10', ['2025-10-15 2025-10-16', '2026-10-15 2026-10-16']],
  ['10/2026', ['2026-10-01 2026-11-01']],
  ['15-10/2026', []],
  ['31 Feb', []],
  ['2026-13-01', []],
  ['2026-10-1', []],
  ['October', []],
  ['15', []],
])('"%s" names the days %j', (search, days) => {
  expect(daysOf(search)).toEqual(days)
})

const momentsIn = (zone: string) => (search: string) =>
  namedInstants(fold(search), { ...ABOUT, zone }).map(
    ({ from, until }) => `${new Date(from).toISOString().slice(0, 19)} ${(until - from) / 1_000}`,
  )

test('a day with its time is that minute or second, as the list and a page write it', () => {
  const moments = momentsIn('Africa/Algiers')
  for (const one of [
    '15 Oct 2026 14:32',
    '15 Oct 2026, 14:32',
    'Oct 15, 2026 at 2:32 PM',
    '2026-10-15T14:32',
  ])
    expect(moments(one), one).toEqual(['2026-10-15T13:32:00 60'])
  expect(moments('15 October 2026 at 14:32:05')).toEqual(['2026-10-15T13:32:05 1'])
  expect(moments('15 Oct 14:32')).toHaveLength(2)
  for (const one of ['14:32', '15 Oct 2026 25:00', 'October 2026 14:32'])
    expect(moments(one), one).toEqual([])
})

test('a time that was skipped is none, one that came twice is both, and a day may begin after midnight', () => {
  const paris = momentsIn('Europe/Paris')
  expect(paris('2026-03-29 02:30')).toEqual([])
  expect(paris('2026-10-25 02:30')).toEqual(['2026-10-25T00:30:00 60', '2026-10-25T01:30:00 60'])
  expect(momentsIn('Africa/Cairo')('2026-04-24')).toEqual(['2026-04-23T22:00:00 82800'])
})

test('words that are a day or an amount together are looked for each by itself as well', () => {
  expect(read('12 May')[0]).toContainEqual({ kind: 'words', needles: ['12', 'may'] })
  expect(read('12 da')[0]).toContainEqual({ kind: 'words', needles: ['12', 'da'] })
})

test('what is searched for twice is looked for once, and nothing of a long text is left out', () => {
  expect(read('lamp two LAMP')).toHaveLength(2)
  const words = Array.from({ length: 40 }, (_, n) => `word${n}`)
  expect(needlesOf(words.join(' '))).toEqual(words)
})

test('words are each looked for, without what stands around them', () => {
  expect(needlesOf('"Two, LAMPS"  (Élodie)')).toEqual(['two', 'lamps', 'elodie'])
  expect(needlesOf('😀')).toEqual(['😀'])
  expect(needlesOf('😀 lamp %')).toEqual(['😀', 'lamp'])
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

test('whatever 2,000 characters are searched for, they are read at once', () => {
  const many = ['a', '1', ' a', '1,', '(', '\u0651', ' 1', '15 oct ', '1 ', ', ', '1:1', '1 a:', '9-', '"15 ']
  const begun = performance.now()
  for (const one of many) expect(read(one.repeat(2_000).slice(0, 2_000)).length).toBeLessThanOrEqual(12)
  expect(performance.now() - begun).toBeLessThan(3_000)
})
