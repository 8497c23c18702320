import { expect, test } from 'vitest'
import { sumPeriod } from '../../../../src/main/ledger/closing/day-sums.ts'
import { keptSums } from '../../../../src/main/ledger/closing/figures.ts'
import type { DaySum, PartSummed } from '../../../../src/main/ledger/lists/month/matrix-of.ts'
import { scanMatrix } from '../../../../src/main/ledger/lists/month/scan.ts'
import type { LaterFact } from '../../../../src/main/ledger/port/periods/closing.ts'
import { moneyFrom } from '../../../../src/shared/money/money.ts'
import { attoIn } from '../../../../src/shared/money/scale.ts'
import { daysOf } from '../../../../src/shared/time/days.ts'
import { businessDay } from '../../../../src/shared/time/zone.ts'
import { createChance } from '../../../support/app/chance.ts'
import { there } from '../../../support/books/there.ts'
import { ANY_INVOICE, ANY_RECEIPT } from '../../../support/lists/any-filter.ts'
import { followedRandomBook } from './followed-book.ts'
import { YEAR_BEGAN } from './random-book.ts'

const ZONE = 'Africa/Algiers'
const DAY = 86_400_000

/** The days of each month of the year that the random book lies in, and one before and after. */
function months() {
  const firsts = Array.from({ length: 15 }, (_, n) =>
    businessDay(YEAR_BEGAN + (n - 1) * 30.4 * DAY, ZONE).slice(0, 7),
  )
  return [...new Set(firsts)].map((month) => {
    const { from, to } = daysOf('month', `${month}-01`, 0)
    return { firstDay: from ?? '', lastDay: to ?? '' }
  })
}

const keyOf = ({ part, day, account, currency }: Pick<DaySum, 'part' | 'day' | 'account' | 'currency'>) =>
  `${part} ${day} ${account} ${currency}`

function atto(sums: readonly DaySum[]): Map<string, bigint> {
  const by = new Map<string, bigint>()
  for (const one of sums) by.set(keyOf(one), (by.get(keyOf(one)) ?? 0n) + attoIn(one))
  return new Map([...by].filter(([, units]) => units !== 0n))
}

test.each([11, 12, 13])(
  'a year of closed months agrees with lists, matrix and what came later to the last unit, seed %i',
  async (seed) => {
    const { ledger, db, held, book } = await followedRandomBook(createChance(seed), ({ days }) =>
      days().isFull(),
    )
    const now = YEAR_BEGAN + 500 * DAY
    const all = months()
    const atClosing = new Map<string, { figures: unknown; sums: readonly DaySum[] }>()
    for (const days of all) {
      const view = ledger.period(days, now)
      const act = { ...days, zone: view.zone, mark: view.mark, reason: 'as it is', person: 'Salima' }
      expect(ledger.closePeriod(act, now)).toEqual({ ok: true })
      const query = { from: days.firstDay, to: days.lastDay, zone: view.zone }
      expect(view.figures).toEqual(scanMatrix({ db }, query).columns)
      expect(view.figures).toEqual(held.days().matrix(query).columns)
      const period = { by: 'paid' as const, from: view.from, until: view.until }
      const listed = held.receipts().sums({ ...ANY_RECEIPT, period })
      expect(view.figures.reduce((count, { receipts }) => count + receipts, 0)).toBe(listed.count)
      for (const { currency, received } of listed.sums.map((one) => ({
        ...one.received,
        received: one.received,
      }))) {
        const own = view.figures.filter((one) => one.currency === currency)
        const units = own.reduce((sum, one) => sum + moneyFrom(currency, one.received).units, 0n)
        expect(units).toBe(moneyFrom(currency, received.amount).units)
      }
      const sold = held.invoices.sums({ ...ANY_INVOICE, period: { ...period, by: 'created' } })
      expect(view.figures.reduce((count, { sales }) => count + sales, 0)).toBe(sold.count)
      atClosing.set(days.firstDay, { figures: view.figures, sums: sumPeriod({ db }, days, view.zone) })
    }
    // The periods of the year add up to the year.
    const parts = [...atClosing.values()].flatMap(({ sums }) => sums.map((one) => ({ ...one, day: 0 })))
    const whole = { firstDay: all[0]?.firstDay ?? '', lastDay: all.at(-1)?.lastDay ?? '' }
    expect(atto(parts)).toEqual(atto(sumPeriod({ db }, whole, ZONE).map((one) => ({ ...one, day: 0 }))))

    for (let n = 0; n < 400; n += 1) book.change()

    let later = 0
    for (const days of all) {
      const { closing, figures, zone, from, until } = ledger.period(days, now)
      const before = there(atClosing.get(days.firstDay))
      // Names of accounts may be others by now; nothing else of a closed month is.
      const bare = (columns: unknown) => JSON.stringify(columns).replaceAll(/"accountLabel":"[^"]*",/g, '')
      expect([...JSON.parse(bare(figures))].map((one) => JSON.stringify(one)).sort()).toEqual(
        [...JSON.parse(bare(before.figures))].map((one) => JSON.stringify(one)).sort(),
      )
      const seq = there(
        db.prepare('SELECT seq FROM periods WHERE id = ?').pluck().get(there(closing).id),
      ) as bigint
      const kept = keptSums({ db }, seq, days)
      expect(atto(kept)).toEqual(atto(before.sums))
      const rows = db
        .prepare('SELECT * FROM later_facts WHERE period_seq = ? AND adjusts = 1')
        .all(seq) as Row[]
      for (const row of rows) {
        expect(Number(row.fact_at_ms)).toBeGreaterThanOrEqual(from)
        expect(Number(row.fact_at_ms)).toBeLessThan(until)
      }
      later += rows.length
      // As closed, and what came later, is what the matrix says today.
      const dayOf = (at: bigint) =>
        Math.round((Date.parse(businessDay(Number(at), zone)) - Date.parse(days.firstDay)) / DAY)
      const moved = rows.map(
        (row): DaySum => ({
          ...{
            part: row.part,
            day: dayOf(row.fact_at_ms),
            account: Number(row.account_seq),
            currency: row.currency,
          },
          ...{ count: 1, whole: row.sign * row.whole, frac: row.sign * row.frac },
        }),
      )
      expect(atto([...kept, ...moved])).toEqual(atto(sumPeriod({ db }, days, zone)))
    }
    expect(later).toBeGreaterThan(50)
    // What is counted in a period that is closed is opened from the last one on.
    const view = ledger.period({ firstDay: '2027-01-01', lastDay: '2027-01-31' }, now)
    expect(view.adjustments.every((one: LaterFact) => one.adjusts)).toBe(true)
  },
)

interface Row {
  readonly part: PartSummed
  readonly account_seq: bigint
  readonly currency: string
  readonly sign: bigint
  readonly whole: bigint
  readonly frac: bigint
  readonly fact_at_ms: bigint
}
