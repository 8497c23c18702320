import { expect, test } from 'vitest'
import { made } from '../../../support/books/facts.ts'
import { at, CLOSED_AT, OCTOBER, october } from '../../../support/books/october.ts'
import { ACCOUNT, eur, kindsOf, openSale } from '../../../support/books/open-book.ts'
import { rechain, tamper, walk } from '../../../support/books/tampering.ts'
import { there } from '../../../support/books/there.ts'

test('a month is closed at its figures, with who, when and why; what was not as it should be needs the reason', async () => {
  const { ledger, view, close } = await october()
  const before = view()
  expect(before).toMatchObject({ closing: null, laterCount: 0, adjustmentCount: 0 })
  const [column] = before.figures
  expect(column).toMatchObject({
    sales: 3,
    asked: '149.70',
    receipts: 2,
    received: '89.90',
    difference: '-59.80',
  })
  expect(before.checks).toMatchObject([
    { kind: 'asked', state: 'good', of: 1, names: ['Shop'] },
    { kind: 'attention', state: 'warn', count: 1 },
    { kind: 'reviewed', state: 'warn', count: 3, of: 3 },
    { kind: 'tied', state: 'note', count: 1, of: 1 },
    { kind: 'open', state: 'note', count: 2, names: ['CF-000003', 'CF-000002'] },
  ])
  expect(close(null)).toEqual({ ok: false, reason: 'REASON_NEEDED', firstDay: OCTOBER.firstDay })
  const { entry, hash } = ledger.trailHead()
  expect(close()).toEqual({ ok: true })
  expect(view()).toMatchObject({
    closing: {
      closedAt: CLOSED_AT,
      closedBy: 'Salima',
      reason: 'one is short',
      trailHead: `${entry}:${hash}`,
      reopened: null,
    },
    ...{ figures: before.figures, today: before.figures, checks: before.checks },
  })
  expect(close()).toEqual({ ok: false, reason: 'PERIOD_CLOSED', firstDay: OCTOBER.firstDay })
  expect(ledger.closedDays()).toMatchObject([
    { ...OCTOBER, from: at('2026-10-01T00:00'), until: at('2026-11-01T00:00') },
  ])
  // Neither a quarter over it, nor a week within it.
  const quarter = {
    firstDay: '2026-10-01',
    lastDay: '2026-12-31',
    zone: 'Africa/Algiers',
    mark: '',
    reason: null,
    person: '',
  }
  expect(ledger.closePeriod(quarter, at('2027-02-01T00:00'))).toMatchObject({ reason: 'PERIOD_CLOSED' })
})

test('what was written anew since a month was closed shows by its seal, however well the hashes fit', async () => {
  const { db, ledger, close } = await october()
  close()
  expect(walk(db)).toMatchObject({ state: 'whole' })
  const { entry } = ledger.trailHead()
  tamper(db, "UPDATE events SET kind = 'noted' WHERE seq = 7")
  rechain(db)
  expect(walk(db)).toMatchObject({
    state: 'broken',
    breaks: [expect.objectContaining({ why: 'rewritten', entry: entry - 1 })],
  })
})

test('a month that is not over, a clock before the last closing and figures that nobody saw are not closed', async () => {
  const { ledger, view, close, short, pay } = await october()
  expect(close('x', at('2026-10-31T23:59'))).toEqual({
    ok: false,
    reason: 'PERIOD_NOT_OVER',
    firstDay: '2026-10-01',
  })
  const { mark } = view()
  pay(short.linkId, '9.90', at('2026-10-31T23:00'), at('2026-11-04T10:00'))
  expect(close('x', CLOSED_AT, mark)).toEqual({ ok: false, reason: 'PERIOD_CHANGED', firstDay: '2026-10-01' })
  expect(close()).toEqual({ ok: true })
  const september = { firstDay: '2026-09-01', lastDay: '2026-09-30' }
  const behind = ledger.period(september, CLOSED_AT - 1)
  expect(behind.checks).toContainEqual(
    expect.objectContaining({ kind: 'clock', state: 'stop', at: CLOSED_AT }),
  )
  const act = { ...september, zone: behind.zone, mark: behind.mark, reason: null, person: '' }
  expect(ledger.closePeriod(act, CLOSED_AT - 1)).toMatchObject({ ok: false, reason: 'CLOCK_BEFORE_CLOSE' })
})

