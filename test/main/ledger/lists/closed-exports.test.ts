import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeExport } from '../../../../src/main/export/write-export.ts'
import type { ExportQuery } from '../../../../src/main/ledger/port/exports.ts'
import { add, moneyFrom, subtract, toDecimal, zero } from '../../../../src/shared/money/money.ts'
import { daysOf } from '../../../../src/shared/time/days.ts'
import { businessDay } from '../../../../src/shared/time/zone.ts'
import { createChance } from '../../../support/app/chance.ts'
import { tempFolder } from '../../../support/books/open-book.ts'
import { ANY_INVOICE, ANY_RECEIPT } from '../../../support/lists/any-filter.ts'
import { followedRandomBook } from './followed-book.ts'
import { YEAR_BEGAN } from './random-book.ts'

const DAY = 86_400_000

interface Told {
  readonly rows: number
  readonly sums: readonly Readonly<Record<string, string | number>>[]
  readonly closed: readonly { readonly first_day: string; readonly last_day: string }[]
}

/** Writes a file, and gives its manifest. */
function told(path: string, id: string, zone: string, query: ExportQuery): Told {
  const targetPath = join(tempFolder(), 'file.csv')
  const beside = `${targetPath}.manifest.json`
  const job = { bookPath: path, known: { id, lastEvent: 0 }, targetPath, partPath: `${targetPath}.part` }
  const request = { query, columns: null, zone, preset: { as: 'machine' as const } }
  const file = { targetPath: beside, partPath: `${beside}.part` }
  const manifest = { appVersion: '1.2.3', filter: null, file }
  writeExport({ ...job, request, manifest }, { cancelled: () => false, progress: () => undefined })
  return JSON.parse(readFileSync(beside, 'utf8')) as Told
}

test.each([21, 22])(
  'the figures a month was closed at are the sums in the manifests of its exports, to the last unit, seed %i',
  { timeout: 120_000 },
  async (seed) => {
    const { ledger, db, path, book } = await followedRandomBook(createChance(seed), ({ days }) =>
      days().isFull(),
    )
    const id = db.prepare<[], string>('SELECT id FROM book').pluck().get() ?? ''
    const now = YEAR_BEGAN + 500 * DAY
    const firsts = Array.from({ length: 15 }, (_, n) =>
      businessDay(YEAR_BEGAN + (n - 1) * 30.4 * DAY, 'Africa/Algiers').slice(0, 7),
    )
    for (let n = 0; n < 300; n += 1) book.change()
    let compared = 0
    let refunds = 0
    for (const month of new Set(firsts)) {
      const { from: firstDay, to: lastDay } = daysOf('month', `${month}-01`, 0)
      const days = { firstDay: firstDay ?? '', lastDay: lastDay ?? '' }
      const { zone, mark } = ledger.period(days, now)
      const act = { ...days, zone, mark, reason: 'as it is', person: 'Salima' }
      expect(ledger.closePeriod(act, now)).toEqual({ ok: true })
      const { figures, closing, from, until } = ledger.period(days, now)
      expect(closing).not.toBeNull()

      const of = (currency: string) => figures.filter((one) => one.currency === currency)
      const sum = (currency: string, name: 'asked' | 'received' | 'refunded' | 'difference') =>
        of(currency).reduce((all, one) => add(all, moneyFrom(currency, one[name])), zero(currency))
      const count = (currency: string, name: 'sales' | 'receipts' | 'refunds') =>
        of(currency).reduce((all, one) => all + one[name], 0)
      const currencies = [...new Set(figures.map(({ currency }) => currency))]
      /** What a manifest must say of each currency; those without a row stand in none. */
      const expected = (
        tell: (currency: string) => Readonly<Record<string, string>>,
        many: (c: string) => number,
      ) =>
        currencies
          .map((currency) => ({ currency, rows: many(currency), ...tell(currency) }))
          .filter(({ rows }) => rows > 0)
      const byCurrency = (sums: Told['sums']) =>
        sums.toSorted((a, b) => (String(a.currency) < String(b.currency) ? -1 : 1))
      const net = (currency: string) =>
        toDecimal(subtract(sum(currency, 'received'), sum(currency, 'refunded')))

      const period = { from, until }
      const none = { provider: [], accountId: [], currency: [] }
      const ofDays = told(path, id, zone, { kind: 'days', from: days.firstDay, to: days.lastDay, ...none })
      const inDays = ofDays.sums.map(({ rows: _, ...amounts }) => amounts)
      expect(byCurrency(inDays)).toEqual(
        byCurrency(
          currencies.map((currency) => ({
            currency,
            asked: toDecimal(sum(currency, 'asked')),
            received: toDecimal(sum(currency, 'received')),
            refunded: toDecimal(sum(currency, 'refunded')),
            net: net(currency),
          })),
        ),
      )
      const movements = told(path, id, zone, {
        ...{
          kind: 'movements',
          basis: 'paid',
          filter: { ...ANY_RECEIPT, period: { by: 'paid', ...period } },
        },
      })
      expect(
        byCurrency(movements.sums.map(({ currency, net: own }) => ({ currency, net: own })) as never),
      ).toEqual(
        byCurrency(
          currencies
            .filter((one) => count(one, 'receipts') + count(one, 'refunds') > 0)
            .map((currency) => ({ currency, net: net(currency) })),
        ),
      )
      const receipts = told(path, id, zone, {
        ...{ kind: 'receipts', basis: 'paid', filter: { ...ANY_RECEIPT, period: { by: 'paid', ...period } } },
      })
      expect(byCurrency(receipts.sums)).toEqual(
        byCurrency(
          expected(
            (one) => ({ received: toDecimal(sum(one, 'received')) }),
            (one) => count(one, 'receipts'),
          ),
        ),
      )
      const invoices = told(path, id, zone, {
        ...{ kind: 'invoices', basis: 'created' },
        filter: { ...ANY_INVOICE, period: { by: 'created', ...period } },
      })
      expect(
        byCurrency(invoices.sums.map(({ currency, rows, asked }) => ({ currency, rows, asked })) as never),
      ).toEqual(
        byCurrency(
          expected(
            (one) => ({ asked: toDecimal(sum(one, 'asked')) }),
            (one) => count(one, 'sales'),
          ),
        ),
      )
      for (const { closed } of [ofDays, movements, receipts, invoices])
        expect(closed.map(({ first_day, last_day }) => [first_day, last_day])).toEqual([
          [days.firstDay, days.lastDay],
        ])
      compared += movements.rows + invoices.rows
      refunds += figures.reduce((all, one) => all + one.refunds, 0)
    }
    expect(compared).toBeGreaterThan(300)
    expect(refunds).toBeGreaterThan(0)
  },
)
