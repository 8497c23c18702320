import { expect, test } from 'vitest'
import { moneyFrom } from '../../../../src/shared/money/money.ts'
import { at, CLOSED_AT, OCTOBER, october } from '../../../support/books/october.ts'
import { ACCOUNT } from '../../../support/books/open-book.ts'
import { pastReceipt, pastSale, takePast, undoPast } from '../../../support/books/past-sales.ts'

test('what a statement says is kept with the period, told by what was ticked, and not once it is closed', async () => {
  const { ledger, db, view, close, short } = await october()
  const [receipt] = db
    .prepare('SELECT id FROM receipts WHERE invoice_seq = (SELECT seq FROM invoices WHERE id = ?)')
    .pluck()
    .all(short.invoiceId)
  const tie = {
    ...{
      ...OCTOBER,
      accountId: ACCOUNT,
      currency: 'EUR',
      told: '49.90',
      explainedBy: [] as string[],
      reason: null,
    },
    ...{ source: null, person: 'Nadia' },
  }
  expect(ledger.keepTieOut(tie, CLOSED_AT)).toEqual({ ok: true })
  expect(view().checks).toContainEqual(
    expect.objectContaining({ kind: 'tied', state: 'warn', count: 1, names: ['Shop EUR'] }),
  )
  expect(ledger.keepTieOut({ ...tie, explainedBy: [String(receipt)] }, CLOSED_AT)).toEqual({ ok: true })
  expect(view().tieOuts).toMatchObject([
    { told: '49.90', book: '89.90', receipts: 2, explained: '-40.00', explainedBy: [receipt] },
  ])
  expect(view().checks).toContainEqual(expect.objectContaining({ kind: 'tied', state: 'good' }))
  expect(ledger.keepTieOut({ ...tie, accountId: 'nobody' }, CLOSED_AT)).toBeNull()
  close()
  expect(ledger.keepTieOut(tie, CLOSED_AT)).toEqual({
    ok: false,
    reason: 'PERIOD_CLOSED',
    firstDay: '2026-10-01',
  })
  expect(moneyFrom('EUR', view().tieOuts[0]?.book ?? '').units).toBe(8990n)
})

test('money that comes after a figure was kept opens its tie-out again, in the checks too; once closed it stays as it was closed', async () => {
  const { ledger, view, close, open, pay } = await october()
  const tie = {
    ...{ ...OCTOBER, accountId: ACCOUNT, currency: 'EUR', told: '89.90', explainedBy: [], reason: null },
    ...{ source: null, person: 'Nadia' },
  }
  expect(ledger.keepTieOut(tie, CLOSED_AT)).toEqual({ ok: true })
  const tied = () => view().checks.find(({ kind }) => kind === 'tied')?.state
  expect(tied()).toBe('good')
  pay(open.linkId, '10.00', at('2026-10-31T21:00'), CLOSED_AT)
  expect(tied()).toBe('warn')
  expect(view().tieOuts).toMatchObject([{ told: '89.90', book: '99.90', receipts: 3 }])
  expect(close(null)).toMatchObject({ reason: 'REASON_NEEDED' })
  expect(close('the bank is late')).toEqual({ ok: true })
  pay(open.linkId, '5.00', at('2026-10-31T22:00'), CLOSED_AT)
  expect(view().tieOuts).toMatchObject([{ told: '89.90', book: '99.90', receipts: 3 }])
  expect(tied()).toBe('warn')
})

test('what explains a figure counts with what it is worth by now, and with nothing once it was withdrawn or book and statement agree', async () => {
  const { ledger, view, close, open, pay } = await october()
  const tie = (told: string, explainedBy: readonly string[]) => ({
    ...{ ...OCTOBER, accountId: ACCOUNT, currency: 'EUR', told, explainedBy, reason: null },
    ...{ source: null, person: 'Nadia' },
  })
  const tied = () => view().checks.find(({ kind }) => kind === 'tied')?.state
  const paidAt = at('2026-11-02T09:00')
  const receipts = [pastReceipt('late', { amount: '7.00', paidAt })]
  const importId = takePast(ledger, [pastSale('late', { asked: '7.00', createdAt: paidAt, receipts })])
  const [late] = ledger.tieCandidates(ACCOUNT, 'EUR', paidAt, paidAt + 1)
  // The statement has the payment of November already: more than the book has in October.
  expect(ledger.keepTieOut(tie('96.90', [late?.id ?? '']), CLOSED_AT)).toEqual({ ok: true })
  expect(view().tieOuts).toMatchObject([{ told: '96.90', book: '89.90', explained: '7.00' }])
  expect(tied()).toBe('good')
  undoPast(ledger, importId)
  expect(view().tieOuts).toMatchObject([{ explained: '0.00', explainedBy: [] }])
  expect(tied()).toBe('warn')
  // Then the book comes to what the statement says: nothing is left to be explained.
  pay(open.linkId, '7.00', at('2026-10-31T21:00'), CLOSED_AT)
  expect(view().tieOuts).toMatchObject([{ told: '96.90', book: '96.90', explained: '0.00' }])
  expect(tied()).toBe('good')
  expect(close()).toEqual({ ok: true })
  expect(view().tieOuts).toMatchObject([{ told: '96.90', book: '96.90', explained: '0.00', explainedBy: [] }])
})