test('money that comes after a closing stays on its day, and adjusts the open month where that day is closed', async () => {
  const { ledger, view, close, short, open, pay } = await october()
  close()
  pay(open.linkId, '49.90', at('2026-11-05T11:20'))
  pay(short.linkId, '9.90', at('2026-10-31T23:58'), at('2026-11-06T08:02'))
  const { figures, today, later, laterCount } = view(at('2026-11-07T00:00'))
  expect([figures[0]?.received, today[0]?.received, laterCount]).toEqual(['89.90', '99.80', 2])
  expect(later).toMatchObject([
    {
      ...{ invoiceId: short.invoiceId, part: 'received', amount: '9.90', adjusts: true },
      ...{
        factAt: at('2026-10-31T23:58'),
        recordedAt: at('2026-11-06T08:02'),
        countsAt: at('2026-11-06T08:02'),
      },
    },
    { invoiceId: open.invoiceId, amount: '49.90', adjusts: false, countsAt: at('2026-11-05T11:20') },
  ])
  expect(kindsOf(ledger, short.invoiceId)).toContain('came_after_closing')
  const november = ledger.period({ firstDay: '2026-11-01', lastDay: '2026-11-30' }, at('2026-12-02T00:00'))
  expect(november).toMatchObject({
    adjustmentCount: 1,
    adjustments: [{ invoiceId: short.invoiceId, periodFirstDay: '2026-10-01' }],
  })
  expect(november.figures[0]?.received).toBe('49.90')
})

test('a receipt whose time or amount is told anew leaves a closed month as it was, and says both', async () => {
  const { view, close, paid, pay } = await october()
  close()
  const again = { receiptId: `r-${paid.linkId}-${at('2026-10-03T11:05')}` }
  pay(paid.linkId, '50.00', at('2026-11-02T09:00'), at('2026-11-08T09:00'), again)
  const { figures, today, later } = view(at('2026-11-09T00:00'))
  expect([figures[0]?.received, today[0]?.received]).toEqual(['89.90', '40.00'])
  expect(later.map(({ amount, adjusts }) => [amount, adjusts])).toEqual([
    ['50.00', false],
    ['-49.90', true],
  ])
})

test('of a closed month nothing is decided anew; refunds, notes, tags, marks and handled exceptions are still written', async () => {
  const { ledger, close, paid, short, open } = await october()
  close()
  const closed = { ok: false, reason: 'PERIOD_CLOSED', firstDay: '2026-10-01' }
  const now = at('2026-11-10T10:00')
  expect(ledger.acceptShortfall(short.invoiceId, '40.00', { reason: 'ok', person: '' }, now)).toEqual(closed)
  const rest = { asked: eur('9.90'), unseenIsPayable: true }
  expect(ledger.addRemainderLink(short.invoiceId, rest, now)).toEqual(closed)
  expect(ledger.addLink(open.invoiceId, now)).toEqual(closed)
  expect(ledger.abandon(open.invoiceId, 'gone', now)).toEqual(closed)
  const refund = {
    token: 'refund-1',
    amount: eur('5.00'),
    reason: 'broken',
    reference: null,
    person: 'Nadia',
  }
  expect(ledger.recordRefund(paid.invoiceId, refund, now)).toMatchObject({ ok: true })
  expect(ledger.addNote(paid.invoiceId, 'seen', now)).not.toBeNull()
  const edit = { token: 'edit-1', invoiceIds: [paid.invoiceId], person: 'Nadia' }
  expect(ledger.editSales({ ...edit, edit: { kind: 'tag', tag: 'vip', isOn: true } }, now)).toMatchObject({
    ok: true,
  })
  expect(ledger.editSales({ ...edit, edit: { kind: 'review', reviewed: true } }, now)).toMatchObject({
    ok: true,
  })
  const [exception] = ledger.exceptions({ resolved: false, limit: 9 })
  expect(ledger.resolveException(there(exception).id, 'let go', 'Nadia', now)).not.toBeNull()
  const view = ledger.period(OCTOBER, now)
  expect(view.figures).toEqual(view.today)
  expect(view.later).toMatchObject([{ part: 'refunded', amount: '5.00', adjusts: false, countsAt: now }])
  // A sale of the open month is decided as ever, and once the month is open again so is this one.
  const later = openSale(ledger, { at: now }, { at: now })
  expect(ledger.abandon(later.invoiceId, 'gone', now)).toMatchObject({ ok: true })
  expect(ledger.reopenPeriod(OCTOBER, { reason: 'a wrong one', person: 'Salima' }, now)).toEqual({ ok: true })
  expect(ledger.acceptShortfall(short.invoiceId, '40.00', { reason: 'ok', person: '' }, now)).toMatchObject({
    ok: true,
  })
})

