import fc from 'fast-check'
import { expect, test } from 'vitest'
import { goesThrough } from '../../../../src/main/ledger/history/trail-head.ts'
import { BEFORE_FIRST, eventText, hashAfter } from '../../../../src/main/ledger/sqlite/event-chain.ts'
import { walkTrail } from '../../../../src/main/ledger/trail/verify.ts'
import {
  eur,
  openSale,
  START,
  seen,
  type TestBook,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'
import { QUIET, rechain, tamper, walk } from '../../../support/books/tampering.ts'

/** Three sales, each paid, with a refund of the first and a note. */
async function soldBook(): Promise<TestBook> {
  const book = await testBook()
  for (const n of [1, 2, 3]) {
    const { linkId, invoiceId } = openSale(book.ledger, { customerName: `Customer ${n}` })
    book.ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [transfer()] })])
    if (n > 1) continue
    const refund = { token: 'one', amount: eur('5.00'), reason: 'broken', reference: null, person: '' }
    expect(book.ledger.recordRefund(invoiceId, refund, START)).toMatchObject({ ok: true })
    book.ledger.addNote(invoiceId, 'Spoke with the shop\nnext door', START)
  }
  return book
}

test('the text that is hashed, and so every hash, is the same for ever', () => {
  const event = {
    ...{ seq: 7, till: 1, invoice: 3n, at: START, kind: 'note' },
    ...{ id: '01980f1e-0000-7000-8000-000000000001', data: '{"text":"é"}' },
  }
  const text = '7\n1\n3\n1780304400000\n36\n4\n01980f1e-0000-7000-8000-000000000001\nnote\n{"text":"é"}'
  expect(eventText(event)).toBe(text)
  expect(eventText({ ...event, invoice: null })).toBe(text.replace('\n3\n', '\n\n'))
  expect(hashAfter(BEFORE_FIRST, text)).toMatchInlineSnapshot(
    `"b1cea3668af7cfa8c6d0fdb371984ae1dd13c39b170ed6dfef66e98104bb90e5"`,
  )
})

