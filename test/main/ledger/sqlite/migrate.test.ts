import { closeSync, existsSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { ensureBook } from '../../../../src/main/ledger/book/book.ts'
import { migrate } from '../../../../src/main/ledger/sqlite/migrate.ts'
import { MIGRATIONS } from '../../../../src/main/ledger/sqlite/migrations/index.ts'
import { checksumOf, type Migration } from '../../../../src/main/ledger/sqlite/migrations/migration.ts'
import { openBook, readVersion } from '../../../../src/main/ledger/sqlite/open.ts'
import { createLedger } from '../../../../src/main/ledger/thread/create-ledger.ts'
import { writeOlderBook } from '../../../support/books/older-book.ts'
import {
  bookOptions,
  eur,
  later,
  openSale,
  START,
  seen,
  testBook,
  transfer,
} from '../../../support/books/open-book.ts'

const step = (sql: string, number = MIGRATIONS.length + 1): Migration => ({ number, name: 'next', sql })

function contents(db: Database.Database): unknown {
  return ['tills', 'invoices', 'payment_links', 'receipts', 'events', 'migrations'].map((table) =>
    db.prepare(`SELECT * FROM ${table}`).all(),
  )
}

async function populated() {
  const book = await testBook()
  for (let n = 0; n < 20; n += 1) {
    const { linkId } = openSale(book.ledger)
    book.ledger.recordAnswers([seen(linkId, { reading: 'paid', receipts: [transfer()] })])
  }
  return book
}

/** A book of an earlier shape, as a program of that time left it: 20 sales, each paid. */
async function populatedAt(shape: number) {
  const { path } = bookOptions()
  await writeOlderBook(path, shape, 20)
  const db = openBook(path, { newestVersion: MIGRATIONS.length })
  later(() => {
    db.close()
  })
  return { db, path }
}

function createdOver(db: Database.Database) {
  const book = ensureBook(db, { kind: 'live', tillCode: 'CF', zone: 'Africa/Algiers' }, START)
  return { ledger: createLedger(db, book) }
}

test('released migrations are frozen', () => {
  expect(MIGRATIONS.map((one) => [one.number, one.name, checksumOf(one)])).toMatchInlineSnapshot(`
    [
      [
        1,
        "first-book",
        "0c3b636f3106b8154b6268d127e931e746d1873436fd5b101d1138a3f2d8765e",
      ],
      [
        2,
        "exceptions",
        "c07ce8b50fa39fdbc972a7c15c7c6854b44d152a32dbd6d3d6d933ff8a7f76e8",
      ],
      [
        3,
        "items",
        "7275508022d0b6e0bf9dfd0b6813c734c8c32abcfcbeb0617995a552ce6ed16e",
      ],
      [
        4,
        "link-amounts",
        "34d5b05c44bd8c7fd017fc41d4ddb171743dc3f836a031a80ac40976105dbf89",
      ],
      [
        5,
        "commits",
        "52e9d93bfc03dd53a5388377558b5e0ea3a2eab64fefe298ed10f7da8cfacc15",
      ],
      [
        6,
        "begun-and-differs",
        "dab4b20cdaa35abe162cc578046f939a24c7c2b8dd3484df28c1625b63d483d8",
      ],
      [
        7,
        "refunds",
        "28ab576fce8cce63fdd380d06a83630983a70a4830c52bd21015e9c970c72faf",
      ],
      [
        8,
        "link-options",
        "36d2d8314228561c724ec5ec273072ad3b73d2dd18f00021cd3bad0347135805",
      ],
      [
        9,
        "standing-links",
        "38107fc089a8e562d88d1ddf4a03486df7b63ee683e2d6aa2046385a47b8e10c",
      ],
      [
        10,
        "review",
        "e940f4099c77370e61dee4a38fbccd2fe7f15e78cdea9fb9744390a13b118184",
      ],
      [
        11,
        "inbox",
        "916694d2b5759e2058f7884e6d0185436c753a7d04db4a53156affd8977641e6",
      ],
      [
        12,
        "trail",
        "5576899b43d2a6b1ce170a64077ebf64234edc5f265e910c16f87e8f9f5d1171",
      ],
      [
        13,
        "closing",
        "a813ee16f908ab5ffdb4cbef0515326844b84e30ed41ed1b640983ccbc769985",
      ],
      [
        14,
        "imports",
        "72ccd7bc6901cd3ba8a85eb9457842bfa99ce71b9b544f3124b73d177bd41f9c",
      ],
      [
        15,
        "notes",
        "e0b7cce19b5e4f35ce5b0a0ce7a84e37d5a3a12293bdda1edca34f899789b122",
      ],
      [
        16,
        "people",
        "e9c2a8421d8d0ed4af4b0e7d293f0530e0c847112d1dfbd94fbb0dae548bd39c",
      ],
    ]
  `)
})

test('a new file comes to the newest shape, with nothing to back up', async () => {
  const { path } = bookOptions()
  const db = openBook(path, { newestVersion: MIGRATIONS.length })
  later(() => {
    db.close()
  })
  expect(await migrate(db, MIGRATIONS, START)).toEqual({ from: 0, to: MIGRATIONS.length, backup: null })
  expect(readVersion(db)).toBe(MIGRATIONS.length)
  expect(await migrate(db, MIGRATIONS, START)).toMatchObject({ from: MIGRATIONS.length, backup: null })
  expect(existsSync(join(dirname(path), 'backups'))).toBe(false)
})

test('given a populated book, a step runs on a verified private copy and loses nothing', async () => {
  const { db, path } = await populated()
  const before = contents(db)
  const result = await migrate(
    db,
    [...MIGRATIONS, step('ALTER TABLE invoices ADD COLUMN colour TEXT')],
    START,
  )
  const backup = String(result.backup)
  expect(backup).toBe(
    join(dirname(path), 'backups', `live-pre-${MIGRATIONS.length + 1}-2026-06-01T09-00-00-000Z.db`),
  )
  if (process.platform !== 'win32') expect(statSync(backup).mode & 0o777).toBe(0o600)
  const copy = new Database(backup, { readonly: true })
  copy.defaultSafeIntegers(true)
  later(() => {
    copy.close()
  })
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(contents(copy)).toEqual(before)
  expect(readVersion(db)).toBe(MIGRATIONS.length + 1)
  expect(db.prepare('SELECT count(*) FROM receipts').pluck().get()).toBe(20n)
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1n)
})

