import { describe, expect, it } from 'vitest'
import { readState } from '../../../../src/main/ledger/book/state.ts'
import type { StandingLinkSeen } from '../../../../src/main/ledger/port/standing-links.ts'
import { moneyFrom, subtract, sum, times } from '../../../../src/shared/money/money.ts'
import { ACCOUNT, eur, openSale, START, testBook, transfer } from '../../../support/books/open-book.ts'
import { recordsOf } from '../../../support/books/receipts-file.ts'
import { there } from '../../../support/books/there.ts'

const FIVE = eur('5')
const paid = (id: string, change = {}) =>
  transfer({ receiptId: id, amount: FIVE, credited: FIVE, txHash: `0x${id.padEnd(64, '0')}`, ...change })

/** A book with a standing link of 5 EUR that was made. */
async function withLink() {
  const { db, ledger, path } = await testBook()
  const wanted = { token: 'token-one', accountId: ACCOUNT, itemId: null, name: 'Donation box', asked: FIVE }
  const { link } = there(ledger.createStandingLink({ ...wanted, at: START }))
  const facts = { rawStatus: '0', rawAnswer: '{}', nextCheckAt: START + 30_000, at: START }
  ledger.recordStandingMade({ id: link.id, ref: 'ref-1', url: 'https://pay.example/1', ...facts })
  const see = (change: Partial<StandingLinkSeen>) =>
    ledger.recordStandingSeen({
      id: link.id,
      reading: 'open',
      rawStatus: '0',
      rawAnswer: '{}',
      count: null,
      isPending: false,
      receipt: null,
      nextCheckAt: START + 60_000,
      at: START + 10_000,
      ...change,
    })
  const sales = () => ledger.invoices({ search: '', status: [], provider: [], cursor: null, limit: 100 }).rows
  const state = () => there(ledger.standingLink(link.id))
  const open = () => ledger.exceptions({ resolved: false, limit: 100 })
  return { db, ledger, path, link, wanted, see, sales, state, open }
}

describe('a payment through a standing link', () => {
  it('is a sale of its own, paid, with its receipt and a number', async () => {
    const { ledger, see, sales, state, open } = await withLink()
    const { changes } = see({ count: 1, receipt: paid('p1') })
    expect(changes).toMatchObject([{ changed: true, after: 'paid', newReceipts: 1 }])
    expect(sales()).toMatchObject([{ number: 'CF-000001', status: 'paid', description: 'Donation box' }])
    const detail = there(ledger.invoice(sales()[0]?.id ?? ''))
    expect(detail.receipts).toMatchObject([{ providerReceiptId: 'p1', amount: { amount: '5.00' } }])
    expect(detail.events.map(({ kind }) => kind)).toContain('standing_paid')
    expect(state()).toMatchObject({ payments: 1, unseen: 0, lastPaidAt: detail.receipts[0]?.paidAt })
    expect(open()).toEqual([])
  })

  it('that is told twice, or again after another, makes one sale', async () => {
    const { see, sales, state } = await withLink()
    for (const [count, id] of [
      [1, 'p1'],
      [1, 'p1'],
      [2, 'p2'],
      [2, 'p2'],
      [2, 'p1'],
    ] as const) {
      see({ count, receipt: paid(id) })
    }
    expect([sales().length, state().payments, state().unseen]).toEqual([2, 2, 0])
    expect(see({ count: 2, receipt: paid('p2') }).changes).toMatchObject([{ changed: false, newReceipts: 0 }])
  })

  it('gets its transaction later, in the same sale', async () => {
    const { ledger, see, sales } = await withLink()
    see({ count: 1, receipt: paid('p1', { txHash: null }) })
    see({ count: 1, receipt: paid('p1') })
    expect(sales()).toHaveLength(1)
    expect(ledger.invoice(sales()[0]?.id ?? '')?.receipts).toMatchObject([{ txHash: paid('p1').txHash }])
  })

  it.each(['standing_payments', 'receipts', 'payment_links', 'events'])(
    'is written whole or not at all, where the book ends at its %s, and is there once it is told again',
    async (table) => {
      const { db, ledger, see, sales, state } = await withLink()
      db.exec(`CREATE TEMP TRIGGER killed BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'killed'); END`)
      expect(() => see({ count: 1, receipt: paid('p1') })).toThrow()
      expect([sales().length, ledger.receiptCount(), state().payments]).toEqual([0, 0, 0])
      db.exec('DROP TRIGGER killed')
      see({ count: 1, receipt: paid('p1') })
      expect([sales().length, ledger.receiptCount(), state().payments, state().unseen]).toEqual([1, 1, 1, 0])
    },
  )

  it('is named for itself where a payment through another link has its name', async () => {
    const { ledger, wanted, see, sales } = await withLink()
    const { link } = there(ledger.createStandingLink({ ...wanted, token: 'two', at: START }))
    const facts = { rawStatus: '0', rawAnswer: '{}', nextCheckAt: START + 30_000, at: START }
    ledger.recordStandingMade({ id: link.id, ref: 'ref-2', url: 'https://pay.example/2', ...facts })
    for (const id of [undefined, link.id, link.id]) see({ ...(id && { id }), count: 1, receipt: paid('1') })
    const refs = sales().map(({ id }) => there(ledger.invoice(id)).links[0]?.providerRef)
    expect(refs).toEqual(['ref-2/1', '1'])
  })

  it('of another amount is short or over, and calls for a person', async () => {
    const { see, sales, open } = await withLink()
    see({ count: 1, receipt: paid('p1', { amount: eur('4'), credited: eur('4') }) })
    expect([sales()[0]?.status, open()[0]?.kind]).toEqual(['underpaid', 'short'])
  })

  it('is watched through its standing link alone', async () => {
    const { ledger, see, sales } = await withLink()
    see({ count: 1, receipt: paid('p1') })
    const id = sales()[0]?.id ?? ''
    expect([ledger.liveLinksOf(id), ledger.scheduledLinksOf([id])]).toEqual([[], []])
    const other = openSale(ledger)
    expect(ledger.liveLinksOf(other.invoiceId)).toHaveLength(1)
  })
})

