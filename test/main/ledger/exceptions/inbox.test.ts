import { expect, test } from 'vitest'
import { lastFact } from '../../../../src/main/ledger/exceptions/last-fact.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { SHOWN_KINDS } from '../../../../src/shared/status/exceptions.ts'
import {
  ACCOUNT,
  bookOptions,
  eur,
  kindsOf,
  made,
  openSale,
  START,
  sale,
  seen,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

const part = (receiptId: string, amount: string) =>
  transfer({ receiptId, amount: eur(amount), credited: eur(amount), paidAt: START + 4_000 })
const open = (ledger: Ledger) => ledger.exceptions({ resolved: false, limit: 1_000 })
const resolved = (ledger: Ledger) => ledger.exceptions({ resolved: true, limit: 1_000 })
const kinds = (ledger: Ledger) => open(ledger).map(({ kind }) => kind)
const unanswered = (linkId: string, at: number) => [{ linkId, code: 'LINK_NOT_FOUND', nextCheckAt: null, at }]

let acts = 0
function handle(ledger: Ledger, ids: readonly string[], change: object = {}) {
  acts += 1
  const act = {
    token: `act-${acts}`,
    ids,
    note: 'called them',
    person: 'Nadia',
    news: Number.MAX_SAFE_INTEGER,
  }
  return ledger.handleExceptions({ ...act, ...change }, START + 50_000 + acts)
}

function short(ledger: Ledger, amount = '20.00') {
  const sale = openSale(ledger)
  ledger.recordAnswers([seen(sale.linkId, { receipts: [part('a', amount)] })])
  return sale
}

test('a lost create calls for a person while nobody knows, and no longer than that', async () => {
  const { ledger } = await testBook()
  const { pending } = there(ledger.createInvoice(sale()))
  const lost = { stage: 'lost', code: 'TIMED_OUT', providerWords: null, at: START + 1 } as const
  const change = ledger.recordLinkNotMade({ linkId: pending.linkId, ...lost })
  expect(change?.raised).toMatchObject([{ kind: 'unknown' }])
  expect(open(ledger)).toMatchObject([{ kind: 'unknown', difference: null, status: 'unknown' }])
  ledger.recordLinkMade(made(pending.linkId, { recovered: true, at: START + 2 }))
  expect([kinds(ledger), resolved(ledger)]).toMatchObject([[], [{ kind: 'unknown', how: 'completed' }]])
})

test('what its provider gave back is told once, with what is missing of it', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { receipts: [part('a', '49.90')], reading: 'paid' })])
  const back = seen(linkId, { reading: 'refunded', receipts: [part('a', '49.90')], at: START + 9_000 })
  expect(ledger.recordAnswers([back])[0]?.raised).toMatchObject([{ kind: 'refunded' }])
  expect(ledger.recordAnswers([back])[0]?.raised).toEqual([])
  expect(open(ledger)).toMatchObject([{ kind: 'refunded', difference: { units: -4990n } }])
})

test('a link that its provider does not know is told at the second time, once, and ends when it is known again', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  expect(ledger.recordUnanswered(unanswered(linkId, START + 1))).toEqual([])
  expect(ledger.recordUnanswered(unanswered(linkId, START + 2))).toMatchObject([
    { raised: [{ kind: 'ghost' }] },
  ])
  expect(ledger.recordUnanswered(unanswered(linkId, START + 3))).toEqual([])
  const compared = { accountId: ACCOUNT, orphans: [], ghostLinkIds: [linkId, linkId] }
  expect(ledger.noteCompared(compared, START + 4)).toEqual({ changes: [], raised: [] })
  expect(open(ledger)).toMatchObject([{ kind: 'ghost', difference: { units: -4990n } }])
  ledger.recordAnswers([seen(linkId, { at: START + 5 })])
  expect([kinds(ledger), resolved(ledger)]).toMatchObject([[], [{ kind: 'ghost', how: 'completed' }]])
})

test('a ghost that a person has handled is not told again by the next comparison', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  const compared = { accountId: ACCOUNT, orphans: [], ghostLinkIds: [linkId] }
  expect(ledger.noteCompared(compared, START + 1).changes).toHaveLength(1)
  handle(
    ledger,
    open(ledger).map(({ id }) => id),
  )
  expect(ledger.noteCompared(compared, START + 2).changes).toEqual([])
  expect(kinds(ledger)).toEqual([])
})

