import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BLOCK, GRAM } from '../../../../src/main/ledger/search/grams.ts'
import { createSearchIndex, type SearchIndex } from '../../../../src/main/ledger/search/search-index.ts'
import { readWritten, searchedText } from '../../../../src/main/ledger/search/written.ts'
import { openReadOnly } from '../../../../src/main/ledger/sqlite/read-only.ts'
import { writeSampleBook } from '../../../../tools/sample-book/write.ts'

/** A block, and some more. */
const SALES = BLOCK + 3_000
/** So few of the newest are held that one block is written. */
const HELD = 1_000

let folder: string
let reading: { readonly db: Database.Database }
let writer: Database.Database
/** The searched text of each sale, as the book tells it. */
const texts = new Map<number, string>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-search-'))
  const path = join(folder, 'live.sqlite')
  await writeSampleBook({ path, sales: SALES, seed: 'search' })
  writer = new Database(path)
  reading = { db: openReadOnly(path) }
  readTexts()
}, 120_000)

afterAll(() => {
  reading?.db.close()
  writer?.close()
  if (folder) rmSync(folder, { recursive: true })
})

function readTexts(): void {
  const last = Number((writer.prepare('SELECT max(seq) FROM invoices').pluck() as Database.Statement).get())
  for (let from = 1; from <= last; from += 5_000) {
    const seqs = Array.from({ length: Math.min(5_000, last - from + 1) }, (_, n) => from + n)
    for (const one of readWritten(reading, seqs)) texts.set(one.seq, searchedText(one))
  }
}

function opened(path: string | null, book = 'book'): SearchIndex {
  const index = createSearchIndex(reading, { path, book, held: HELD })
  while (index.fill());
  return index
}

/** What the index marks, looked at where it is not sure. */
function found(index: SearchIndex, needle: string): number[] {
  const textOf = index.reader()
  const sure: number[] = []
  for (let block = 0; block * BLOCK <= Math.max(...texts.keys()); block += 1) {
    const all = Array.from({ length: BLOCK }, (_, place) => place)
    for (const place of index.isWritten(block) ? index.holding(block, needle) : all) {
      const seq = block * BLOCK + place
      const isTold = index.isWritten(block) && needle.length <= GRAM
      if (isTold || textOf(seq).includes(needle)) sure.push(seq)
    }
  }
  return sure.sort((a, b) => a - b)
}

const byReading = (needle: string) =>
  [...texts].flatMap(([seq, text]) => (text.includes(needle) ? [seq] : []))

/** Parts of what is written of sales all over the book, of one character up to a whole text. */
function someNeedles(): string[] {
  const needles = ['nothing holds this', 'zzq']
  for (let n = 0; n < 14; n += 1) {
    const lines = (texts.get(1 + Math.floor((n / 14) * (SALES - 1))) as string).split('\n').filter(Boolean)
    const line = lines[n % lines.length] as string
    const length = [1, 2, 3, 4, 6, 9, line.length][n % 7] as number
    const from = Math.floor(((line.length - Math.min(length, line.length)) * (n % 5)) / 4)
    needles.push(line.slice(from, from + length))
    // The last characters of a text.
    needles.push(line.slice(-2))
  }
  return needles.filter((one) => one !== '')
}

function agree(index: SearchIndex): void {
  for (const needle of someNeedles()) expect(found(index, needle), needle).toEqual(byReading(needle))
}

/** A file that knows the book as it was at first. */
function aFile(): string {
  const path = join(folder, `${randomUUID()}.search`)
  copyFileSync(join(folder, 'one.search'), path)
  return path
}

test('a book with a block on the disk is searched as one that is read: any part of any text is found', () => {
  const index = opened(join(folder, 'one.search'))
  agree(index)
  index.close()
})

/** Writes a note on a sale, as the ledger does. */
function noteOn(seq: number, text: string): void {
  const sql =
    'INSERT INTO events (id, till_seq, invoice_seq, at_ms, kind, data, hash) VALUES (?, 1, ?, ?, ?, ?, zeroblob(32))'
  writer.prepare(sql).run(randomUUID(), seq, Date.now(), 'note', JSON.stringify({ text }))
  const [written] = readWritten(reading, [seq])
  if (written) texts.set(seq, searchedText(written))
}

const blocksOf = (path: string) => {
  const db = new Database(path, { readonly: true })
  try {
    return db.prepare('SELECT blocks FROM about').pluck().get()
  } finally {
    db.close()
  }
}

test('what changes in old sales and in new ones is found at once, also by the next who opens the file', () => {
  const path = aFile()
  const index = opened(path)
  for (let n = 0; n < 40; n += 1) noteOn(1 + n * 800, `Came back on Thursday ${n}`)
  index.follow()
  expect(found(index, 'came back on thursday 3')).toEqual(byReading('came back on thursday 3'))
  agree(index)
  index.close()
  const again = opened(path)
  expect(blocksOf(path)).toBe(1)
  expect(found(again, 'thursday')).toHaveLength(40)
  // Killed: nothing of this is noted in the file.
  for (let n = 0; n < 10; n += 1) noteOn(5 + n * 3_000, `Rang up ${n}`)
  const killed = opened(path)
  expect(found(killed, 'rang up')).toHaveLength(10)
  agree(killed)
  // What the one noted, the other may find noted.
  killed.close()
  again.follow()
  agree(again)
  again.close()
  const last = opened(path)
  agree(last)
  last.close()
})

