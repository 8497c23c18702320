import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkWhole } from '../../../../src/main/ledger/check/whole-check.ts'
import { TABLES } from '../../../../src/main/ledger/salvage/layout.ts'
import { createChance } from '../../../support/app/chance.ts'
import { temporaryFolder } from '../../../support/app/folder.ts'
import { compareBooks } from '../../../support/books/compare-books.ts'
import { REBUILT, rowsOn, withDependants } from '../../../support/books/expected-loss.ts'
import { writePopulatedBook } from '../../../support/books/populated-book.ts'
import { type Saved, salvaged } from '../../../support/books/salvaging.ts'
import { PAGE_SIZE, writePage } from '../../../support/rounds/pages.ts'

/** Enough that every large table has more than one level of pages. */
const SALES = 400
const quiet = { progress: () => undefined, cancelled: () => false }

const folder = temporaryFolder()
const sound = join(folder.path, 'sound.sqlite')
const from = join(folder.path, 'damaged', 'live.sqlite')
const to = join(folder.path, 'salvaged.sqlite')

interface PageRow {
  readonly name: string
  readonly pagetype: string
  readonly pageno: number
}
let pages: readonly PageRow[] = []

beforeAll(async () => {
  await writePopulatedBook(sound, SALES)
  const db = new Database(sound, { readonly: true })
  pages = db.prepare('SELECT name, pagetype, pageno FROM dbstat ORDER BY pageno').all() as PageRow[]
  db.close()
  mkdirSync(join(folder.path, 'damaged'))
})
afterAll(() => folder.clean())
beforeEach(() => {
  rmSync(to, { force: true })
  copyFileSync(sound, from)
})

/** One page of the tree that has this name, from its middle. */
function pageOf(name: string, type: string): number {
  const own = pages.filter((page) => page.name === name && page.pagetype === type)
  const page = own[Math.floor(own.length / 2)]
  if (!page) throw new Error(`the book has no ${type} page of ${name}`)
  return page.pageno
}

const NOISE = Buffer.from(createChance(1).bytes(PAGE_SIZE))
const DAMAGES = [
  ['zeros', Buffer.alloc(PAGE_SIZE), 0],
  ['noise', NOISE, 1],
] as const

/** Of each table: those that came, and those that did not, are all that were there. */
function expectCounted(saved: Saved, lost: Readonly<Partial<Record<string, readonly number[]>>>): void {
  for (const { table, came, known } of saved.tables)
    expect([table, came + (lost[table]?.length ?? 0)]).toEqual([table, known])
}

const KINDS = [
  ...TABLES.map((name) => [name, 'leaf'] as const),
  ...(['events', 'invoices', 'payment_links', 'receipts', 'refunds', 'items', 'invoice_lines'] as const).map(
    (name) => [name, 'internal'] as const,
  ),
  ...(['events', 'payment_links', 'items'] as const).map((name) => [name, 'overflow'] as const),
  ['sqlite_autoindex_invoices_1', 'leaf'],
  ['sqlite_autoindex_invoices_2', 'internal'],
  ['receipts_paid', 'leaf'],
  ['events_of_invoice', 'internal'],
  ['invoices_search_data', 'leaf'],
  ['invoices_search_data', 'internal'],
  ['invoices_search_docsize', 'leaf'],
  ['sqlite_schema', 'leaf'],
  ['sqlite_schema', 'internal'],
  ['migrations', 'leaf'],
] as const

// Each kind of page by one of the two; the reliability run damages every page by both.
describe.each(DAMAGES)('given %s over a page', (_, junk, turn) => {
  it.each(KINDS.filter((_, n) => n % DAMAGES.length === turn))(
    'of %s, %s, all but what lay on it comes, counted and sound, as it was',
    (name, type) => {
      const page = pageOf(name, type)
      writePage(from, page, junk)
      const before = readFileSync(from)
      const saved = salvaged(from, to)
      const { lost, altered } = compareBooks(sound, to)
      expect(lost).toEqual(withDependants(sound, rowsOn(sound, page)))
      const rebuilt = saved.tables.filter((table) => table.rebuilt > 0).map(({ table }) => table)
      expect(REBUILT).toEqual(expect.arrayContaining(rebuilt))
      expect(altered.filter((row) => !rebuilt.includes(row.split(' ')[0] ?? ''))).toEqual([])
      expectCounted(saved, lost)
      expect(checkWhole(to, quiet)).toMatchObject({ state: 'sound' })
      expect(readFileSync(from).equals(before)).toBe(true)
    },
  )
})