test('money that only a provider knows of stands in the list once, whoever looks again, and after a restart', async () => {
  const options = bookOptions()
  const first = await testBook(options)
  const found = { ref: 'theirs-1', number: null, amount: eur('50.00') }
  const compared = { accountId: ACCOUNT, orphans: [found], ghostLinkIds: [] }
  expect(first.ledger.noteCompared(compared, START + 1).raised).toHaveLength(1)
  expect(first.ledger.noteCompared(compared, START + 2).raised).toEqual([])
  first.db.close()
  const { ledger } = await testBook(options)
  expect(ledger.noteCompared(compared, START + 3).raised).toEqual([])
  expect(open(ledger)).toMatchObject([
    { kind: 'orphan', invoiceId: null, ref: 'theirs-1', difference: { units: 5000n }, customerName: null },
  ])
  expect([ledger.exceptionCount(), ledger.orphan(open(ledger)[0]?.id ?? '')]).toEqual([
    1,
    { accountId: ACCOUNT, ref: 'theirs-1' },
  ])
  expect(handle(ledger, [open(ledger)[0]?.id ?? ''])).toMatchObject({ handled: 1, number: '', changes: [] })
  expect(ledger.noteCompared(compared, START + 4).raised).toEqual([])
  expect(ledger.undoEdit('Nadia', START + 90_000)).toMatchObject({ done: 1 })
  expect(kinds(ledger)).toEqual(['orphan'])
})

test('what another till sold is none of this book’s: its mark names a number that no till here gave', async () => {
  const { ledger } = await testBook()
  const orphans = [
    { ref: 'a', number: 'ZZ-000001', amount: eur('5.00') },
    { ref: 'b', number: 'CF-000777', amount: null },
  ]
  ledger.noteCompared({ accountId: ACCOUNT, orphans, ghostLinkIds: [] }, START + 1)
  expect(open(ledger)).toMatchObject([{ ref: 'b', number: 'CF-000777', difference: null, asked: null }])
})

test('what a person told the provider by hand is raised the first time that it says so', async () => {
  const { ledger } = await testBook()
  const { linkId } = openSale(ledger)
  const told = {
    reading: 'paid',
    rawStatus: 'manual_accept',
    byHand: true,
    receipts: [part('a', '40.00')],
  } as const
  expect(ledger.recordAnswers([seen(linkId, told)])[0]?.raised.map(({ kind }) => kind)).toContain('manual')
  expect(ledger.recordAnswers([seen(linkId, told)])[0]?.raised).toEqual([])
  const manual = open(ledger).find(({ kind }) => kind === 'manual')
  expect(manual?.difference).toMatchObject({ units: -990n })
})

test('money of a test environment in the live book is told as that, also what came before it was known', async () => {
  const { ledger } = await testBook(bookOptions({ kind: 'live' }))
  const before = openSale(ledger)
  ledger.recordAnswers([seen(before.linkId, { reading: 'paid', receipts: [part('a', '49.90')] })])
  expect(ledger.noteEnvironment(ACCOUNT, 'live', START + 1)).toEqual([])
  expect(ledger.noteEnvironment(ACCOUNT, 'sandbox', START + 2)).toMatchObject([
    { raised: [{ kind: 'test' }] },
  ])
  expect(ledger.noteEnvironment(ACCOUNT, 'sandbox', START + 3)).toEqual([])
  const after = openSale(ledger)
  ledger.recordAnswers([seen(after.linkId, { reading: 'paid', receipts: [part('b', '49.90')] })])
  expect(kinds(ledger)).toEqual(['test', 'test'])
})

test('practice money in the practice book is no exception', async () => {
  const { ledger } = await testBook(bookOptions({ kind: 'practice' }))
  const { linkId } = openSale(ledger)
  expect(ledger.noteEnvironment(ACCOUNT, 'sandbox', START + 2)).toEqual([])
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [part('b', '49.90')] })])
  expect(kinds(ledger)).toEqual([])
})

test('many are handled with one reason in one commit, and each sale keeps it', async () => {
  const { ledger } = await testBook()
  const sales = Array.from({ length: 5 }, () => short(ledger))
  const ids = open(ledger).map(({ id }) => id)
  const handled = handle(ledger, [...ids, ids[0] ?? '', 'no-such-exception'])
  expect(handled).toMatchObject({ handled: 5, gone: 1, renewed: 0 })
  expect(new Set(handled.changes.map(({ commit }) => commit)).size).toBe(1)
  expect(resolved(ledger).map(({ note, person, how }) => [note, person, how])).toEqual(
    ids.map(() => ['called them', 'Nadia', 'person']),
  )
  for (const { invoiceId } of sales) {
    const last = ledger.invoice(invoiceId)?.events.at(-1)
    expect(last).toMatchObject({ kind: 'exception_settled', data: { text: 'called them', person: 'Nadia' } })
  }
})