test('a block of which much has changed is written anew, without what changes meanwhile', () => {
  const path = aFile()
  const index = createSearchIndex(reading, { path, book: 'book', held: HELD, changes: 50 })
  while (index.fill());
  for (let n = 0; n < 60; n += 1) noteOn(100 + n, `Many of them ${n}`)
  index.follow()
  let n = 0
  while (index.fill()) {
    n += 1
    noteOn(100 + n, `In between ${n}`)
    index.follow()
  }
  expect(n).toBeGreaterThan(10)
  expect(found(index, 'many of them')).toHaveLength(60)
  expect(found(index, 'in between')).toHaveLength(n)
  agree(index)
  index.close()
  const again = opened(path)
  agree(again)
  again.close()
})

test('another book, a damaged file and a disk that takes none are searched as well', () => {
  const path = aFile()
  const other = opened(path, 'another')
  agree(other)
  other.close()
  expect(blocksOf(path)).toBe(1)
  for (const damage of ['', 'x'.repeat(100_000)]) {
    writeFileSync(path, damage)
    const index = opened(path)
    expect(found(index, 'lamp')).toEqual(byReading('lamp'))
    index.close()
  }
  const nowhere = opened(join(folder, 'no', 'such', 'folder', 'five.search'))
  agree(nowhere)
  nowhere.close()
})

test('a file that reads wrong while it is searched is given up, and the book is read in its place', () => {
  const path = aFile()
  const index = opened(path)
  const bytes = readFileSync(path)
  // All but the first pages, which were read already.
  bytes.fill(0x41, 16_384)
  writeFileSync(path, bytes)
  expect(() => agree(index)).toThrow(/malformed|corrupt/)
  expect(index.isFull()).toBe(false)
  while (index.fill());
  agree(index)
  index.close()
})

/** The book as it is now, in a file of its own. */
function aCopy() {
  const path = join(folder, `${randomUUID()}.sqlite`)
  writer.prepare('VACUUM INTO ?').run(path)
  return { path, reading: { db: openReadOnly(path) } }
}

test('what was read of a block is known beside it, whenever the app is killed: nothing of it is read again', () => {
  const path = join(folder, `${randomUUID()}.search`)
  const killed = createSearchIndex(reading, { path, book: 'book', held: HELD })
  do killed.fill()
  while (!existsSync(path) || blocksOf(path) === 0)
  expect(killed.isFull()).toBe(false)
  const again = createSearchIndex(reading, { path, book: 'book', held: HELD })
  let read = 0
  while (again.fill()) read += 1
  expect(read).toBeLessThan(5)
  agree(again)
  again.close()
})

test('a book that is older than a block of the file is searched by what it tells itself', () => {
  const path = aFile()
  const backup = aCopy()
  const index = createSearchIndex(reading, { path, book: 'book', held: HELD, changes: 50 })
  while (index.fill());
  for (let n = 0; n < 60; n += 1) noteOn(300 + n, `Never restored ${n}`)
  index.follow()
  while (index.fill()) noteOn(400, 'Nor this, never restored')
  expect(found(index, 'never restored')).toHaveLength(61)
  const restored = createSearchIndex(backup.reading, { path, book: 'book', held: HELD })
  while (restored.fill());
  expect(found(restored, 'never restored')).toEqual([])
  restored.close()
  backup.reading.db.close()
})

test('a salvaged book is searched by what came out of it', () => {
  const path = aFile()
  const salvaged = aCopy()
  const db = new Database(salvaged.path)
  const sql =
    'INSERT INTO events (id, till_seq, at_ms, kind, data, hash) VALUES (?, 1, ?, ?, ?, zeroblob(32))'
  db.prepare(sql).run(randomUUID(), Date.now(), 'book_salvaged', '{}')
  db.close()
  createSearchIndex(salvaged.reading, { path, book: 'book', held: HELD })
  expect(blocksOf(path)).toBe(0)
  salvaged.reading.db.close()
})

test('a file that tells of more sales than the book has is begun anew', () => {
  const path = aFile()
  const db = new Database(path)
  db.exec('UPDATE about SET blocks = 1000000000')
  db.close()
  const index = opened(path)
  agree(index)
  index.close()
})

test.skipIf(process.platform === 'win32')('a file that others could read is closed to them', () => {
  const path = aFile()
  chmodSync(path, 0o644)
  const index = opened(path)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  index.close()
})

test('a file that takes nothing more is still read, and what came since is held', () => {
  const path = aFile()
  const index = createSearchIndex(reading, { path, book: 'book', held: HELD, changes: 50 })
  while (index.fill());
  const other = new Database(path)
  other.exec('BEGIN IMMEDIATE')
  for (let n = 0; n < 60; n += 1) noteOn(600 + n, `Not written down ${n}`)
  index.follow()
  while (index.fill());
  expect(index.isFull()).toBe(true)
  other.exec('ROLLBACK')
  other.close()
  expect(blocksOf(path)).toBe(1)
  expect(found(index, 'not written down')).toHaveLength(60)
  agree(index)
  index.close()
  const again = opened(path)
  agree(again)
  again.close()
})