describe('payments that a provider counts and never showed', () => {
  it('are one sale without a receipt, which says how many', async () => {
    const { ledger, see, sales, state, open } = await withLink()
    see({ count: 4, receipt: paid('p4') })
    expect(state()).toMatchObject({ payments: 4, unseen: 3 })
    expect(sales().map(({ received }) => received.amount)).toEqual(['15.00', '5.00'])
    expect(open()).toMatchObject([{ kind: 'no_receipt', unseen: 3, asked: eur('15') }])
    const gap = there(ledger.invoice(open()[0]?.invoiceId ?? ''))
    expect(gap.receipts).toEqual([])
    see({ count: 4, receipt: paid('p4') })
    expect([sales().length, open().length]).toEqual([2, 1])
    see({ count: 6, receipt: paid('p6') })
    expect(state()).toMatchObject({ payments: 6, unseen: 4 })
    expect(open().map(({ unseen }) => unseen)).toEqual([1, 3])
  })

  it('are not told of one that is still on its way, until another has taken its place', async () => {
    const { see, state } = await withLink()
    see({ count: 1, isPending: true })
    expect(state()).toMatchObject({ payments: 0, unseen: 0 })
    see({ count: 2, isPending: true })
    expect(state()).toMatchObject({ payments: 1, unseen: 1 })
    see({ count: 2, receipt: paid('p2') })
    expect(state()).toMatchObject({ payments: 2, unseen: 1 })
  })

  it('are never fewer because an older count comes in', async () => {
    const { see, state } = await withLink()
    see({ count: 3, receipt: paid('p3') })
    see({ count: 1, receipt: paid('p3') })
    see({ count: null })
    expect(state()).toMatchObject({ payments: 3, unseen: 2 })
  })

  it('are found where they were counted once they are shown after all, and are no second sale', async () => {
    const { ledger, see, sales, state, open } = await withLink()
    see({ count: 4, receipt: paid('p4') })
    see({ count: 4, receipt: paid('p2', { amount: eur('7'), credited: eur('7') }) })
    expect(state()).toMatchObject({ payments: 4, unseen: 2 })
    expect(sales().map(({ received }) => received.amount)).toEqual(['17.00', '5.00'])
    expect(open().map(({ kind, unseen }) => [kind, unseen])).toEqual([
      ['over', 2],
      ['differs', 2],
    ])
    for (const id of ['p2', 'p3', 'p1', 'p3']) see({ count: 4, receipt: paid(id) })
    expect(state()).toMatchObject({ payments: 4, unseen: 0 })
    expect(sales().map(({ received }) => received.amount)).toEqual(['15.00', '5.00'])
    const gap = there(ledger.invoice(sales()[0]?.id ?? ''))
    expect(gap.receipts.map(({ providerReceiptId }) => providerReceiptId)).toEqual(['p2', 'p3', 'p1'])
    expect(open().filter(({ kind }) => kind === 'differs')).toEqual([])
    see({ count: 5, receipt: paid('p5') })
    expect([sales().length, state().payments]).toEqual([3, 5])
  })

  it('are written once more where one that was on its way at that count never came', async () => {
    const { see, state } = await withLink()
    see({ count: 3, isPending: true })
    see({ count: 3, isPending: false })
    expect(state()).toMatchObject({ payments: 3, unseen: 3 })
  })

  it('are no more open once a person has looked them up', async () => {
    const { ledger, see, open } = await withLink()
    see({ count: 2, receipt: paid('p2') })
    ledger.resolveException(open()[0]?.id ?? '', 'in their list', 'Ann', START + 20_000)
    see({ count: 2, receipt: paid('p2') })
    expect(open()).toEqual([])
  })

  it.each(['5', '7', '3'])(
    'call nobody again for what a person looked up, where their receipts come one by one, the first of %s: book, day and export agree',
    async (amount) => {
      const { db, ledger, path, see, sales, state, open } = await withLink()
      const handle = (at: number) => {
        for (const { id } of open()) ledger.resolveException(id, 'in their list', 'Ann', at)
      }
      const handled = () =>
        ledger
          .exceptions({ resolved: true, limit: 100 })
          .map(({ kind, unseen, how, note }) => [kind, unseen, how, note])
      const agree = () => {
        const shown = subtract(
          sum(
            'EUR',
            sales().map(({ received }) => moneyFrom('EUR', received.amount)),
          ),
          times(moneyFrom('EUR', '5'), state().unseen),
        )
        const told = recordsOf(path, there(readState(db)).id).map(({ amount: came }) =>
          moneyFrom('EUR', String(came)),
        )
        const [day] = ledger.dayTotals(0, Number.MAX_SAFE_INTEGER)
        expect([sum('EUR', told), day?.received]).toEqual([shown, shown])
      }
      see({ count: 4, receipt: paid('p4') })
      agree()
      handle(START + 20_000)
      const other = { amount: eur(amount), credited: eur(amount) }
      see({ count: 4, receipt: paid('p1', other), at: START + 30_000 })
      agree()
      const news = { '5': [], '7': ['over'], '3': ['short'] }[amount]
      expect(open().map(({ kind }) => kind)).toEqual(news)
      handle(START + 40_000)
      for (const [place, id] of ['p2', 'p3', 'p1'].entries()) {
        const receipt = paid(id, id === 'p1' ? other : {})
        see({ count: 4, receipt, at: START + 50_000 + place })
        agree()
        expect(open()).toEqual([])
      }
      expect(state().unseen).toBe(0)
      expect(handled().at(-1)).toEqual(['no_receipt', 3, 'person', 'in their list'])
      expect(handled()).toHaveLength(1 + (news?.length ?? 0))
    },
  )
})

