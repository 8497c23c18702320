import { expect, test } from 'vitest'
import {
  HANDLED_SQL,
  NEEDING_SQL,
  OPEN_SQL,
  REVIEWED_SQL,
  UNASKED_SQL,
} from '../../../../src/main/ledger/closing/checks.ts'
import { CLOSINGS_SQL } from '../../../../src/main/ledger/closing/closing.ts'
import { PERIOD_SQL } from '../../../../src/main/ledger/closing/day-sums.ts'
import { FIGURES_SQL } from '../../../../src/main/ledger/closing/figures.ts'
import { COUNTED_SQL, LATER_SQL } from '../../../../src/main/ledger/closing/later-facts.ts'
import { LATER_ROWS_SQL } from '../../../../src/main/ledger/closing/later-rows.ts'
import { PERIOD_AT_SQL } from '../../../../src/main/ledger/closing/periods.ts'
import { CANDIDATES_SQL, TICKED_SQL, TIE_OUTS_SQL } from '../../../../src/main/ledger/closing/tie-outs.ts'
import { openSale, testBook } from '../../../support/books/open-book.ts'

test('what a closing, each write behind it and a tie-out read, they read along their indexes', async () => {
  const { db, ledger } = await testBook()
  for (let n = 0; n < 50; n += 1) openSale(ledger)
  db.exec('ANALYZE')
  const statements = [
    ...Object.values(PERIOD_SQL),
    ...[PERIOD_AT_SQL, LATER_SQL, COUNTED_SQL, LATER_ROWS_SQL, FIGURES_SQL, CLOSINGS_SQL, TIE_OUTS_SQL],
    ...[CANDIDATES_SQL, TICKED_SQL, REVIEWED_SQL, OPEN_SQL, NEEDING_SQL, HANDLED_SQL, UNASKED_SQL],
  ]
  for (const sql of statements) {
    const values = Array.from(sql.matchAll(/\?/g), () => null)
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]
    // The accounts are few; what a list of values holds is what is asked for.
    const walks = plan.filter(({ detail }) => /^SCAN (?!wanted\b|json_each\b|account\b)/.test(detail))
    expect([sql, walks]).toEqual([sql, []])
  }
})
