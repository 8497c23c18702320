import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { goesThrough, HASH_SQL, HEAD_SQL } from '../../../../src/main/ledger/history/trail-head.ts'
import { migrate } from '../../../../src/main/ledger/sqlite/migrate.ts'
import { MIGRATIONS } from '../../../../src/main/ledger/sqlite/migrations/index.ts'
import { openBook } from '../../../../src/main/ledger/sqlite/open.ts'
import { openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import {
  RECEIPTS_SQL,
  REFUNDS_SQL,
  SALES_SQL,
  SUSPECTS_SQL,
} from '../../../../src/main/ledger/trail/amounts.ts'
import { startWalk } from '../../../../src/main/ledger/trail/client.ts'
import { ENTRIES_SQL } from '../../../../src/main/ledger/trail/entries.ts'
import { WALK_SQL } from '../../../../src/main/ledger/trail/verify.ts'
import { bookStampText } from '../../../../src/main/ledger/witness/file-stamp.ts'
import { readWitness } from '../../../../src/main/ledger/witness/witness-file.ts'
import { NODE_FLAGS } from '../../../../tools/node-flags.mjs'
import { sourceWorkers } from '../../../support/app/host.ts'
import { OLDER_SHAPES, writeOlderBook } from '../../../support/books/older-book.ts'
import {
  addAccount,
  bookOptions,
  later,
  openSale,
  START,
  sale,
  tempFolder,
  testBook,
} from '../../../support/books/open-book.ts'
import { writePopulatedBook } from '../../../support/books/populated-book.ts'
import { salvaged } from '../../../support/books/salvaging.ts'
import { rechain, tamper, walk } from '../../../support/books/tampering.ts'

function opened(path: string): Database.Database {
  const db = openBook(path, { newestVersion: MIGRATIONS.length })
  later(() => {
    db.close()
  })
  return db
}

test.each(OLDER_SHAPES)(
  'an old book of shape %i is chained from its first event, and goes on from there',
  async (shape) => {
    const { path } = bookOptions()
    await writeOlderBook(path, shape, 2_500)
    const db = opened(path)
    let steps = 0
    await migrate(db, MIGRATIONS, START, () => {
      steps += 1
    })
    const before = walk(db)
    expect(before).toMatchObject({ state: 'whole', entries: 2_500, head: { entry: 2_500 } })
    // A change of shape that takes minutes says that it gets on.
    if (shape < 12) expect(steps).toBeGreaterThanOrEqual(3)
    db.close()
    const { ledger, db: now } = await testBook({ ...bookOptions(), path })
    openSale(ledger, { accountId: 'account-of-the-shop' })
    expect(goesThrough({ db: now }, before.head)).toBe(true)
    expect(walk(now, [before.head])).toMatchObject({ state: 'whole' })
    expect(() => now.exec("UPDATE events SET data = '{}'")).toThrow('an event is never rewritten')
  },
)

test('a book with rows of every kind is whole, by its hashes and its amounts', async () => {
  const path = join(tempFolder(), 'live.sqlite')
  await writePopulatedBook(path, 60)
  expect(walk(opened(path))).toMatchObject({ state: 'whole' })
})

test('a salvaged book begins its trail anew, whatever of its events is missing, and says so', async () => {
  const folder = tempFolder()
  const [from, to] = [join(folder, 'damaged', 'live.sqlite'), join(folder, 'new', 'live.sqlite')]
  for (const one of [from, to]) mkdirSync(dirname(one))
  await writePopulatedBook(from, 60)
  const db = opened(from)
  const { head } = walk(db)
  tamper(db, 'DELETE FROM events WHERE seq BETWEEN 30 AND 40')
  db.close()
  salvaged(from, to, { events: head.entry })
  const now = opened(to)
  const walked = walk(now)
  expect(walked).toMatchObject({ state: 'whole' })
  expect(goesThrough({ db: now }, head)).toBe(false)
  const told = now.prepare("SELECT seq, data FROM events WHERE kind = 'book_salvaged'").get()
  expect(told).toMatchObject({
    seq: BigInt(head.entry + 1),
    data: expect.stringMatching(/"eventsMissing":11,.*"trail":"anew"/),
  })
  now.close()
  const { ledger, db: sold } = await testBook({ ...bookOptions(), path: to })
  openSale(ledger)
  expect(walk(sold)).toMatchObject({ state: 'whole' })
  expect(ledger.trailEntries(walked.head.entry, 20).rows.every(({ isThere }) => isThere)).toBe(true)
  const gap = ledger.trailEntries(ledger.trailHead().entry - 41, 20).rows
  expect(gap.filter(({ isThere }) => !isThere).map(({ entry }) => entry)).toEqual([
    40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30,
  ])
})

test('a trail that was written anew while the app was closed is remembered outside of the book, also once it was sold into', async () => {
  const folder = tempFolder()
  const options = bookOptions({
    path: join(folder, 'live.sqlite'),
    witnessPath: join(folder, 'live.witness'),
  })
  const witness = () => readWitness(options.witnessPath ?? '')
  const first = await openLedger(options, START)
  addAccount(first.ledger)
  first.ledger.createInvoice(sale())
  const head = first.ledger.trailHead()
  first.close()
  expect(witness()).toMatchObject({ events: head.entry, lastEventHash: head.hash })
  const db = opened(options.path)
  tamper(db, "UPDATE events SET at_ms = at_ms - 1 WHERE kind = 'created'")
  rechain(db)
  db.close()
  const again = await openLedger({ ...options, checkedFile: bookStampText(options.path) }, START)
  again.ledger.createInvoice(sale())
  again.close()
  expect(witness()?.lostHead).toEqual(head)
  const walked = await startWalk({
    ...{ workerUrl: sourceWorkers.trail, path: options.path, at: START },
    witnessPath: options.witnessPath ?? null,
    onProgress: () => undefined,
    failed: () => undefined,
  }).finished
  expect(walked).toMatchObject({
    state: 'broken',
    count: 1,
    breaks: [{ why: 'rewritten', entry: head.entry, should: head.hash }],
  })
  // A person's word to go on with what lies there ends it: an event of the book says so.
  const meant = await openLedger({ ...options, goOn: true }, START)
  meant.close()
  expect(witness()?.lostHead).toBeUndefined()
})

test('two processes that write never tear the trail: who comes second is refused', async () => {
  const { path, ledger, db } = await testBook()
  ledger.createInvoice(sale())
  const program = fileURLToPath(new URL('../../../support/kills/second-writer.ts', import.meta.url))
  const { stdout } = spawnSync(process.execPath, [...NODE_FLAGS, '--no-warnings', program, path], {
    encoding: 'utf8',
  })
  expect(stdout).toBe('sold')
  expect(() => ledger.createInvoice(sale())).toThrow('another program has written into the book')
  expect(walk(db)).toMatchObject({ state: 'whole' })
})

test('a walk in its thread tells how far it is, finds what there is, and is given up at a word', async () => {
  const folder = tempFolder()
  const path = join(folder, 'live.sqlite')
  await writePopulatedBook(path, 400)
  copyFileSync(path, join(folder, 'copy.sqlite'))
  const parts: string[] = []
  const order = {
    ...{ workerUrl: sourceWorkers.trail, path, witnessPath: null, at: START },
    onProgress: ({ part }: { readonly part: string }) => parts.push(part),
    failed: () => undefined,
  }
  expect(await startWalk(order).finished).toMatchObject({ state: 'whole' })
  expect(parts).toContain('entries')
  const given = startWalk(order)
  given.cancel()
  expect(await given.finished).toEqual({ state: 'unknown', why: 'stopped' })
  expect(await startWalk({ ...order, path: join(folder, 'none.sqlite') }).finished).toEqual({
    ...{ state: 'unknown', why: 'failed' },
  })
})

test('whatever is asked of the trail goes by a key', async () => {
  const { db } = await testBook()
  const walks = (sql: string) => {
    const values = sql.includes('$') ? [{ behind: 0, upTo: 1 }] : Array.from(sql.matchAll(/\?/g), () => 1)
    const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { readonly detail: string }[]
    return rows.map(({ detail }) => detail).filter((detail) => /^SCAN|TEMP B-TREE/.test(detail))
  }
  for (const sql of [WALK_SQL, ENTRIES_SQL, HASH_SQL, SUSPECTS_SQL, SALES_SQL, ...RECEIPTS_SQL, REFUNDS_SQL])
    expect(walks(sql), sql).toEqual([])
  // The last one of all, which ends at once.
  expect(walks(HEAD_SQL)).toEqual(['SCAN events'])
})
