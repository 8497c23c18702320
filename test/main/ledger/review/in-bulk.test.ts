import { expect, test } from 'vitest'
import { createHeldLists } from '../../../../src/main/ledger/lists/held-lists.ts'
import { scanSums } from '../../../../src/main/ledger/lists/invoices/scan.ts'
import type { LocalEdit } from '../../../../src/main/ledger/port/changes.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { openReadOnly } from '../../../../src/main/ledger/sqlite/read-only.ts'
import {
  kindsOf,
  later,
  openSale,
  START,
  seen,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'
import { ANY_INVOICE } from '../../../support/lists/any-filter.ts'

const REVIEW = { kind: 'review', reviewed: true } as const
const UNREVIEW = { kind: 'review', reviewed: false } as const
const note = (text: string): LocalEdit => ({ kind: 'note', text })
const tag = (name: string, isOn = true): LocalEdit => ({ kind: 'tag', tag: name, isOn })

let acts = 0
function edit(
  ledger: Ledger,
  one: LocalEdit,
  invoiceIds: readonly string[],
  person = 'Nadia',
  token?: string,
) {
  acts += 1
  return ledger.editSales(
    { token: token ?? `act-${acts}`, edit: one, invoiceIds, person },
    START + 1_000 + acts,
  )
}

const rowOf = (ledger: Ledger, id: string) => there(ledger.invoice(id)).invoice

/** A book of so many sales, with the lists that follow it. */
async function bookOf(count: number) {
  const { ledger, db, path } = await testBook()
  const all = db.transaction(() =>
    Array.from({ length: count }, (_, n) => openSale(ledger, { token: `sale-${n}` })),
  )()
  const reader = openReadOnly(path)
  later(() => void reader.close())
  const held = createHeldLists({ db: reader })
  while (held.fill());
  const sums = (filter: object = {}) => {
    const answer = held.invoices.sums({ ...ANY_INVOICE, ...filter })
    expect(scanSums({ db }, { ...ANY_INVOICE, ...filter })).toEqual(answer)
    return answer
  }
  return {
    ledger,
    db,
    ids: all.map(({ invoiceId }) => invoiceId),
    links: all.map(({ linkId }) => linkId),
    sums,
  }
}

test('the count of what is not reviewed follows many at once, what is given up and what is paid, as the rows say it', async () => {
  const { ledger, ids, links, sums } = await bookOf(700)
  for (let from = 0; from < ids.length; from += 250)
    edit(ledger, REVIEW, ids.slice(from, from + 250), 'Nadia', 'all')
  expect(sums().unreviewed).toBe(0)
  ledger.abandon(ids[0] ?? '', 'left', START + 5_000)
  ledger.recordAnswers([seen(links[1] ?? '', { reading: 'paid', receipts: [transfer()] })])
  expect(sums().unreviewed).toBe(2)
  for (const at of [0, 1]) expect(rowOf(ledger, ids[at] ?? '').reviewed).toBeNull()
  edit(ledger, UNREVIEW, ids)
  expect(sums().unreviewed).toBe(700)
  while (ledger.undoEdit('', START + 9_000)?.isMore);
  expect(sums()).toMatchObject({ count: 700, unreviewed: 2 })
  expect(sums({ review: 'reviewed' }).count).toBe(698)
})

test('each of many sales gets its own person and time back, and keeps the tags that it had', async () => {
  const { ledger, ids } = await bookOf(4)
  const people = ['Nadia', 'Amir', 'Zoe', 'Ines']
  for (const [at, id] of ids.entries()) edit(ledger, REVIEW, [id], people[at])
  for (const [at, id] of ids.entries()) edit(ledger, tag(`own-${at}`), [id])
  edit(ledger, tag('deposit'), ids.slice(0, 2))
  const before = ids.map((id) => rowOf(ledger, id))
  edit(ledger, UNREVIEW, ids)
  expect(ids.map((id) => rowOf(ledger, id).tags)).toEqual(before.map(({ tags }) => tags))
  edit(ledger, tag('deposit', false), ids)
  edit(ledger, note('seen'), ids)
  expect(ids.map((id) => rowOf(ledger, id).tags)).toEqual([['own-0'], ['own-1'], ['own-2'], ['own-3']])
  expect([1, 2, 3].map(() => ledger.undoEdit('', START)?.done)).toEqual([4, 2, 4])
  const marks = (row: (typeof before)[number]) => [row.reviewed, row.tags]
  expect(ids.map((id) => marks(rowOf(ledger, id)))).toEqual(before.map(marks))
})

test('what was undone is as if it had never been: the same edit is new again, and counts what it changes and no more', async () => {
  const { ledger, ids, sums } = await bookOf(3)
  edit(ledger, tag('deposit'), ids)
  ledger.undoEdit('', START)
  expect(sums().tags).toEqual([])
  const again = edit(ledger, tag('deposit'), ids)
  expect(again.ok && again.changes.length).toBe(3)
  const other = edit(ledger, tag('deposit'), ids)
  expect(other.ok && other.changes.length).toBe(0)
  // What changed nothing is no act: undo takes the one before it.
  expect(ledger.undoEdit('', START)).toMatchObject({ done: 3 })
  expect(ledger.undoEdit('', START)).toBeNull()
})

test('an edit in pieces is one act whatever comes between its pieces, and a piece that comes twice writes nothing twice', async () => {
  const {
    ledger,
    ids: [a = '', b = '', c = ''],
  } = await bookOf(3)
  const piece = (one: LocalEdit, ids: readonly string[]) => edit(ledger, one, ids, '', `long-${one.kind}`)
  piece(tag('deposit'), [a])
  edit(ledger, REVIEW, [a])
  piece(tag('deposit'), [b, c])
  expect(ledger.undoEdit('', START)).toMatchObject({ edit: tag('deposit'), done: 3 })
  expect(ledger.undoEdit('', START)).toMatchObject({ edit: REVIEW, done: 1 })
  piece(note('once'), [a, b])
  expect(piece(note('once'), [a, b, c])).toMatchObject({ ok: true, changes: [{ invoiceId: c }] })
  expect(kindsOf(ledger, a).filter((kind) => kind === 'note')).toHaveLength(1)
  expect(ledger.undoEdit('', START)).toMatchObject({ edit: note('once'), done: 3, overtaken: 0 })
})

test('a tag for which there is no room any more is not brought back, and the rest is', async () => {
  const {
    ledger,
    db,
    ids: [a = '', b = ''],
  } = await bookOf(2)
  edit(ledger, tag('old'), [a, b])
  edit(ledger, tag('old', false), [a, b])
  // Another hand has filled the room.
  const full = JSON.stringify(Array.from({ length: 20 }, (_, n) => `t${n}`))
  db.prepare('UPDATE invoices SET tags = ? WHERE id = ?').run(full, a)
  expect(ledger.undoEdit('', START)).toMatchObject({ done: 1, overtaken: 1, overtakenNumber: 'CF-000001' })
  expect(rowOf(ledger, b).tags).toEqual(['old'])
})