test.each([1, 2, 3, 6])('given a populated book of shape %i, sales keep what they were', async (shape) => {
  const { db, path } = await populatedAt(shape)
  const before = contents(db) as unknown[][]
  expect(await migrate(db, MIGRATIONS, START)).toMatchObject({ from: shape, to: MIGRATIONS.length })
  expect(contents(db)).toMatchObject([...before.slice(0, -1), expect.anything()])
  const { ledger } = createdOver(db)
  const [first] = ledger.invoices({ search: '', status: [], provider: [], cursor: null, limit: 1 }).rows
  const detail = ledger.invoice(first?.id ?? '')
  expect(detail).toMatchObject({ invoice: { status: 'paid' }, lines: [], receipts: [{ payer: null }] })
  expect(detail?.links).toMatchObject([{ asked: { currency: 'EUR', amount: '49.00' } }])
  expect(ledger.items()).toEqual([])
  expect(detail).toMatchObject({ invoice: { refunded: { amount: '0.00' } }, refunds: [] })
  const refund = { token: 'one', amount: eur('49.00'), reason: 'brought back', reference: null, person: '' }
  expect(ledger.recordRefund(first?.id ?? '', refund, START)).toMatchObject({ ok: true })
  const kept = readdirSync(join(dirname(path), 'backups')).filter((name) => name.endsWith('.db'))
  expect(kept).toHaveLength(1)
})

test('a step may rebuild a table without losing the rows that name it', async () => {
  const { db } = await populated()
  const rebuild = `
    CREATE TABLE tills_new (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, code TEXT NOT NULL UNIQUE,
      last_number INTEGER NOT NULL, created_at_ms INTEGER NOT NULL, place TEXT) STRICT;
    INSERT INTO tills_new SELECT seq, id, code, last_number, created_at_ms, NULL FROM tills;
    DROP TABLE tills;
    ALTER TABLE tills_new RENAME TO tills;`
  await migrate(db, [...MIGRATIONS, step(rebuild)], START)
  expect(db.prepare('SELECT count(*) FROM invoices').pluck().get()).toBe(20n)
  expect(db.pragma('foreign_key_check')).toEqual([])
})

test.each([
  ['throws half-way', 'ALTER TABLE invoices ADD COLUMN colour TEXT; INSERT INTO nowhere VALUES (1);'],
  ['leaves a row that names nothing', 'UPDATE invoices SET account_seq = 999;'],
])('given a step that %s, the book is as it was', async (_what, sql) => {
  const { db } = await populated()
  const before = contents(db)
  await expect(migrate(db, [...MIGRATIONS, step(sql)], START)).rejects.toThrow(/nowhere|not there/)
  expect(contents(db)).toEqual(before)
  expect(readVersion(db)).toBe(MIGRATIONS.length)
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1n)
})

