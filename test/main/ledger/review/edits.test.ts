import { expect, test } from 'vitest'
import type { LocalEdit } from '../../../../src/main/ledger/port/changes.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { moneyFrom } from '../../../../src/shared/money/money.ts'
import {
  bookOptions,
  eur,
  kindsOf,
  openSale,
  START,
  seen,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

const REVIEW: LocalEdit = { kind: 'review', reviewed: true }
const tag = (name: string, isOn = true): LocalEdit => ({ kind: 'tag', tag: name, isOn })
const note = (text: string): LocalEdit => ({ kind: 'note', text })

let acts = 0
function edit(
  ledger: Ledger,
  one: LocalEdit,
  invoiceIds: readonly string[],
  at = START + 1_000,
  person = 'Nadia',
) {
  acts += 1
  return ledger.editSales({ token: `act-${acts}`, edit: one, invoiceIds, person }, at)
}

const rowOf = (ledger: Ledger, id: string) => there(ledger.invoice(id)).invoice
const lastEvent = (ledger: Ledger, id: string) => there(there(ledger.invoice(id)).events.at(-1))

function sales(ledger: Ledger, count: number): string[] {
  return Array.from({ length: count }, (_, n) => openSale(ledger, { token: `sale-${n}` }).invoiceId)
}

test('sales are marked as reviewed in one commit, with who and when; what is so already and what is not there is left out', async () => {
  const { ledger } = await testBook()
  const [a = '', b = '', c = ''] = sales(ledger, 3)
  const done = edit(ledger, REVIEW, [a, b])
  expect(done).toMatchObject({ ok: true, number: 'CF-000001', changes: [{ invoiceId: a }, { invoiceId: b }] })
  expect(new Set(done.ok ? done.changes.map(({ commit }) => commit) : []).size).toBe(1)
  expect(rowOf(ledger, a).reviewed).toEqual({ at: START + 1_000, person: 'Nadia' })
  expect(lastEvent(ledger, a)).toMatchObject({
    kind: 'reviewed',
    at: START + 1_000,
    data: { person: 'Nadia' },
  })
  expect(edit(ledger, REVIEW, [a, c, 'no such sale', c], START + 2_000, 'Amir')).toMatchObject({
    changes: [{ invoiceId: c }],
  })
  expect(rowOf(ledger, a).reviewed).toEqual({ at: START + 1_000, person: 'Nadia' })
  expect(edit(ledger, { kind: 'review', reviewed: false }, [a])).toMatchObject({
    changes: [{ invoiceId: a }],
  })
  expect(rowOf(ledger, a).reviewed).toBeNull()
  expect(edit(ledger, { kind: 'review', reviewed: false }, [a])).toEqual({
    ok: true,
    changes: [],
    number: '',
  })
})

test('tags are put on and taken off, in the order of their letters; a sale without room stops the whole edit', async () => {
  const { ledger } = await testBook()
  const [a = '', b = ''] = sales(ledger, 2)
  for (const one of ['wedding', 'deposit', 'wedding']) edit(ledger, tag(one), [a])
  expect(rowOf(ledger, a).tags).toEqual(['deposit', 'wedding'])
  edit(ledger, tag('deposit', false), [a, b])
  expect(rowOf(ledger, a).tags).toEqual(['wedding'])
  expect(kindsOf(ledger, a).slice(-3)).toEqual(['tagged', 'tagged', 'untagged'])
  expect(kindsOf(ledger, b)).not.toContain('untagged')
  for (let n = 0; n < 19; n += 1) edit(ledger, tag(`t${n}`), [a])
  const before = rowOf(ledger, a).tags
  expect(edit(ledger, tag('one-more'), [b, a])).toEqual({
    ok: false,
    reason: 'TOO_MANY_TAGS',
    number: 'CF-000001',
  })
  expect(rowOf(ledger, b).tags).toEqual([])
  // What it bears already takes no room.
  expect(edit(ledger, tag('t3'), [a, b])).toMatchObject({ ok: true, changes: [{ invoiceId: b }] })
  expect(rowOf(ledger, a).tags).toEqual(before)
})

test('whatever is new of its status, its money, its refunds or calls for a person takes the mark of a review, and the history says why', async () => {
  const { ledger } = await testBook()
  const { invoiceId, linkId } = openSale(ledger)
  const lapsed = () => {
    const found = there(ledger.invoice(invoiceId)).events.findLast(({ kind }) => kind === 'review_lapsed')
    expect(rowOf(ledger, invoiceId).reviewed).toBeNull()
    edit(ledger, REVIEW, [invoiceId])
    return found?.data
  }
  edit(ledger, REVIEW, [invoiceId])
  const part = { reading: 'underpaid', received: eur('10'), receipts: null } as const
  ledger.recordAnswers([seen(linkId, part)])
  expect(lapsed()).toEqual({ why: 'status', person: 'Nadia', at: START + 1_000 })
  ledger.recordAnswers([seen(linkId, { ...part, received: eur('20') })])
  expect(lapsed()).toMatchObject({ why: 'received' })
  // The same told again is nothing new, nor is a note.
  ledger.recordAnswers([seen(linkId, { ...part, received: eur('20'), at: START + 9_000 })])
  ledger.addNote(invoiceId, 'called', START + 9_000)
  expect(rowOf(ledger, invoiceId).reviewed).not.toBeNull()
  const refund = { token: 'r', amount: moneyFrom('EUR', '5'), reason: 'x', reference: null, person: '' }
  const recorded = there(ledger.recordRefund(invoiceId, refund, START + 10_000))
  expect(lapsed()).toMatchObject({ why: 'refund' })
  const refundId = recorded.ok ? (recorded.detail.refunds[0]?.id ?? '') : ''
  ledger.undoRefund(refundId, 'not given', '', START + 11_000)
  expect(lapsed()).toMatchObject({ why: 'refund' })
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [transfer()], at: START + 12_000 })])
  expect(lapsed()).toMatchObject({ why: 'status' })
})

