import { expect, test } from 'vitest'
import { bookOptions } from '../../../support/books/book-options.ts'
import { at, CLOSED_AT, OCTOBER, october } from '../../../support/books/october.ts'
import { eur, testBook } from '../../../support/books/open-book.ts'
import { tamper } from '../../../support/books/tampering.ts'

const NOVEMBER = { firstDay: '2026-11-01', lastDay: '2026-11-30' }
const DECEMBER_2 = at('2026-12-02T10:00')
const SAID = { reason: 'as agreed', person: 'Salima' }

/** The same, with October and November closed. */
async function bothClosed() {
  const book = await october()
  expect(book.view().earlier).toEqual([])
  book.close()
  expect(book.view().earlier).toEqual([])
  const closeNovember = () => {
    const { zone, mark } = book.ledger.period(NOVEMBER, DECEMBER_2)
    expect(book.ledger.closePeriod({ ...NOVEMBER, zone, mark, ...SAID }, DECEMBER_2)).toEqual({ ok: true })
  }
  const noted = () =>
    book.db
      .prepare(
        `SELECT period.first_day AS period, adjusts, counts_at_ms AS countsAt, receipt.provider_receipt_id AS receipt, refund.reason
         FROM later_facts AS later JOIN periods AS period ON period.seq = period_seq LEFT JOIN receipts AS receipt ON receipt.seq = receipt_seq
         LEFT JOIN refunds AS refund ON refund.seq = refund_seq ORDER BY later.seq`,
      )
      .safeIntegers(false)
      .all()
  return { ...book, closeNovember, noted }
}

test('figures that are others while every check is the same, and checks that are while every figure is, are not closed unseen', async () => {
  const { ledger, view, close, paid, pay } = await october()
  const changed = { ok: false, reason: 'PERIOD_CHANGED', firstDay: OCTOBER.firstDay }
  const before = view()
  const again = { receiptId: `r-${paid.linkId}-${at('2026-10-03T11:05')}` }
  pay(paid.linkId, '49.90', at('2026-10-04T11:05'), CLOSED_AT, again)
  const counted = ({ checks }: typeof before) => checks.map(({ kind, state, count }) => [kind, state, count])
  expect([view().figures, counted(view())]).toEqual([before.figures, counted(before)])
  expect(close('x', CLOSED_AT, before.mark)).toEqual(changed)
  const { mark, figures } = view()
  const edit = { token: 'edit-1', invoiceIds: [paid.invoiceId], person: 'Nadia' }
  ledger.editSales({ ...edit, edit: { kind: 'review', reviewed: true } }, CLOSED_AT)
  expect(view().figures).toEqual(figures)
  expect(close('x', CLOSED_AT, mark)).toEqual(changed)
})

test('a closing and a reopening are entries of the trail, and a closing keeps which entry was the last before it', async () => {
  const { ledger, db, close } = await october()
  const { entry } = ledger.trailHead()
  const last = () => db.prepare('SELECT kind FROM events ORDER BY seq DESC LIMIT 1').pluck().get()
  close()
  expect(last()).toBe('period_closed')
  expect(Number(db.prepare('SELECT last_event_seq FROM periods').pluck().get())).toBe(entry)
  ledger.reopenPeriod(OCTOBER, SAID, CLOSED_AT)
  expect(last()).toBe('period_reopened')
})

test('a closed month keeps its days where the zone of the book is another by now', async () => {
  const { db, path, view, close } = await october()
  close()
  const { figures, zone, from, until } = view()
  tamper(db, "UPDATE book SET zone = 'Asia/Tokyo'")
  db.close()
  const { ledger } = await testBook(bookOptions(path))
  expect(ledger.period(OCTOBER, CLOSED_AT)).toMatchObject({ figures, today: figures, zone, from, until })
})

test('what is told anew and brings nothing else to its day, and money of nothing, leave no trace in a closed month', async () => {
  const { paid, open, pay, noted } = await bothClosed()
  const again = { receiptId: `r-${paid.linkId}-${at('2026-10-03T11:05')}`, payer: '0xother' }
  pay(paid.linkId, '49.90', at('2026-10-03T11:05'), at('2026-11-08T09:00'), again)
  const none = { receiptId: 'of-nothing' }
  pay(open.linkId, '0.00', at('2026-10-31T21:00'), at('2026-11-08T09:00'), none)
  expect(noted()).toEqual([])
  pay(open.linkId, '3.00', at('2026-10-31T21:00'), at('2026-11-09T09:00'), none)
  expect(noted()).toMatchObject([{ period: OCTOBER.firstDay, adjusts: 1, receipt: 'of-nothing' }])
})

test('what is dated in one closed month and is of a sale of another counts, in both, in the month that is open when it is recorded', async () => {
  const { ledger, open, paid, pay, closeNovember, noted } = await bothClosed()
  closeNovember()
  const now = at('2026-12-05T09:00')
  pay(open.linkId, '49.90', at('2026-11-05T11:20'), now)
  const refund = { token: 'refund-1', amount: eur('5.00'), reference: null, ...SAID }
  expect(ledger.recordRefund(paid.invoiceId, refund, now)).toMatchObject({ ok: true })
  const receipt = `r-${open.linkId}-${at('2026-11-05T11:20')}`
  expect(noted()).toEqual([
    { period: NOVEMBER.firstDay, adjusts: 1, countsAt: now, receipt, reason: null },
    { period: OCTOBER.firstDay, adjusts: 0, countsAt: now, receipt, reason: null },
    { period: OCTOBER.firstDay, adjusts: 0, countsAt: now, receipt: null, reason: SAID.reason },
  ])
})

test('what came later and counts on its own day in a closed month keeps no month from being reopened', async () => {
  const { ledger, open, pay, closeNovember, noted } = await bothClosed()
  pay(open.linkId, '49.90', at('2026-11-05T11:20'), at('2026-11-08T09:00'))
  closeNovember()
  expect(noted()).toMatchObject([{ period: OCTOBER.firstDay, adjusts: 0, countsAt: at('2026-11-05T11:20') }])
  expect(ledger.reopenPeriod(OCTOBER, SAID, DECEMBER_2)).toEqual({ ok: true })
})
