import { expect, test } from 'vitest'
import { explain } from '../../../src/main/statements/explain.ts'
import type { Candidate } from '../../../src/main/statements/port.ts'
import { storedOf } from '../../../src/shared/money/scale.ts'
import { signedAtto } from '../../../src/shared/money/tie-out.ts'
import { createChance } from '../../support/app/chance.ts'

const DAY = 86_400_000
const [FROM, UNTIL] = [Date.UTC(2026, 9, 1), Date.UTC(2026, 10, 1)]
const row = (id: string, days: number, amount: string): Candidate => ({
  ...{ id, paidAt: UNTIL + days * DAY, amount: storedOf(amount) },
})
const order = (candidates: readonly Candidate[], difference: string, slack = '0') => ({
  ...{
    candidates: candidates.toSorted((a, b) => a.paidAt - b.paidAt),
    from: FROM,
    until: UNTIL,
    within: 2 * DAY,
  },
  ...{ difference: signedAtto(difference), slack: signedAtto(slack) },
})

test('a single payment, pairs and triples that make the difference are found, those near the edge of the month first', () => {
  const rows = [
    ...[row('a', -0.1, '3850'), row('b', -0.1, '3500'), row('c', -0.2, '5100'), row('d', -0.5, '2250')],
    ...[
      row('e', -0.15, '1200'),
      row('f', -0.16, '2950'),
      row('g', -0.17, '3200'),
      row('h', -20, '7350'),
      row('i', -9, '1'),
    ],
  ]
  const { best, singles, pairs, triples, tried } = explain(order(rows, '-7350'))
  expect([singles, pairs, triples, tried]).toEqual([1, 2, 1, { pairs: true, triples: true }])
  expect(best.map(({ ids }) => ids.toSorted().join(''))).toEqual(['ab', 'cd', 'efg', 'h'])
})

test('what the statement has and the month has not is looked for within the days before and behind it, and both may meet', () => {
  const rows = [
    row('in', -0.5, '12.40'),
    row('out', 1.5, '40.00'),
    row('far', 2.5, '27.60'),
    row('before', -31.5, '5'),
  ]
  expect(explain(order(rows, '40')).best.map(({ ids }) => ids)).toEqual([['out']])
  expect(explain(order(rows, '27.60')).best.map(({ ids }) => ids)).toEqual([['in', 'out']])
  expect(explain(order(rows, '5')).best.map(({ ids }) => ids)).toEqual([['before']])
  expect(explain(order(rows, '27.61')).best).toEqual([])
  expect(explain(order(rows, '0')).best).toEqual([])
})

test('rows further apart than the days asked for explain nothing together', () => {
  const rows = [row('a', -1, '1'), row('b', -4, '2')]
  expect(explain(order(rows, '-3')).best).toEqual([])
  expect(explain({ ...order(rows, '-3'), within: 3 * DAY }).best).toHaveLength(1)
})

test('amounts are exact to the last unit, and a statement with fewer decimals has its slack', () => {
  const rows = [row('a', -1, '4.000000000000000001'), row('b', -1, '0.45')]
  expect(explain(order(rows, '-4')).best).toEqual([])
  expect(explain(order(rows, '-4', '0.01')).best.map(({ ids }) => ids)).toEqual([['a']])
  expect(explain(order(rows, '-4.45', '0.01')).best.map(({ ids }) => ids)).toEqual([['a', 'b']])
})

test('of many rows no more is looked at than there is time for, and it says what was not', () => {
  const chance = createChance(5)
  const rows = Array.from({ length: 20_000 }, (_, n) =>
    row(`r${n}`, -chance.unit() * 31, `${1 + Math.floor(chance.unit() * 1e6)}.07`),
  )
  const begun = performance.now()
  const { tried } = explain(order(rows, '-2.14'))
  expect(tried).toEqual({ pairs: true, triples: false })
  expect(performance.now() - begun).toBeLessThan(20_000)
})

/** Every single row, pair and triple, by trying each. */
function slow(rows: readonly Candidate[], difference: bigint, within: number): string[] {
  const signed = rows.flatMap((one) => {
    const isIn = one.paidAt >= FROM && one.paidAt < UNTIL
    const edge = Math.min(Math.abs(one.paidAt - FROM), Math.abs(one.paidAt - UNTIL))
    const atto = one.amount.whole * 10n ** 18n + one.amount.frac
    return isIn || edge <= within ? [{ ...one, units: isIn ? -atto : atto }] : []
  })
  const found: string[] = []
  const try_ = (some: typeof signed) => {
    const times = some.map(({ paidAt }) => paidAt)
    if (some.length > 1 && Math.max(...times) - Math.min(...times) > within) return
    if (some.reduce((sum, { units }) => sum + units, 0n) === difference)
      found.push(
        some
          .map(({ id }) => id)
          .sort()
          .join(' '),
      )
  }
  for (let a = 0; a < signed.length; a += 1) {
    try_(signed.slice(a, a + 1))
    for (let b = a + 1; b < signed.length; b += 1) {
      try_([signed[a], signed[b]] as typeof signed)
      for (let c = b + 1; c < signed.length; c += 1) try_([signed[a], signed[b], signed[c]] as typeof signed)
    }
  }
  return found.sort()
}

test('all that trying each one finds is found, and nothing else', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const chance = createChance(seed)
    const rows = Array.from({ length: 18 }, (_, n) =>
      row(`r${n}`, 4 - chance.unit() * 37, String(1 + Math.floor(chance.unit() * 9))),
    ).toSorted((a, b) => a.paidAt - b.paidAt)
    const difference = signedAtto(String(Math.floor(chance.unit() * 14) - 12))
    if (difference === 0n) continue
    const within = 6 * DAY
    const { best, singles, pairs, triples } = explain({ ...order(rows, '1'), difference, within })
    const expected = slow(rows, difference, within)
    expect(singles + pairs + triples).toBe(expected.length)
    if (expected.length <= 20)
      expect(best.map(({ ids }) => ids.toSorted().join(' ')).sort()).toEqual(expected)
  }
})