test('a book from the future and one with another past are refused before any copy', async () => {
  const { db, path } = await populated()
  await expect(migrate(db, [], START)).rejects.toMatchObject({ code: 'FROM_FUTURE' })
  const others = [step('CREATE TABLE a (b TEXT)', 1), step('CREATE TABLE c (d TEXT)', 2)]
  await expect(migrate(db, others, START)).rejects.toMatchObject({ code: 'FROM_FUTURE' })
  expect(existsSync(join(dirname(path), 'backups'))).toBe(false)
})

test('a failed copy leaves no half of one, and the step does not run', async () => {
  const { db, path } = await populated()
  const backups = join(dirname(path), 'backups')
  writeFileSync(backups, 'a file where the folder should be')
  await expect(
    migrate(db, [...MIGRATIONS, step('ALTER TABLE invoices ADD COLUMN colour TEXT')], START),
  ).rejects.toThrow()
  expect(readVersion(db)).toBe(MIGRATIONS.length)
  expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a damaged book is refused before a copy of it is made', async () => {
  const { db, path } = await populated()
  const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'events'").pluck().get()
  const size = Number(db.pragma('page_size', { simple: true }))
  db.close()
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(64, 0xff), 0, 64, (Number(root) - 1) * size)
  closeSync(file)
  const damaged = openBook(path, { newestVersion: MIGRATIONS.length })
  later(() => {
    damaged.close()
  })
  const steps = [...MIGRATIONS, step('ALTER TABLE invoices ADD COLUMN colour TEXT')]
  await expect(migrate(damaged, steps, START)).rejects.toMatchObject({ code: 'CORRUPT' })
  expect(existsSync(join(dirname(path), 'backups'))).toBe(false)
  expect(readVersion(damaged)).toBe(MIGRATIONS.length)
})

test('a list of migrations with a gap, or not in order, is a bug and touches nothing', async () => {
  const { db } = await populated()
  const gap = [...MIGRATIONS, step('CREATE TABLE a (b TEXT)', MIGRATIONS.length + 2)]
  await expect(migrate(db, gap, START)).rejects.toThrow('migration next is out of order')
  expect(readVersion(db)).toBe(MIGRATIONS.length)
})

test('a book that lost the record of its migrations is told as damaged', async () => {
  const { db } = await populated()
  db.exec('DROP TABLE migrations')
  await expect(migrate(db, MIGRATIONS, START)).rejects.toMatchObject({ code: 'CORRUPT' })
})

test('given a book of the first shape, what came late, short or over before is raised, each with an id of its time', async () => {
  const { path } = bookOptions()
  const db = openBook(path, { newestVersion: MIGRATIONS.length })
  later(() => {
    db.close()
  })
  await migrate(db, MIGRATIONS.slice(0, 1), START)
  db.exec(`
    INSERT INTO tills (seq, id, code, created_at_ms) VALUES (1, '${'t'.repeat(36)}', 'CF', ${START});
    INSERT INTO provider_accounts (seq, id, till_seq, provider, label, settings, created_at_ms, key_fingerprint)
    VALUES (1, 'account-of-the-shop', 1, 'daisy', 'Shop', '{}', ${START}, '')`)
  const statuses = ['paid', 'paid_late', 'underpaid', 'overpaid', 'expired', 'open']
  const add = db.prepare(
    `INSERT INTO invoices (seq, id, till_seq, number, token, account_seq, provider, status, currency, asked_whole,
       asked_frac, received_whole, received_frac, description, created_at_ms, updated_at_ms)
     VALUES (?, ?, 1, ?, ?, 1, 'daisy', ?, 'EUR', 1, 0, 0, 0, '', ?, ?)`,
  )
  statuses.forEach((status, n) => {
    const id = `${n}`.padStart(36, 'i')
    add.run(n + 1, id, `CF-00000${n}`, id, status, START, START + n)
  })
  const before = contents(db)
  await migrate(db, MIGRATIONS.slice(0, 2), START + 9_000)
  expect(contents(db)).toEqual([...(before as unknown[]).slice(0, -1), expect.anything()])
  const raised = db.prepare('SELECT * FROM exceptions ORDER BY seq').all() as Record<string, unknown>[]
  expect(raised.map((row) => [row.invoice_seq, row.kind, row.raised_at_ms, row.settled_at_ms])).toEqual([
    [2n, 'late', BigInt(START + 1), null],
    [3n, 'short', BigInt(START + 2), null],
    [4n, 'over', BigInt(START + 3), null],
  ])
  for (const row of raised) {
    expect(row.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const ms = String(row.id).replaceAll('-', '').slice(0, 12)
    expect(BigInt(`0x${ms}`)).toBe(row.raised_at_ms)
  }
})