test('each act is undone as one, the last one first, without a limit, and brought back; the history keeps it all', async () => {
  const { ledger } = await testBook()
  const all = sales(ledger, 3)
  const [a = ''] = all
  edit(ledger, REVIEW, [a])
  edit(ledger, REVIEW, all, START + 2_000, 'Amir')
  for (let n = 0; n < 60; n += 1) edit(ledger, tag(`t${n % 15}`, n % 30 < 15), all)
  for (let n = 0; n < 60; n += 1)
    expect(ledger.undoEdit('Zoe', START + 3_000)).toMatchObject({ done: 3, overtaken: 0 })
  expect(ledger.undoEdit('Zoe', START + 3_000)).toMatchObject({
    edit: REVIEW,
    done: 2,
    number: 'CF-000002',
    isMore: false,
  })
  expect(all.map((id) => rowOf(ledger, id).reviewed?.person)).toEqual(['Nadia', undefined, undefined])
  expect(ledger.undoEdit('Zoe', START + 3_000)).toMatchObject({ done: 1, number: 'CF-000001' })
  expect(lastEvent(ledger, a)).toMatchObject({
    kind: 'edit_undone',
    data: { what: 'reviewed', person: 'Zoe' },
  })
  expect(ledger.undoEdit('Zoe', START + 3_000)).toBeNull()
  for (let n = 0; n < 62; n += 1)
    expect(ledger.redoEdit('Zoe', START + 4_000)).toMatchObject({ overtaken: 0 })
  expect(ledger.redoEdit('Zoe', START + 4_000)).toBeNull()
  expect(all.map((id) => rowOf(ledger, id).reviewed?.person)).toEqual(['Nadia', 'Amir', 'Amir'])
  expect(lastEvent(ledger, a)).toMatchObject({ kind: 'edit_redone', data: { what: 'untagged', tag: 't14' } })
  // Another act ends what can be brought back.
  ledger.undoEdit('', START + 5_000)
  edit(ledger, tag('new'), [a])
  expect(ledger.redoEdit('', START + 5_000)).toBeNull()
})

