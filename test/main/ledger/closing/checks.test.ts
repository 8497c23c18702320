import { expect, test } from 'vitest'
import { checksOf } from '../../../../src/main/ledger/closing/checks.ts'
import type { TieOut } from '../../../../src/main/ledger/port/periods/closing.ts'
import { testBook } from '../../../support/books/open-book.ts'

const BOUNDS = { from: Date.UTC(2026, 9, 1), until: Date.UTC(2026, 10, 1) }
const TOLD: TieOut = {
  ...{
    accountId: 'a',
    accountLabel: 'Counter, USDC',
    currency: 'USD',
    told: '90.00',
    book: '100.00',
    receipts: 2,
  },
  ...{ explained: '0.00', explainedBy: [], reason: null, source: null, person: '', recordedAt: BOUNDS.until },
}

test('statements that nobody told of do not agree either, and all that differ are named', async () => {
  const { db } = await testBook()
  const tied = (columns: number, tieOuts: readonly TieOut[]) =>
    checksOf({ db }, BOUNDS, { columns, tieOuts }, BOUNDS.until).find(({ kind }) => kind === 'tied')
  expect(tied(12, [TOLD])).toMatchObject({ state: 'warn', count: 12, of: 12 })
  expect(tied(12, [TOLD, { ...TOLD, currency: 'EUR', told: '100.00' }])).toMatchObject({ count: 11, of: 12 })
  expect(tied(2, [TOLD, { ...TOLD, currency: 'EUR', told: '100.00' }])).toMatchObject({ count: 1, of: 2 })
  expect(tied(12, [{ ...TOLD, told: '100.00' }])).toMatchObject({ state: 'note', count: 11, names: [] })
  const five = ['USD', 'EUR', 'DAI', 'ETH', 'BTC'].map((currency) => ({ ...TOLD, currency }))
  expect(tied(5, five)?.names).toHaveLength(5)
})