test('a month is reopened with a reason, keeps how it was closed, and not while another closed one counts what came after it', async () => {
  const { ledger, view, close, short, pay, db } = await october()
  const said = { reason: 'a statement was wrong', person: 'Salima' }
  expect(ledger.reopenPeriod(OCTOBER, said, CLOSED_AT)).toBeNull()
  close()
  pay(short.linkId, '9.90', at('2026-10-31T23:58'), at('2026-11-06T08:02'))
  const november = { firstDay: '2026-11-01', lastDay: '2026-11-30' }
  const now = at('2026-12-02T10:00')
  const { mark, zone } = ledger.period(november, now)
  expect(ledger.closePeriod({ ...november, mark, zone, reason: 'fine', person: '' }, now)).toEqual({
    ok: true,
  })
  expect(ledger.reopenPeriod(OCTOBER, said, now)).toEqual({
    ok: false,
    reason: 'PERIOD_COUNTED',
    firstDay: '2026-11-01',
  })
  expect(ledger.reopenPeriod(november, said, now)).toEqual({ ok: true })
  expect(ledger.reopenPeriod(OCTOBER, said, now)).toEqual({ ok: true })
  expect(view(now)).toMatchObject({
    closing: null,
    earlier: [
      { closedBy: 'Salima', closedAt: CLOSED_AT, reopened: { at: now, by: 'Salima', reason: said.reason } },
    ],
    laterCount: 0,
  })
  expect(view(now).figures[0]?.received).toBe('99.80')
  // What came after a closing that was reopened is in its month again, and no adjustment any more.
  expect(ledger.period(november, now).adjustmentCount).toBe(0)
  expect(close('again', now)).toEqual({ ok: true })
  expect(() => db.exec('DELETE FROM periods')).toThrow('the book removes nothing')
  expect(() => db.exec('UPDATE period_figures SET amount = 1')).toThrow('a closing stays as it is')
  expect(() => db.exec('UPDATE periods SET closed_at_ms = 1')).toThrow('a closing stays as it is')
})

test('a sale that is written with a day of a closed month is written, and adjusts the open one', async () => {
  const { ledger, view, close } = await october()
  close()
  // The clock of the till stands in October again: nothing is lost, and the closed month says so.
  const { pending } = there(ledger.createInvoice({ ...saleOf('2026-10-15T09:00') }))
  ledger.recordLinkMade(made(pending.linkId, { at: at('2026-10-15T09:00') }))
  const { figures, today, later } = view(at('2026-11-09T00:00'))
  expect([figures[0]?.sales, today[0]?.sales]).toEqual([3, 4])
  expect(later).toMatchObject([
    { part: 'asked', amount: '12.00', adjusts: true, countsAt: at('2026-11-01T00:00') },
  ])
})

function saleOf(day: string) {
  const common = {
    accountId: ACCOUNT,
    description: '',
    customerName: null,
    customerEmail: null,
    tolerance: null,
  }
  return { ...common, token: `t-${day}`, asked: eur('12.00'), at: at(day) }
}