test('what was changed since is not undone: the rest is, and all of it being overtaken changes nothing', async () => {
  const { ledger } = await testBook()
  const all = sales(ledger, 3)
  const [, , c = ''] = all
  const links = all.map((id) => there(ledger.invoice(id)).links[0]?.id ?? '')
  edit(ledger, REVIEW, all)
  ledger.recordAnswers([seen(links[1] ?? '', { reading: 'paid', receipts: [transfer()] })])
  const before = all.map((id) => kindsOf(ledger, id).length)
  expect(ledger.undoEdit('', START + 3_000)).toMatchObject({
    done: 2,
    overtaken: 1,
    number: 'CF-000001',
    overtakenNumber: 'CF-000002',
  })
  expect(all.map((id) => kindsOf(ledger, id).length - there(before[all.indexOf(id)]))).toEqual([1, 0, 1])
  // What was undone is brought back, and nothing else.
  expect(ledger.redoEdit('', START + 3_000)).toMatchObject({ done: 2, overtaken: 0 })
  expect(ledger.undoEdit('', START + 3_000)).toMatchObject({ done: 2, overtaken: 0 })

  // Only the act is named of which nothing is left, and the act before it can be undone then.
  edit(ledger, tag('deposit'), [c])
  edit(ledger, tag('deposit', false), [c])
  ledger.undoEdit('', START + 4_000)
  edit(ledger, note('first'), [c])
  ledger.addNote(c, 'second', START + 4_000)
  expect(ledger.undoEdit('', START + 4_000)).toMatchObject({ edit: note('second'), done: 1 })
})

test('the act of one session is not undone by another, and a tag that somebody else took off is not taken off twice', async () => {
  const options = bookOptions()
  const first = await testBook(options)
  const { invoiceId } = openSale(first.ledger)
  edit(first.ledger, tag('deposit'), [invoiceId])
  // Another program of this shop would do so: here by the book's own hand.
  first.db.prepare('UPDATE invoices SET tags = NULL').run()
  expect(first.ledger.undoEdit('', START)).toMatchObject({
    done: 0,
    overtaken: 1,
    number: '',
    overtakenNumber: 'CF-000001',
  })
  expect(first.ledger.undoEdit('', START)).toBeNull()
  edit(first.ledger, tag('kept'), [invoiceId])
  first.db.close()
  const again = await openLedger(options, START)
  expect(again.ledger.undoEdit('', START)).toBeNull()
  expect(there(again.ledger.invoice(invoiceId)).invoice.tags).toEqual(['kept'])
  again.db.close()
})

test('a note that is undone lets the one before it stand again, as often as that is done', async () => {
  const { ledger, db } = await testBook()
  const { invoiceId } = openSale(ledger)
  const stands = () =>
    there(ledger.invoice(invoiceId))
      .events.filter(({ kind }) => kind.startsWith('edit_'))
      .at(-1)?.data
  edit(ledger, note('one'), [invoiceId])
  ledger.addNote(invoiceId, 'two', START, 'Nadia')
  expect(ledger.undoEdit('Zoe', START)).toMatchObject({ edit: note('two') })
  expect(stands()).toMatchObject({ what: 'note', text: 'two', note: 'one' })
  expect(ledger.undoEdit('Zoe', START)).toMatchObject({ edit: note('one'), done: 1, overtaken: 0 })
  expect(stands()).toMatchObject({ text: 'one', stands: null, note: null })
  expect(ledger.redoEdit('Zoe', START)).toMatchObject({ done: 1 })
  expect(ledger.redoEdit('Zoe', START)).toMatchObject({ done: 1 })
  expect(stands()).toMatchObject({ text: 'two' })
  // Another hand has written since.
  db.prepare(
    'INSERT INTO events (id, till_seq, invoice_seq, at_ms, kind, data, hash) VALUES (?, 1, 1, 1, \'note\', \'{"text":"other"}\', zeroblob(32))',
  ).run('x'.repeat(36))
  expect(ledger.undoEdit('Zoe', START)).toMatchObject({ done: 0, overtaken: 1 })
})