test('every event of a book is chained from the first, and a walk finds it whole and tells its head', async () => {
  const { db, ledger } = await soldBook()
  const events = Number(db.prepare('SELECT count(*) FROM events').pluck().get())
  const head = ledger.trailHead()
  expect(head).toEqual({ entry: events, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(walk(db, [head])).toEqual({
    ...{ state: 'whole', head, entries: events, at: START, tookMs: expect.any(Number) },
  })
  expect(goesThrough({ db }, head)).toBe(true)
  ledger.appendEvent('export', { rows: 3 }, START)
  expect(goesThrough({ db }, head)).toBe(true)
  expect(ledger.trailHead().entry).toBe(events + 1)
})

test('an event without a hash, or with less than one, is refused by the book itself', async () => {
  const { db } = await soldBook()
  const add = (hash: string) => () =>
    db.exec(
      `INSERT INTO events (id, till_seq, at_ms, kind, data, hash) VALUES ('${'x'.repeat(36)}', 1, 1, 'note', '{}', ${hash})`,
    )
  expect(add('NULL')).toThrow('an event carries its hash')
  expect(add("x'00'")).toThrow('an event carries its hash')
  expect(add("'text'")).toThrow()
})

const NOTE = "kind = 'note'"
test.each([
  ['its text', `UPDATE events SET data = '{"text":"Spoke with nobody"}' WHERE ${NOTE}`],
  ['one blank of its text', `UPDATE events SET data = replace(data, ':', ': ') WHERE ${NOTE}`],
  ['its time', `UPDATE events SET at_ms = at_ms - 1 WHERE ${NOTE}`],
  ['its kind', `UPDATE events SET kind = 'reviewed' WHERE ${NOTE}`],
  ['its sale', `UPDATE events SET invoice_seq = 2 WHERE ${NOTE}`],
  ['its being of a sale', `UPDATE events SET invoice_seq = NULL WHERE ${NOTE}`],
  ['its till', `UPDATE events SET till_seq = 2 WHERE ${NOTE}`],
  ['its id', `UPDATE events SET id = replace(id, '0', '1') WHERE ${NOTE}`],
  ['a letter from its kind to its text', `UPDATE events SET kind = 'not', data = 'e' || data WHERE ${NOTE}`],
  ['its hash', `UPDATE events SET hash = zeroblob(32) WHERE ${NOTE}`],
  ['its having a hash', `UPDATE events SET hash = NULL WHERE ${NOTE}`],
])(
  'given an entry of which somebody changed %s, it is named, and what follows the true hash is not',
  async (_what, sql) => {
    const { db } = await soldBook()
    const entry = Number(db.prepare(`SELECT seq FROM events WHERE ${NOTE}`).pluck().get())
    db.pragma('ignore_check_constraints = ON')
    tamper(db, sql)
    const walked = walk(db)
    // A hash that is changed leaves the next entry without the one it was made with.
    const isHash = sql.includes('hash =')
    expect(walked).toMatchObject({ state: 'broken', count: isHash && !sql.includes('NULL') ? 2 : 1 })
    if (walked.state !== 'broken') return
    const [first] = walked.breaks
    expect(first).toMatchObject({ why: 'changed', entry, until: entry, told: null, held: null })
    expect(first?.should).not.toBe(first?.is)
    expect(first?.around.map((one) => one.entry)).toEqual([entry - 2, entry - 1, entry, entry + 1, entry + 2])
  },
)

test('given two entries that changed places, both are named', async () => {
  const { db } = await soldBook()
  tamper(
    db,
    'UPDATE events SET seq = -1 WHERE seq = 4',
    'UPDATE events SET seq = 4 WHERE seq = 5',
    'UPDATE events SET seq = 5 WHERE seq = -1',
  )
  expect(walk(db)).toMatchObject({
    state: 'broken',
    breaks: [{ why: 'changed', entry: 4 }, { entry: 5 }, { entry: 6 }],
  })
})

test('given entries that were deleted in the middle, the first and the last of them are named', async () => {
  const { db } = await soldBook()
  tamper(db, 'DELETE FROM events WHERE seq BETWEEN 5 AND 7')
  const walked = walk(db)
  expect(walked).toMatchObject({
    state: 'broken',
    count: 1,
    breaks: [{ why: 'missing', entry: 5, until: 7 }],
  })
  expect(walked.state === 'broken' && walked.breaks[0]?.around.map((one) => one.entry)).toEqual([3, 4, 8, 9])
})

test('given the first entry was deleted, it is named', async () => {
  const { db } = await soldBook()
  tamper(db, 'DELETE FROM events WHERE seq = 1')
  expect(walk(db)).toMatchObject({ breaks: [{ why: 'missing', entry: 1, until: 1 }] })
})

test('given all others moved up after one was deleted, the first that moved is named', async () => {
  const { db } = await soldBook()
  const last = Number(db.prepare('SELECT max(seq) FROM events').pluck().get())
  tamper(
    db,
    'DELETE FROM events WHERE seq = 5',
    ...Array.from({ length: last - 5 }, (_, n) => `UPDATE events SET seq = ${5 + n} WHERE seq = ${6 + n}`),
  )
  expect(walk(db)).toMatchObject({
    state: 'broken',
    breaks: [{ why: 'changed', entry: 5 }, ...Array(last - 6).fill({})].slice(0, 20),
  })
})

test('given an entry that was slipped in before the first, or behind the last, it is named', async () => {
  const { db } = await soldBook()
  const last = Number(db.prepare('SELECT max(seq) FROM events').pluck().get())
  const add = (seq: number) =>
    `INSERT INTO events (seq, id, till_seq, at_ms, kind, data, hash) VALUES (${seq}, '${String(seq).padStart(36, 'x')}', 1, 1, 'note', '{}', zeroblob(32))`
  db.exec(add(last + 1))
  expect(walk(db)).toMatchObject({ count: 1, breaks: [{ why: 'changed', entry: last + 1 }] })
  tamper(db, add(-3))
  expect(walk(db)).toMatchObject({ count: 2, breaks: [{ why: 'changed', entry: -3 }, { entry: last + 1 }] })
})

test('given the tail was cut, the chain alone is whole, and the head that was kept outside tells what is gone', async () => {
  const { db, ledger } = await soldBook()
  const head = ledger.trailHead()
  tamper(db, `DELETE FROM events WHERE seq > ${head.entry - 3}`)
  expect(walk(db)).toMatchObject({ state: 'whole', entries: head.entry - 3 })
  expect(walk(db, [head])).toMatchObject({
    ...{ state: 'broken', count: 1 },
    breaks: [{ why: 'cut', entry: head.entry - 2, until: head.entry, should: head.hash, is: null }],
  })
})

test('given everything was written anew with true hashes, any head that was printed before tells it', async () => {
  const { db, ledger } = await soldBook()
  const head = ledger.trailHead()
  tamper(db, `UPDATE events SET data = '{"text":"Spoke with nobody"}' WHERE ${NOTE}`)
  rechain(db)
  expect(walk(db)).toMatchObject({ state: 'whole' })
  expect(goesThrough({ db }, head)).toBe(false)
  expect(walk(db, [head])).toMatchObject({
    breaks: [{ why: 'rewritten', entry: head.entry, should: head.hash, is: ledger.trailHead().hash }],
  })
})

test.each([
  [
    'the amount of a sale',
    'UPDATE invoices SET asked_whole = 9 WHERE seq = 2',
    'sale',
    'CF-000002 49.90 EUR',
    'CF-000002 9.9 EUR',
  ],
  [
    'the number of a sale',
    "UPDATE invoices SET number = 'CF-000900' WHERE seq = 2",
    'sale',
    'CF-000002 49.90 EUR',
    'CF-000900 49.9 EUR',
  ],
  [
    'the currency of a sale',
    "UPDATE invoices SET currency = 'USD' WHERE seq = 2",
    'sale',
    'CF-000002 49.90 EUR',
    'CF-000002 49.9 USD',
  ],
  [
    'the amount of a receipt',
    'UPDATE receipts SET amount_whole = 9 WHERE seq = 2',
    'receipt',
    '49.90 EUR',
    '9.9 EUR',
  ],
  [
    'a tiny part of it',
    'UPDATE receipts SET amount_frac = amount_frac + 1 WHERE seq = 2',
    'receipt',
    '49.90 EUR',
    '49.900000000000000001 EUR',
  ],
  [
    'what counts of a receipt',
    'UPDATE receipts SET credited_whole = 9 WHERE seq = 2',
    'receipt',
    '49.90 EUR',
    '9.9 EUR',
  ],
  ['a refund', 'UPDATE refunds SET amount_whole = 4 WHERE seq = 1', 'refund', '5.00 EUR', '4 EUR'],
  ['that there was a receipt', 'DELETE FROM receipts WHERE seq = 2', 'gone', '49.90 EUR', null],
  ['that there was a refund', 'DELETE FROM refunds WHERE seq = 1', 'gone', '5.00 EUR', null],
])(
  'given somebody changed %s in the book and no entry, the entry that tells it is named',
  async (_what, sql, why, told, held) => {
    const { db } = await soldBook()
    tamper(db, sql)
    const walked = walk(db)
    expect(walked).toMatchObject({ state: 'broken', breaks: [{ why, told, held, should: null, is: null }] })
  },
)

test('a receipt that its provider changed is held against the change, and one that was put back is not', async () => {
  const { db, ledger } = await testBook()
  const { linkId } = openSale(ledger)
  ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [transfer()] })])
  ledger.recordAnswers([
    seen(linkId, { reading: 'paid', receipts: [transfer({ amount: eur('49.95'), credited: eur('49.95') })] }),
  ])
  expect(walk(db)).toMatchObject({ state: 'whole' })
  tamper(db, 'UPDATE receipts SET amount_frac = 900000000000000000')
  expect(walk(db)).toMatchObject({
    count: 1,
    breaks: [{ why: 'receipt', told: '49.95 EUR', held: '49.9 EUR' }],
  })
})