test('of what has news that the person has not seen, nothing is handled, and that is counted', async () => {
  const { db, ledger } = await testBook()
  const [one, other] = [short(ledger), short(ledger)]
  const news = lastFact({ db })
  ledger.recordAnswers([
    seen(other.linkId, { receipts: [part('a', '20.00'), part('b', '5.00')], at: START + 9_000 }),
  ])
  const ids = open(ledger).map(({ id }) => id)
  expect(handle(ledger, ids, { news })).toMatchObject({
    handled: 1,
    renewed: 1,
    number: one.invoiceNumber,
    renewedNumber: other.invoiceNumber,
  })
  expect(open(ledger)).toMatchObject([{ number: other.invoiceNumber }])
})

test('handled in pieces is undone as one, brought back as one, and keeps its place and its reason', async () => {
  const { ledger } = await testBook()
  const sales = Array.from({ length: 3 }, () => short(ledger))
  const before = open(ledger)
  for (const { id } of before) handle(ledger, [id], { token: 'in-pieces' })
  expect(ledger.undoEdit('Samira', START + 60_000)).toMatchObject({
    edit: { kind: 'handled', note: 'called them' },
    done: 3,
    overtaken: 0,
  })
  const facts = (rows: typeof before) =>
    rows.map(({ number, kind, raisedAt }) => `${number} ${kind} ${raisedAt}`).toSorted()
  expect(facts(open(ledger))).toEqual(facts(before))
  expect(resolved(ledger).map(({ note }) => note)).toEqual(['called them', 'called them', 'called them'])
  expect(kindsOf(ledger, sales[0]?.invoiceId ?? '').slice(-2)).toEqual(['exception_settled', 'edit_undone'])
  expect(ledger.redoEdit('Samira', START + 61_000)).toMatchObject({ done: 3 })
  expect(kinds(ledger)).toEqual([])
  expect(ledger.undoEdit('Samira', START + 62_000)).toMatchObject({ done: 3 })
  expect(ledger.exceptionCount()).toBe(3)
})

test('what has news since it was handled stays handled when that is undone', async () => {
  const { ledger } = await testBook()
  const [one, other] = [short(ledger), short(ledger)]
  handle(
    ledger,
    open(ledger).map(({ id }) => id),
  )
  ledger.recordAnswers([
    seen(other.linkId, { receipts: [part('a', '20.00'), part('b', '29.90')], at: START + 59_000 }),
  ])
  expect(ledger.undoEdit('Nadia', START + 60_000)).toMatchObject({
    done: 1,
    overtaken: 1,
    number: one.invoiceNumber,
    overtakenNumber: other.invoiceNumber,
  })
  expect(open(ledger)).toMatchObject([{ number: one.invoiceNumber }])
})

test('stretches, kinds and keys agree with each other, whatever the place they begin at', async () => {
  const { db, ledger } = await testBook()
  for (let n = 0; n < 9; n += 1) {
    const { linkId } = openSale(ledger, { at: START + n })
    const receipts = n % 3 === 0 ? [part('a', '60.00')] : n % 3 === 1 ? [part('a', '5.00')] : []
    const reading = n % 3 === 2 ? 'paid' : 'open'
    ledger.recordAnswers([seen(linkId, { receipts, reading, at: START + 100 + n })])
  }
  const all = open(ledger)
  const places = all.map(({ kind }) => SHOWN_KINDS.indexOf(kind))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(ledger.exceptionKinds(false, 0).kinds).toEqual(
    SHOWN_KINDS.map((kind) => ({ kind, count: all.filter((row) => row.kind === kind).length })).filter(
      ({ count }) => count > 0,
    ),
  )
  for (let from = 0; from <= all.length; from += 1) {
    const stretch = ledger.exceptionStretch({ resolved: false, from, limit: 2 })
    expect(stretch).toEqual({ count: 9, rows: all.slice(from, from + 2), news: lastFact({ db }) })
    expect(ledger.exceptionKeys({ from, limit: 3 }).keys).toEqual(
      all.slice(from, from + 3).map(({ id, kind, difference }) => ({ id, kind, difference })),
    )
  }
  const own = ledger.exceptionStretch({ resolved: false, kind: 'no_receipt', from: 1, limit: 50 })
  expect([own.count, own.rows]).toEqual([3, all.filter(({ kind }) => kind === 'no_receipt').slice(1)])
  handle(
    ledger,
    all.slice(0, 4).map(({ id }) => id),
  )
  expect(ledger.exceptionKinds(true, 0)).toMatchObject({ handledSince: 4 })
  ledger.undoEdit('', START + 80_000)
  ledger.redoEdit('', START + 81_000)
  expect(ledger.exceptionKinds(true, 0)).toMatchObject({ handledSince: 4 })
  expect(ledger.exceptionKinds(true, START * 2)).toMatchObject({ handledSince: 0 })
})
