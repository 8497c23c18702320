import { expect, test } from 'vitest'
import {
  KNOWN_SQL,
  NUMBERS_SQL,
  PAYMENTS_SQL,
  TRANSACTIONS_SQL,
} from '../../../../src/main/ledger/imports/known.ts'
import { UNFINISHED_SQL } from '../../../../src/main/ledger/imports/rows.ts'
import { LEFT_SQL, PIECE_SQL } from '../../../../src/main/ledger/imports/undo.ts'
import { IMPORTED_SQL } from '../../../../src/main/ledger/standing-links/imported.ts'
import { openSale, testBook } from '../../../support/books/open-book.ts'
import { pastSales, takePast, undoPast } from '../../../support/books/past-sales.ts'

test('what an import asks of the book, it reads along its indexes', async () => {
  const { db, ledger } = await testBook()
  for (let n = 0; n < 50; n += 1) openSale(ledger)
  undoPast(ledger, takePast(ledger, pastSales(50)))
  takePast(ledger, pastSales(50))
  db.exec('ANALYZE')
  for (const sql of [
    KNOWN_SQL,
    TRANSACTIONS_SQL,
    NUMBERS_SQL,
    PAYMENTS_SQL,
    LEFT_SQL,
    PIECE_SQL,
    UNFINISHED_SQL,
    IMPORTED_SQL,
  ]) {
    const isNumbered = sql.includes('?1')
    const values = isNumbered
      ? [Object.fromEntries(Array.from(sql.matchAll(/\?(\d)/g), ([, n]) => [n, null]))]
      : Array.from(sql.matchAll(/\?/g), () => null)
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]
    // Accounts and imports are few; what a list of values holds is what is asked for.
    const walks = plan.filter(({ detail }) =>
      /^SCAN (?!wanted\b|json_each\b|account\b|own\b|other\b|imports\b)/.test(detail),
    )
    expect([sql, walks]).toEqual([sql, []])
  }
})