describe('a standing link', () => {
  it('is made once for its token, and lost when the app ended before its answer', async () => {
    const { ledger, wanted, link } = await withLink()
    expect(ledger.createStandingLink({ ...wanted, at: START })).toMatchObject({
      existed: true,
      link: { id: link.id },
    })
    const { link: other } = there(ledger.createStandingLink({ ...wanted, token: 'two', at: START }))
    ledger.loseStandingLinks()
    expect(ledger.standingLink(other.id)).toMatchObject({ stage: 'lost', url: null })
    expect(ledger.standingLink(link.id)?.stage).toBe('live')
  })

  it('whose reference is the one of another link is lost, and never shown', async () => {
    const { ledger, wanted } = await withLink()
    const { link } = there(ledger.createStandingLink({ ...wanted, token: 'two', at: START }))
    const facts = { rawStatus: '0', rawAnswer: '{}', nextCheckAt: START + 30_000, at: START }
    const made = ledger.recordStandingMade({
      id: link.id,
      ref: 'ref-1',
      url: 'https://pay.example/1',
      ...facts,
    })
    expect(made).toMatchObject({ stage: 'lost', failureCode: 'BAD_RESPONSE', url: null })
  })

  it('that was put away is due no more, keeps its history, and can be taken back', async () => {
    const { ledger, link, see } = await withLink()
    const due = () => ledger.dueStandingLinks(START + 1_000_000).map(({ id }) => id)
    expect(due()).toEqual([link.id])
    ledger.putStandingAway(link.id, true, START + 5_000)
    // The answer to a question that was under way.
    see({ count: 1, receipt: paid('p1') })
    expect([due(), ledger.standingLink(link.id)?.payments]).toEqual([[], 1])
    ledger.putStandingAway(link.id, false, START + 6_000)
    expect(due()).toEqual([link.id])
  })

  it('that was put away before its answer came is made, and not watched', async () => {
    const { ledger, wanted } = await withLink()
    const { link } = there(ledger.createStandingLink({ ...wanted, token: 'two', at: START }))
    ledger.putStandingAway(link.id, true, START)
    const facts = { rawStatus: '0', rawAnswer: '{}', nextCheckAt: START + 30_000, at: START }
    const made = ledger.recordStandingMade({ id: link.id, ref: 'r2', url: 'https://pay.example/2', ...facts })
    expect(made).toMatchObject({ stage: 'live', nextCheckAt: null })
  })

  it('of a paused or forgotten account is not due, and an answer that is late makes no sale', async () => {
    const { ledger, see, sales } = await withLink()
    const due = () => ledger.dueStandingLinks(START + 1_000_000).length
    ledger.pauseAccount(ACCOUNT, 'AUTH_REJECTED', START)
    expect(due()).toBe(0)
    ledger.resumeAccount(ACCOUNT, START)
    expect(due()).toBe(1)
    ledger.forgetAccount(ACCOUNT, START)
    expect([due(), see({ count: 1, receipt: paid('p1') }).changes, sales()]).toEqual([0, [], []])
  })
})
