import { describe, expect, it } from 'vitest'
import type { FoundLink } from '../../../../src/main/ledger/port/copies/restored.ts'
import {
  ACCOUNT,
  addAccount,
  eur,
  kindsOf,
  openSale,
  START,
  sale,
  testBook,
} from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

const AT = START + 3_600_000

const found = (change: Partial<FoundLink> = {}): FoundLink => ({
  accountId: ACCOUNT,
  provider: 'daisy',
  ref: 'found',
  marker: 'CF-000002-7K3QW9XZ',
  number: 'CF-000002',
  asked: eur('12.50'),
  url: 'https://pay.example/found',
  createdAt: START + 60_000,
  expiresAt: null,
  restoredAt: AT - 1_000,
  at: AT,
  ...change,
})

/** A book with two numbers given, of which the second sale is not in it. */
async function lacking() {
  const { ledger, db } = await testBook()
  const first = openSale(ledger, { token: 'one' })
  db.prepare('UPDATE tills SET last_number = 2').run()
  return { ledger, first }
}

const numbers = (ledger: Awaited<ReturnType<typeof lacking>>['ledger']) =>
  ledger
    .invoices({ search: '', status: [], provider: [], cursor: null, limit: 10 } as never)
    .rows.map(({ number }) => number)

describe('a link that only its provider knows', () => {
  it('becomes a sale under the number it bears, made when it was made, and is asked about at once', async () => {
    const { ledger } = await lacking()
    const taken = ledger.takeIn(found())
    if (!taken.ok) throw new Error(taken.reason)
    expect(taken.number).toBe('CF-000002')
    const { invoice, links } = there(ledger.invoice(taken.change.invoiceId))
    const asked = { currency: 'EUR', amount: '12.50' }
    expect(invoice).toMatchObject({ number: 'CF-000002', asked, createdAt: START + 60_000 })
    expect(links).toHaveLength(1)
    expect(kindsOf(ledger, taken.change.invoiceId)).toEqual(['created', 'brought_back', 'status_changed'])
    const [link] = ledger.liveLinksOf(taken.change.invoiceId)
    expect(link).toMatchObject({ ref: 'found', nextCheckAt: AT, reading: 'open' })
  })

  it('is taken in once: a second time gives the same sale and changes nothing', async () => {
    const { ledger } = await lacking()
    const first = ledger.takeIn(found())
    const again = ledger.takeIn(found({ at: AT + 1, marker: null, number: null }))
    if (!first.ok || !again.ok) throw new Error('refused')
    expect(again.number).toBe(first.number)
    expect([first.change.changed, again.change.changed]).toEqual([true, false])
    expect(numbers(ledger)).toHaveLength(2)
  })

  it.each([
    ['a number that this till has yet to give', 'CF-000009'],
    ['a number of another till', 'ZZ-000002'],
    ['no number', null],
  ])('gets the next number where it bears %s', async (_, number) => {
    const { ledger } = await lacking()
    const taken = ledger.takeIn(found({ number, marker: number && `${number}-7K3QW9XZ` }))
    if (!taken.ok) throw new Error(taken.reason)
    expect(taken.number).toBe('CF-000003')
    expect(there(ledger.invoice(taken.change.invoiceId)).invoice.description).toBe(number ?? '')
  })

  it('is no link of a sale of the same number that was asked for after it', async () => {
    const { ledger, first } = await lacking()
    const early = found({ number: 'CF-000001', marker: 'CF-000001-7K3QW9XZ', createdAt: START - 3_600_000 })
    const taken = ledger.takeIn(early)
    if (!taken.ok) throw new Error(taken.reason)
    expect(taken.change.invoiceId).not.toBe(first.invoiceId)
    expect(taken.number).toBe('CF-000003')
  })

  it('is no link of a sale that took its number since the book was put back, or that was taken in under it', async () => {
    const { ledger } = await lacking()
    const { invoiceId } = openSale(ledger, { token: 'since', at: AT - 500 }, { ref: 'since' })
    const late = found({ number: 'CF-000003', marker: 'CF-000003-7K3QW9XZ', createdAt: AT - 5_000 })
    const other = ledger.takeIn(late)
    if (!other.ok) throw new Error(other.reason)
    expect(other.change.invoiceId).not.toBe(invoiceId)
    expect(other.number).toBe('CF-000004')
    // Now CF-000004 is the sale that was CF-000003 elsewhere.
    const next = found({
      ref: 'next',
      number: 'CF-000004',
      marker: 'CF-000004-7K3QW9XZ',
      createdAt: AT - 600,
    })
    const third = ledger.takeIn(next)
    if (!third.ok) throw new Error(third.reason)
    expect(third.number).toBe('CF-000005')
  })

  it('is one more link of the sale whose number it bears, with what it asks for itself', async () => {
    const { ledger, first } = await lacking()
    const rest = found({ number: 'CF-000001', marker: 'CF-000001-7K3QW9XZ', asked: eur('2.50') })
    const taken = ledger.takeIn(rest)
    if (!taken.ok) throw new Error(taken.reason)
    expect(taken.change.invoiceId).toBe(first.invoiceId)
    const link = ledger.liveLinksOf(first.invoiceId).find(({ ref }) => ref === 'found')
    expect(link?.asked).toEqual(eur('2.50'))
    expect(numbers(ledger)).toEqual(['CF-000001'])
  })

  it('is no link of the sale of its number where it asks for more than that: another till has the same code', async () => {
    const { ledger, first } = await lacking()
    const other = found({ number: 'CF-000001', marker: 'CF-000001-7K3QW9XZ', asked: eur('5000') })
    const taken = ledger.takeIn(other)
    if (!taken.ok) throw new Error(taken.reason)
    expect(taken.change.invoiceId).not.toBe(first.invoiceId)
    expect(there(ledger.invoice(taken.change.invoiceId)).invoice).toMatchObject({
      number: 'CF-000003',
      description: 'CF-000001',
    })
  })

  it('is left alone where it is a link of another account of that provider: one that was added again is a new one', async () => {
    const { ledger } = await lacking()
    addAccount(ledger, 'the same account again')
    openSale(ledger, { token: 'two' }, { ref: 'found' })
    const again = found({ accountId: 'the same account again', marker: null, number: null })
    expect(ledger.takeIn(again)).toEqual({ ok: false, reason: 'CONFLICT' })
  })

  it('is left alone where it is one whose answer is awaited here, and where its account is gone', async () => {
    const { ledger } = await lacking()
    const { pending } = there(ledger.createInvoice(sale({ token: 'awaited' })))
    expect(ledger.takeIn(found({ marker: pending.marker }))).toEqual({ ok: false, reason: 'CONFLICT' })
    expect(ledger.takeIn(found({ accountId: 'no such account' }))).toEqual({ ok: false, reason: 'NOT_FOUND' })
  })
})
