import '../../tools/require-node.mjs'
import { constants, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { scanCharts } from '../../src/main/ledger/lists/charts/scan.ts'
import { createLists } from '../../src/main/ledger/lists/client.ts'
import { scanStretch, scanSums } from '../../src/main/ledger/lists/invoices/scan.ts'
import { scanMatrix } from '../../src/main/ledger/lists/month/scan.ts'
import { scanReceiptSums, scanReceipts } from '../../src/main/ledger/lists/receipts/scan.ts'
import { searchPathOf } from '../../src/main/ledger/lists/search-path.ts'
import type { LedgerClient } from '../../src/main/ledger/port/ledger.ts'
import type { InvoiceFilter, Lists } from '../../src/main/ledger/port/lists.ts'
import { fileSize } from '../../src/main/ledger/sqlite/file-size.ts'
import { openReadOnly } from '../../src/main/ledger/sqlite/read-only.ts'
import { daysOf } from '../../src/shared/time/days.ts'
import { businessDay } from '../../src/shared/time/zone.ts'
import { writeSampleBook } from '../../tools/sample-book/write.ts'
import { createChance } from '../support/app/chance.ts'
import { sourceWorkers } from '../support/app/host.ts'
import { type BookFacts, createQuestions, EVERYTHING, LAST_PAID, NEWEST } from './books/questions.ts'
import { byShell, createFragments } from './books/searches.ts'
import { openForSales, sellUntil } from './cashier.ts'
import { quantile } from './quantile.ts'

/**
 * How soon a list of a large book is shown at any place, in any order and by any filter, and what a filter comes to, beside SQLite's scan
 * in the same run; and what a sale waits meanwhile: `npm run bench:books`. `-- --sales=20000` makes a smaller book, `-- --book=PATH` takes
 * a copy of one that is there, `-- --data=FOLDER` a copy of the live book of a shop; `-- --out=PATH` writes the figures elsewhere.
 */
const { values } = parseArgs({
  options: {
    sales: { type: 'string', default: '1000000' },
    book: { type: 'string', default: '' },
    data: { type: 'string', default: '' },
    out: { type: 'string', default: '' },
  },
})
const SALES = Number(values.sales)
const [FILTERS, PAGES, PEERS, TIMED_SALES, SEARCHES] = [60, 10, 12, 400, 120]

interface Row {
  readonly step: string
  readonly p50_ms: number
  readonly p95_ms: number
  readonly p99_ms: number
  readonly goal_ms: number | null
  readonly peer: string | null
  readonly peer_ms: number | null
}

const rounded = (value: number) => Number(value.toFixed(3))
/** The part of the waits that each goal is for. */
type Part = 'p50_ms' | 'p95_ms' | 'p99_ms'

interface Peer {
  readonly name: string
  readonly waits: readonly number[]
}

const rows: Row[] = []
const unmet: string[] = []

/** Notes a step; the peer's figure is of the same part as the goal. */
function note(
  step: string,
  waits: readonly number[],
  goal: readonly [Part, number] | null,
  peer?: Peer,
): void {
  const part = { p50_ms: 0.5, p95_ms: 0.95, p99_ms: 0.99 } as const
  const of = (which: Part) => rounded(quantile(waits, part[which]))
  const row: Row = {
    step,
    p50_ms: of('p50_ms'),
    p95_ms: of('p95_ms'),
    p99_ms: of('p99_ms'),
    goal_ms: goal?.[1] ?? null,
    peer: peer?.name ?? null,
    peer_ms: peer ? rounded(quantile(peer.waits, part[goal?.[0] ?? 'p50_ms'])) : null,
  }
  rows.push(row)
  if (goal && row[goal[0]] > goal[1]) unmet.push(`${step}: ${goal[0]} is ${row[goal[0]]}, not ${goal[1]}`)
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const began = performance.now()
  const value = await work()
  return { ms: performance.now() - began, value }
}

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-books-'))
const path = join(folder, 'live.sqlite')
const megabytes = () => process.memoryUsage().rss / 2 ** 20

async function layOut(): Promise<void> {
  const from = values.data === '' ? values.book : join(values.data, 'live.sqlite')
  if (from === '') {
    process.stderr.write(`writing a book of ${SALES} sales\n`)
    await writeSampleBook({ path, sales: SALES, seed: 'books' })
    return
  }
  copyFileSync(from, path, constants.COPYFILE_FICLONE)
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${path}-wal`)
}

function begin(): Lists {
  return createLists({
    workerUrl: sourceWorkers.lists,
    path,
    corrupt: () => undefined,
    failed: (error) => process.stderr.write(`${String(error)}\n`),
  })
}

/** What the columns take of memory, MB. */
interface Taken {
  readonly invoices: number
  /** Beside the invoices'. */
  readonly receipts: number
}

/** The first answer of all, and when any question is answered from columns. */
async function fillings(): Promise<Taken> {
  const waits: Record<'first' | 'full' | 'receipts', number[]> = { first: [], full: [], receipts: [] }
  let taken: Taken = { invoices: 0, receipts: 0 }
  for (let round = 0; round < 3; round += 1) {
    const before = megabytes()
    const lists = begin()
    const began = performance.now()
    await lists.stretch(NEWEST)
    waits.first.push(performance.now() - began)
    await lists.sums(EVERYTHING)
    waits.full.push(performance.now() - began)
    const between = megabytes()
    waits.receipts.push((await timed(() => lists.receiptSums(LAST_PAID.filter))).ms)
    if (round === 0) taken = { invoices: between - before, receipts: megabytes() - between }
    await lists.close()
  }
  note('the newest invoices, with nothing in memory yet', waits.first, null)
  note('until the columns are filled', waits.full, ['p50_ms', 1_500])
  note("until those of the receipts are filled, beside the invoices'", waits.receipts, null)
  return taken
}

/** What is asked for the first time reads more than any question after it: it is told by itself, and is in no other figure. */
async function firsts(ledger: LedgerClient, lists: Lists, facts: BookFacts): Promise<void> {
  const { ms: search } = await timed(() => lists.sums({ ...EVERYTHING, search: 'until all is read' }))
  note('until the first search of a book is answered, which makes its index', [search], null)
  await lists.receiptSums(LAST_PAID.filter)
  const { zone } = await ledger.book()
  const { from = '', to = '' } = daysOf('month', businessDay(facts.until, zone), 0)
  const query = { from: from ?? '', to: to ?? '', zone }
  const { ms: month } = await timed(() => lists.matrix(query))
  note('until the first month is answered, once the receipts are', [month], null)
  note('until its charts are', [(await timed(() => lists.charts(query))).ms], null)
}

/** Pages, jumps and sums by random filters; each answer of the columns is held against the scan of a few. */
async function questions(lists: Lists, facts: BookFacts): Promise<void> {
  const { filter, sort, search } = createQuestions(createChance(11), facts)
  const db = openReadOnly(path)
  const waits: Record<'first' | 'next' | 'jump' | 'sums' | 'found' | 'item' | 'counts', number[]> = {
    ...{ first: [], next: [], jump: [], sums: [], found: [], item: [], counts: [] },
  }
  const scans: Record<'page' | 'sums', number[]> = { page: [], sums: [] }
  const chance = createChance(12)
  // What of the first questions is the making of an order is no filter's.
  for (const by of ['number', 'customer'] as const) {
    const { ms } = await timed(() => lists.stretch({ ...NEWEST, sort: { by, down: true } }))
    note(`the first page of all by ${by}`, [ms], null)
  }
  try {
    for (let n = 0; n < FILTERS; n += 1) {
      const one = filter()
      const query = { filter: one, sort: sort(), limit: 100 }
      const place = (count: number) => Math.floor(chance.unit() * Math.max(0, count - 100))
      const found = await timed(() => lists.sums(one))
      waits.sums.push(found.ms)
      const first = await timed(() => lists.stretch({ ...query, from: 0 }))
      waits.first.push(first.ms)
      for (let page = 0; page < PAGES; page += 1) {
        const from = place(first.value.count)
        waits.next.push((await timed(() => lists.stretch({ ...query, from }))).ms)
        const jump = { ...NEWEST, from: place(facts.count) }
        waits.jump.push((await timed(() => lists.stretch(jump))).ms)
      }
      const item = [facts.items[n % facts.items.length] ?? '']
      waits.item.push((await timed(() => lists.sums({ ...EVERYTHING, item, status: one.status }))).ms)
      waits.counts.push((await timed(() => lists.counts({ filter: { ...one, item }, items: true }))).ms)
      waits.found.push((await timed(() => lists.sums({ ...one, search: search() }))).ms)
      if (n >= PEERS) continue
      const last = { ...query, from: place(first.value.count) }
      const page = await timed(() => scanStretch({ db }, last))
      scans.page.push(page.ms)
      agree(await lists.stretch(last), page.value)
      const sums = await timed(() => scanSums({ db }, one))
      scans.sums.push(sums.ms)
      agree(found.value, sums.value)
    }
  } finally {
    db.close()
  }
  const scan = (waits: readonly number[]): Peer => ({ name: "SQLite's scan of the same", waits })
  note('100 rows by a new filter and order', waits.first, null, scan(scans.page))
  note('100 rows of it at any depth', waits.next, ['p99_ms', 2], scan(scans.page))
  note('100 of all rows, at any place', waits.jump, ['p99_ms', 2])
  note('count and sums by a new filter', waits.sums, ['p95_ms', 16], scan(scans.sums))
  note('count and sums by an item and a status', waits.item, ['p95_ms', 16])
  note('how many each choice of a filter would leave', waits.counts, null)
  note('count and sums by a filter and a word', waits.found, null)
}

/** Pages and sums of the receipts by random filters, held against the scan of a few. */
async function receipts(lists: Lists, facts: BookFacts): Promise<void> {
  const { receiptFilter, receiptSort } = createQuestions(createChance(21), facts)
  const chance = createChance(22)
  const waits: Record<'first' | 'next' | 'sums', number[]> = { first: [], next: [], sums: [] }
  const scans: Record<'page' | 'sums', number[]> = { page: [], sums: [] }
  const db = openReadOnly(path)
  try {
    for (let n = 0; n < FILTERS; n += 1) {
      const filter = receiptFilter()
      const query = { filter, sort: receiptSort(), from: 0, limit: 100 }
      const sums = await timed(() => lists.receiptSums(filter))
      waits.sums.push(sums.ms)
      const first = await timed(() => lists.receipts(query))
      waits.first.push(first.ms)
      const last = { ...query, from: Math.floor(chance.unit() * Math.max(0, first.value.count - 100)) }
      const page = await timed(() => lists.receipts(last))
      waits.next.push(page.ms)
      if (n >= PEERS) continue
      const scanned = await timed(() => scanReceipts({ db }, last))
      scans.page.push(scanned.ms)
      agree(page.value, scanned.value)
      const summed = await timed(() => scanReceiptSums({ db }, filter))
      scans.sums.push(summed.ms)
      agree(sums.value, summed.value)
    }
  } finally {
    db.close()
  }
  const scan = (of: readonly number[]): Peer => ({ name: "SQLite's scan of the same", waits: of })
  note('100 receipts by a new filter and order', waits.first, null, scan(scans.page))
  note('100 receipts of it at any depth', waits.next, ['p99_ms', 2], scan(scans.page))
  note('count and sums of receipts by a new filter', waits.sums, ['p95_ms', 16], scan(scans.sums))
}

/** Matrices of the months and years of the book, and what all of it comes to, each after a sale; held against the scan of a few. */
async function months(ledger: LedgerClient, lists: Lists, facts: BookFacts): Promise<void> {
  const waits: Record<'month' | 'year' | 'all' | 'charts' | 'yearCharts', number[]> = {
    ...{ month: [], year: [], all: [], charts: [], yearCharts: [] },
  }
  const scans: Record<'month' | 'year' | 'all', number[]> = { month: [], year: [], all: [] }
  const chance = createChance(41)
  const { zone } = await ledger.book()
  const db = openReadOnly(path)
  try {
    for (let n = 0; n < FILTERS; n += 1) {
      const at = facts.from + Math.floor(chance.unit() * (facts.until - facts.from))
      // What was reckoned before counts no more.
      await sell(ledger, facts, 1)
      for (const span of ['month', 'year'] as const) {
        const { from, to } = daysOf(span, businessDay(at, zone), 0)
        const query = { from: from ?? '', to: to ?? '', zone }
        const matrix = await timed(() => lists.matrix(query))
        waits[span].push(matrix.ms)
        const charts = await timed(() => lists.charts(query))
        waits[span === 'month' ? 'charts' : 'yearCharts'].push(charts.ms)
        if (n >= PEERS / 4) continue
        const scanned = await timed(() => scanMatrix({ db }, query))
        scans[span].push(scanned.ms)
        agree(matrix.value, scanned.value)
        agree(charts.value, scanCharts({ db }, query))
      }
      waits.all.push((await timed(() => lists.sums(EVERYTHING))).ms)
      if (n < PEERS / 4) scans.all.push((await timed(() => scanSums({ db }, EVERYTHING))).ms)
    }
  } finally {
    db.close()
  }
  const scan = (of: readonly number[]): Peer => ({ name: "SQLite's scan of the same", waits: of })
  note('a month day by day, by account and currency', waits.month, ['p95_ms', 20], scan(scans.month))
  note('a year of it', waits.year, null, scan(scans.year))
  note('the charts of that month', waits.charts, ['p95_ms', 20])
  note('the charts of that year', waits.yearCharts, null)
  note('what the whole book comes to, after a sale', waits.all, ['p95_ms', 5], scan(scans.all))
}

/** The newest 50 that hold a part of any text, and what all of them come to; beside the shell's LIKE. */
async function searches(lists: Lists, facts: BookFacts): Promise<void> {
  const db = openReadOnly(path)
  const fragment = createFragments({ db }, facts.count, createChance(31))
  const { filter } = createQuestions(createChance(32), facts)
  const waits: Record<'found' | 'filtered' | 'all' | 'sums' | 'shell', number[]> = {
    ...{ found: [], filtered: [], all: [], sums: [], shell: [] },
  }
  /** Times the newest of a filter, and then all of them, the first of which are these. */
  const found = async (one: InvoiceFilter, to: number[]) => {
    const first = await timed(() => lists.newest({ filter: one, limit: 50 }))
    to.push(first.ms)
    const all = await timed(() => lists.stretch({ ...NEWEST, filter: one, limit: 50 }))
    waits.all.push(all.ms)
    agree(first.value.rows, all.value.rows)
  }
  try {
    for (let n = 0; n < SEARCHES; n += 1) {
      const search = fragment()
      await found({ ...EVERYTHING, search }, waits.found)
      const narrowed = { ...filter(), search }
      await found(narrowed, waits.filtered)
      waits.sums.push((await timed(() => lists.sums(narrowed))).ms)
      if (n < PEERS) waits.shell.push((await timed(() => byShell(path, search))).ms)
    }
  } finally {
    db.close()
  }
  const shell = { name: 'LIKE in the sqlite3 shell', waits: waits.shell }
  note('the newest 50 that hold a part of any text', waits.found, ['p95_ms', 15], shell)
  note('the same among those that a filter leaves', waits.filtered, ['p95_ms', 15], shell)
  note('until all of them are found', waits.all, null)
  note('count and sums of them', waits.sums, null)
}

/** What a sale takes on the disk, bytes: its rows with their indexes, and what is searched of it. */
function bytesPerSale(sales: number): number {
  return Math.round((fileSize(path) + fileSize(searchPathOf(path))) / sales)
}

function agree(columns: unknown, scan: unknown): void {
  if (!isDeepStrictEqual(columns, scan)) throw new Error('the columns and the scan differ')
}

/** Sells so many through the first account of the book, and gives how long each waited, ms. */
function sell(ledger: LedgerClient, facts: BookFacts, count: number): Promise<number[]> {
  return sellUntil(ledger, (sold) => sold >= count, facts.accounts[0])
}

/** What a sale waits while lists are asked without a pause, beside what it waits without, in turns. */
async function sales(ledger: LedgerClient, lists: Lists, facts: BookFacts): Promise<void> {
  const { filter, sort } = createQuestions(createChance(13), facts)
  const waits: Record<'without' | 'during' | 'after', number[]> = { without: [], during: [], after: [] }
  for (let round = 0; round < 4; round += 1) {
    waits.without.push(...(await sell(ledger, facts, TIMED_SALES / 4)))
    let isOver = false
    const asking = (async () => {
      while (!isOver) {
        const query = { filter: filter(), sort: sort(), from: 0, limit: 100 }
        waits.after.push((await timed(() => lists.stretch(query))).ms)
        await lists.sums(query.filter)
      }
    })()
    waits.during.push(...(await sell(ledger, facts, TIMED_SALES / 4)))
    isOver = true
    await asking
  }
  const peer = { name: 'a sale without them', waits: waits.without }
  note('a sale while lists are asked', waits.during, ['p99_ms', 5], peer)
  note('100 rows by a new filter and order after each sale', waits.after, null)
}

async function factsOf(ledger: LedgerClient, lists: Lists): Promise<BookFacts> {
  const { all, sums } = await lists.sums(EVERYTHING)
  const { item } = await lists.counts({ filter: EVERYTHING, items: true })
  const [newest, oldest] = await Promise.all(
    [true, false].map((down) => lists.stretch({ ...NEWEST, sort: { by: 'created', down } })),
  )
  return {
    count: all,
    currencies: sums.map(({ asked }) => asked.currency),
    accounts: (await ledger.accounts()).map(({ id }) => id),
    items: item.map(({ value }) => value),
    from: oldest?.rows[0]?.createdAt ?? 0,
    until: newest?.rows[0]?.createdAt ?? 0,
  }
}

try {
  await layOut()
  const ledger = await openForSales(path)
  const taken = await fillings()
  const lists = begin()
  const facts = await factsOf(ledger, lists)
  await firsts(ledger, lists, facts)
  await questions(lists, facts)
  await receipts(lists, facts)
  await months(ledger, lists, facts)
  await searches(lists, facts)
  await sales(ledger, lists, facts)
  await lists.close()
  await ledger.close()
  const perSale = bytesPerSale(facts.count)
  console.table(rows)
  process.stdout.write(
    `the lists' thread with its columns: ${taken.invoices.toFixed(0)} MB, and ${taken.receipts.toFixed(0)} MB for the receipts\n`,
  )
  process.stdout.write(`a sale takes ${perSale} bytes on the disk\n`)
  for (const one of unmet) process.stdout.write(`NOT MET  ${one}\n`)
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${process.platform}`
  const figures = {
    measuredOn: machine,
    node: process.version,
    sales: facts.count,
    memory_mb: Math.round(taken.invoices),
    receipts_memory_mb: Math.round(taken.receipts),
    bytes_per_sale: perSale,
    rows,
  }
  const out = values.out === '' ? join(import.meta.dirname, 'results', 'books.json') : values.out
  // A smoke run leaves the figures of the large book as they are.
  if (values.out !== '' || facts.count >= 1_000_000) {
    mkdirSync(dirname(out), { recursive: true })
    writeFileSync(out, `${JSON.stringify(figures, null, 2)}\n`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
