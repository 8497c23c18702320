import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { bookOptions } from '../../../support/books/book-options.ts'
import {
  ACCOUNT,
  eur,
  openSale,
  seen,
  tempFolder,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { salvaged } from '../../../support/books/salvaging.ts'
import { rechain, tamper, walk } from '../../../support/books/tampering.ts'

const OCTOBER = { firstDay: '2026-10-01', lastDay: '2026-10-31' }
const at = (text: string) => Date.parse(`${text}+01:00`)
const CLOSED_AT = at('2026-11-04T10:52')
const PAGE = 4_096

type Opened = Awaited<ReturnType<typeof openLedger>>

/** A book whose October was closed, reopened for what came late, and closed again; the page that `hurt` begins on is overwritten. */
async function salvagedOf(hurt: string | null, next: (book: Opened) => void = () => undefined) {
  const folder = tempFolder()
  const [from, to] = [join(folder, 'a', 'live.sqlite'), join(folder, 'b', 'live.sqlite')]
  for (const path of [from, to]) mkdirSync(dirname(path))
  const { db, ledger } = await testBook(bookOptions(from))
  const sell = (day: string) => openSale(ledger, { at: at(day) }, { at: at(day) })
  const pay = (linkId: string, paidAt: number, toldAt: number) => {
    const amount = eur('49.90')
    const receipt = { receiptId: `r-${linkId}`, txHash: null, amount, credited: amount, paidAt }
    const answer = { reading: 'paid', received: amount, receipts: [transfer(receipt)], at: toldAt } as const
    expect(ledger.recordAnswers([seen(linkId, answer)])).toHaveLength(1)
  }
  const close = (now: number) => {
    const { zone, mark } = ledger.period(OCTOBER, now)
    expect(ledger.closePeriod({ ...OCTOBER, zone, mark, reason: 'two', person: 'Salima' }, now)).toEqual({
      ok: true,
    })
  }
  const [paid, late] = [sell('2026-10-03T11:00'), sell('2026-10-31T18:18')]
  pay(paid.linkId, at('2026-10-03T11:05'), at('2026-10-03T11:05'))
  const tie = { accountId: ACCOUNT, currency: 'EUR', told: '49.90', explainedBy: [], reason: null }
  ledger.keepTieOut({ ...OCTOBER, ...tie, source: null, person: 'Nadia' }, CLOSED_AT)
  close(CLOSED_AT)
  pay(late.linkId, at('2026-10-31T19:00'), CLOSED_AT + 1_000)
  ledger.reopenPeriod(OCTOBER, { reason: 'one more', person: 'Salima' }, CLOSED_AT + 2_000)
  close(CLOSED_AT + 3_000)
  const before = ledger.period(OCTOBER, CLOSED_AT + 4_000)
  expect(walk(db).state).toBe('whole')
  db.pragma('wal_checkpoint(TRUNCATE)')
  const root = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(hurt)
  db.close()
  if (hurt !== null) {
    const file = openSync(from, 'r+')
    writeSync(file, Buffer.alloc(PAGE, 0xee), 0, PAGE, (Number(root) - 1) * PAGE)
    closeSync(file)
  }
  salvaged(from, to)
  const after = await openLedger(bookOptions(to), CLOSED_AT + 5_000)
  try {
    next(after)
    return { before, after: after.ledger.period(OCTOBER, CLOSED_AT + 4_000), walked: walk(after.db) }
  } finally {
    after.db.close()
  }
}

test('a salvage brings closings, their figures, what came later and what was told of them', async () => {
  const { before, after, walked } = await salvagedOf(null)
  expect(after).toEqual(before)
  expect(walked?.state).toBe('whole')
})

test('a seal of before is not called rewritten where a salvage began the trail anew behind lost entries', async () => {
  const { before, after, walked } = await salvagedOf('events')
  expect(after).toEqual(before)
  expect(walked).toMatchObject({ state: 'whole' })
})

/** What somebody does who knows how hashes are made. */
function rewrite({ db }: Opened): void {
  tamper(
    db,
    "UPDATE events SET kind = 'noted' WHERE seq = (SELECT max(seq) - 1 FROM events WHERE kind = 'period_closed')",
  )
  rechain(db)
}

test('a salvage that lost no entry excuses no rewriting: every seal of before still holds', async () => {
  const { walked } = await salvagedOf(null, rewrite)
  expect(walked).toMatchObject({ state: 'broken', breaks: [{ why: 'rewritten' }] })
})

test('a salvage that lost entries excuses no rewriting of what was sealed since', async () => {
  const { walked } = await salvagedOf('events', (book) => {
    const september = { firstDay: '2026-09-01', lastDay: '2026-09-30' }
    const now = CLOSED_AT + 6_000
    const { zone, mark } = book.ledger.period(september, now)
    const act = { ...september, zone, mark, reason: 'as agreed', person: 'Salima' }
    expect(book.ledger.closePeriod(act, now)).toEqual({ ok: true })
    rewrite(book)
  })
  expect(walked).toMatchObject({ state: 'broken', count: 1, breaks: [{ why: 'rewritten' }] })
})