it('given a sound book, every row comes as it was, and nothing is missing', () => {
  const saved = salvaged(from, to)
  expect(compareBooks(sound, to)).toEqual({ lost: {}, altered: [] })
  expectCounted(saved, {})
  expect(saved).toMatchObject({ missingNumbers: [], unnamedSales: 0, missingReceipts: [] })
})

it('given a page that the file calls free holds old rows, none of them comes', () => {
  const db = new Database(from)
  db.exec('CREATE TABLE passing (text TEXT)')
  db.prepare('INSERT INTO passing VALUES (?)').run('x'.repeat(20_000))
  db.exec('DROP TABLE passing')
  db.close()
  const bytes = readFileSync(from)
  const trunk = bytes.readUInt32BE(32)
  const free = bytes.readUInt32BE((trunk - 1) * PAGE_SIZE + 8)
  const [leaf, interior] = [pageOf('refunds', 'leaf'), pageOf('refunds', 'internal')]
  // As a program that wipes nothing would have left it: rows of which no other page is left.
  writePage(from, free, bytes.subarray((leaf - 1) * PAGE_SIZE, leaf * PAGE_SIZE))
  for (const page of [leaf, interior]) writePage(from, page, NOISE)
  salvaged(from, to)
  expect(compareBooks(sound, to)).toEqual({ lost: withDependants(sound, rowsOn(sound, leaf)), altered: [] })
})

it('given the file is cut anywhere, every sale before the cut comes, and those behind it are counted', () => {
  const whole = statSync(sound).size / PAGE_SIZE
  for (const part of [0.8, 0.5]) {
    rmSync(to, { force: true })
    copyFileSync(sound, from)
    const end = Math.floor(whole * part)
    truncateSync(from, end * PAGE_SIZE + 100)
    const saved = salvaged(from, to, { invoices: SALES })
    const { lost, altered } = compareBooks(sound, to)
    const behind = pages.filter(
      ({ name, pagetype, pageno }) => name === 'invoices' && pagetype === 'leaf' && pageno > end,
    )
    const gone = behind.flatMap(({ pageno }) => rowsOn(sound, pageno).invoices ?? [])
    expect(lost.invoices).toEqual(gone.toSorted((a, b) => a - b))
    const rebuilt = saved.tables.filter((table) => table.rebuilt > 0).map(({ table }) => table)
    expect(altered.filter((row) => !rebuilt.includes(row.split(' ')[0] ?? ''))).toEqual([])
    const sales = saved.tables.find(({ table }) => table === 'invoices')
    expect([sales?.came, sales?.known]).toEqual([SALES - gone.length, SALES])
  }
})

it('given the first page and others are lost at once, what lies on all the others comes', () => {
  const chance = createChance(5)
  const gone = [
    1,
    pageOf('events', 'internal'),
    pageOf('receipts', 'internal'),
    pageOf('tills', 'leaf'),
    pageOf('invoices', 'leaf'),
  ]
  for (const page of gone) writePage(from, page, Buffer.from(chance.bytes(PAGE_SIZE)))
  const saved = salvaged(from, to)
  const { lost } = compareBooks(sound, to)
  expect(lost).toEqual(withDependants(sound, rowsOn(sound, gone.at(-1) ?? 0)))
  expectCounted(saved, lost)
})

it.each([
  ['nothing of a book', Buffer.from(createChance(3).bytes(20 * PAGE_SIZE))],
  ['nothing at all', Buffer.alloc(0)],
])('given a file with %s, it says so and writes nothing', (_, bytes) => {
  writeFileSync(from, bytes)
  expect(() => salvaged(from, to)).toThrow(/"state":"nothing"/)
  expect(statSync(to, { throwIfNoEntry: false })).toBeUndefined()
})