test('an edit that came in pieces is undone as one, a piece at a time, and whatever comes between loses nothing', async () => {
  const { ledger, db } = await testBook()
  const all = db.transaction(() => sales(ledger, 2_500))()
  const one = { token: 'long', edit: REVIEW, person: 'Nadia' }
  for (let from = 0; from < all.length; from += 1_000)
    ledger.editSales({ ...one, invoiceIds: all.slice(from, from + 1_000) }, START)
  const marked = () => all.filter((id) => rowOf(ledger, id).reviewed !== null).length
  for (let done = 250; done < 2_500; done += 250)
    expect(ledger.undoEdit('', START)).toMatchObject({ done, isMore: true })
  expect(ledger.undoEdit('', START)).toMatchObject({ done: 2_500, isMore: false })
  expect(marked()).toBe(0)
  expect(ledger.redoEdit('', START)).toMatchObject({ done: 250, isMore: true })
  // Another act in the middle of it: what was brought back by then can be undone still.
  edit(ledger, tag('between'), all.slice(0, 1))
  expect(ledger.undoEdit('', START)).toMatchObject({ edit: tag('between') })
  expect(ledger.undoEdit('', START)).toMatchObject({ edit: REVIEW, done: 250, isMore: false })
  expect(marked()).toBe(0)
})

test('a book of the shape before is brought to this one with nothing reviewed and no tag, and its rules hold', async () => {
  const { db, ledger } = await testBook()
  const { invoiceId } = openSale(ledger)
  expect(rowOf(ledger, invoiceId)).toMatchObject({ reviewed: null, tags: [] })
  const breaks = (sql: string) => expect(() => db.prepare(sql).run(), sql).toThrow(/CHECK/)
  breaks('UPDATE invoices SET reviewed_at_ms = 1')
  breaks("UPDATE invoices SET reviewed_by = ''")
  breaks("UPDATE invoices SET reviewed_at_ms = 1, reviewed_by = printf('%061d', 1)")
  breaks("UPDATE invoices SET tags = 'deposit'")
  breaks("UPDATE invoices SET tags = '[]'")
})

test('a mark that was taken away is not brought back over news that its person never saw', async () => {
  const { ledger } = await testBook()
  const all = sales(ledger, 3)
  const [a = '', b = '', c = ''] = all
  const links = all.map((id) => there(ledger.invoice(id)).links[0]?.id ?? '')
  const paid = (at: number) => seen(links[at] ?? '', { reading: 'paid', receipts: [transfer()] })
  edit(ledger, REVIEW, [a, b])
  edit(ledger, { kind: 'review', reviewed: false }, [a, b])
  ledger.recordAnswers([paid(0)])
  expect(ledger.undoEdit('', START + 3_000)).toMatchObject({
    done: 1,
    overtaken: 1,
    overtakenNumber: 'CF-000001',
  })
  expect(all.map((id) => rowOf(ledger, id).reviewed?.person)).toEqual([undefined, 'Nadia', undefined])
  // Nor is a review that was undone before the money came.
  edit(ledger, REVIEW, [c])
  ledger.undoEdit('', START + 4_000)
  ledger.recordAnswers([paid(2)])
  expect(ledger.redoEdit('', START + 5_000)).toMatchObject({ done: 0, overtaken: 1 })
  expect(rowOf(ledger, c).reviewed).toBeNull()
  // Somebody else's review that has lapsed since is news as well.
  edit(ledger, { kind: 'review', reviewed: false }, [b])
  edit(ledger, REVIEW, [b], START + 6_000, 'Amir')
  ledger.recordAnswers([paid(1)])
  expect(ledger.undoEdit('', START + 7_000)).toMatchObject({ edit: REVIEW, done: 0 })
  expect(ledger.undoEdit('', START + 7_000)).toMatchObject({ done: 0, overtaken: 1 })
  // A tag and a note are no news.
  edit(ledger, REVIEW, [b], START + 8_000)
  ledger.undoEdit('', START + 9_000)
  expect(ledger.redoEdit('', START + 9_000)).toMatchObject({ done: 1 })
})