test('a month that is closed while the walk goes on is no break', async () => {
  const { db, ledger } = await soldBook()
  const may = { firstDay: '2026-05-01', lastDay: '2026-05-31' }
  const close = () => {
    const { mark, zone, closing } = ledger.period(may, START)
    if (closing) return
    const act = { ...may, mark, zone, reason: 'as agreed', person: '' }
    ledger.appendEvent('export', { rows: 3 }, START)
    expect(ledger.closePeriod(act, START)).toEqual({ ok: true })
  }
  expect(walkTrail({ db }, [], START, { ...QUIET, progress: close })).toMatchObject({ state: 'whole' })
})

test('of what does not hold the first entries are told first, whatever was found first', async () => {
  const { db, ledger } = await soldBook()
  const head = ledger.trailHead()
  tamper(
    db,
    'UPDATE receipts SET amount_whole = 9 WHERE seq = 2',
    `DELETE FROM events WHERE seq = ${head.entry}`,
  )
  expect(walk(db, [head])).toMatchObject({ breaks: [{ why: 'receipt' }, { why: 'cut', entry: head.entry }] })
})

test('a walk that is given up while amounts are compared tells nothing', async () => {
  const { db } = await soldBook()
  let cancelled = false
  const progress = (_: string, done: number, of: number) => {
    cancelled ||= done === of
  }
  expect(walkTrail({ db }, [], START, { progress, cancelled: () => cancelled })).toBeNull()
})

test('a walk that is given up tells nothing', async () => {
  const { db } = await soldBook()
  expect(walkTrail({ db }, [], START, { ...QUIET, cancelled: () => true })).toBeNull()
})

test('whatever is done to one byte of one entry, a walk never finds the book whole', async () => {
  const { db, ledger } = await soldBook()
  const last = ledger.trailHead().entry
  db.pragma('ignore_check_constraints = ON')
  const column = fc.constantFrom('seq', 'id', 'till_seq', 'invoice_seq', 'at_ms', 'kind', 'data', 'hash')
  const value = fc.oneof(
    fc.integer(),
    fc.string(),
    fc.constant(null),
    fc.uint8Array({ minLength: 32, maxLength: 32 }),
  )
  const change = fc.record({ entry: fc.integer({ min: 1, max: last }), column, value })
  fc.assert(
    fc.property(change, ({ entry, column: name, value: next }) => {
      db.exec('BEGIN')
      try {
        tamper(db)
        db.exec('DROP TRIGGER events_stay')
        const was = db.prepare(`SELECT * FROM events WHERE seq = ?`).get(entry)
        try {
          db.prepare(`UPDATE events SET ${name} = ? WHERE seq = ?`).run(
            next instanceof Uint8Array ? Buffer.from(next) : next,
            entry,
          )
        } catch {
          // A value that the column does not take.
          return
        }
        const isSame =
          JSON.stringify(db.prepare('SELECT * FROM events WHERE seq = ?').get(entry), text) ===
          JSON.stringify(was, text)
        expect(walk(db).state).toBe(isSame ? 'whole' : 'broken')
      } finally {
        db.exec('ROLLBACK')
      }
    }),
    { numRuns: 150 },
  )
})

const text = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)
