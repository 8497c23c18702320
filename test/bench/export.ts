import '../../tools/require-node.mjs'
import { spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import type { FilePreset } from '../../src/main/export/port.ts'
import { startExport } from '../../src/main/export/start-export.ts'
import type { ReceiptFilter } from '../../src/main/ledger/port/lists.ts'
import { startWalk } from '../../src/main/ledger/trail/client.ts'
import { columnsOf } from '../../src/shared/contract/plain/export-columns.ts'
import { writeSampleBook } from '../../tools/sample-book/write.ts'
import { sourceWorkers } from '../support/app/host.ts'
import { ANY_RECEIPT } from '../support/lists/any-filter.ts'
import { openForSales, sellUntil } from './cashier.ts'
import { peerSql } from './export/peer-sql.ts'
import { quantile } from './quantile.ts'

/**
 * What an export of a large book takes beside the sqlite3 shell's `.mode csv` and Python's XlsxWriter, each for the same rows and columns, with
 * every record read again by another reader; and what a sale waits beside it: `npm run bench:export`. `-- --book=PATH` takes a copy of
 * a book that is there, `-- --sales=20000` makes a smaller one; `-- --out=PATH` writes the figures elsewhere.
 */
const { values } = parseArgs({
  options: {
    sales: { type: 'string', default: '1224000' },
    book: { type: 'string', default: '' },
    rounds: { type: 'string', default: '3' },
    out: { type: 'string', default: '' },
  },
})
const ROUNDS = Number(values.rounds)
const XLSX_ROWS = 100_000
const TIMED_SALES = 200
/** Greater than the rows of any book. */
const ALL = 100_000_000

interface Row {
  readonly case: string
  readonly ours_s: number
  readonly peer: string | null
  readonly peer_s: number | null
  readonly ratio: number | null
  /** What the process took at most beyond what it had before, MiB. */
  readonly rss_mb: number | null
}

const rows: Row[] = []
const rounded = (value: number) => Number(value.toFixed(3))
const median = (all: readonly number[]) => quantile(all, 0.5)
const folder = mkdtempSync(join(tmpdir(), 'counterfoil-export-'))
const path = join(folder, 'live.sqlite')
const beside = (name: string) => fileURLToPath(new URL(`./export/${name}`, import.meta.url))

function note(name: string, ours: number, peer: readonly [string, number] | null, rss: number | null): void {
  const [by, took] = peer ?? [null, null]
  const row = {
    ...{ case: name, ours_s: rounded(ours), peer: by, peer_s: took && rounded(took) },
    ...{ ratio: took && rounded(ours / took), rss_mb: rss && Math.round(rss) },
  }
  rows.push(row)
  process.stdout.write(`${JSON.stringify(row)}\n`)
}

async function layOut(): Promise<void> {
  if (values.book === '') {
    process.stderr.write(`writing a book of ${values.sales} sales\n`)
    await writeSampleBook({ path, sales: Number(values.sales), seed: 'export' })
    return
  }
  copyFileSync(values.book, path, constants.COPYFILE_FICLONE)
}

interface Made {
  readonly seconds: number
  /** Until anything lay in the file. */
  readonly firstMs: number
  readonly rss: number
  readonly rows: number
  /** How long the thread that asked for it stood still at most, and how much of that it worked itself, ms. */
  readonly stood: number
  readonly ran: number
}

/** Exports in a thread, as the app does, and looks at what it takes meanwhile. */
async function exported(
  targetPath: string,
  preset: FilePreset,
  filter: ReceiptFilter = ANY_RECEIPT,
): Promise<Made> {
  const known = { id: bookId(), lastEvent: 0 }
  const before = process.memoryUsage.rss()
  let most = before
  const began = performance.now()
  let [part, firstMs] = ['', Number.NaN]
  const running = startExport({
    ...{ workerUrl: sourceWorkers.export, bookPath: path, known, targetPath, ownFolders: [] },
    request: { query: { kind: 'receipts', filter, basis: 'paid' }, columns: null, zone: 'UTC', preset },
    manifest: { appVersion: 'bench', filter: null },
    onProgress: () => undefined,
    parts: { begin: (of) => (part = of), end: () => undefined },
  })
  let [looked, worked, stood, ran] = [performance.now(), ownWork(), 0, 0]
  const looking = setInterval(() => {
    const [now, own] = [performance.now(), ownWork()]
    if (now - looked > stood) [stood, ran] = [now - looked, own - worked]
    ;[looked, worked] = [now, own]
    most = Math.max(most, process.memoryUsage.rss())
    if (Number.isNaN(firstMs) && existsSync(part) && statSync(part).size > 0)
      firstMs = performance.now() - began
  }, 2)
  const outcome = await running.finished
  clearInterval(looking)
  if (outcome.state !== 'done') throw new Error(`the export ended as ${JSON.stringify(outcome)}`)
  return {
    ...{ seconds: (performance.now() - began) / 1_000, firstMs, rows: outcome.rowsWritten },
    rss: (most - before) / 2 ** 20,
    ...{ stood, ran },
  }
}

/** The processor time of this thread alone, ms. */
function ownWork(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

function bookId(): string {
  const db = new Database(path, { readonly: true })
  const id = db.prepare('SELECT id FROM book').pluck().get() as string
  db.close()
  return id
}

async function ran(command: string, args: readonly string[], input = '', output = ''): Promise<number> {
  const file = output === '' ? ('ignore' as const) : openSync(output, 'w')
  const began = performance.now()
  const child = spawn(command, args, { stdio: ['pipe', file, 'inherit'] })
  child.stdin?.end(input)
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (typeof file === 'number') closeSync(file)
  if (code !== 0) throw new Error(`${command} ended with ${code}`)
  return (performance.now() - began) / 1_000
}

const names = columnsOf('receipts', null).map(([name]) => name)

function alike(ours: string, peer: string, count: number): void {
  const read = spawnSync('python3', [beside('read_alike.py'), ours, peer], { encoding: 'utf8' })
  if (Number(read.stdout) !== count) throw new Error(`the files differ: ${read.stderr}`)
}

async function csv(): Promise<void> {
  const [ours, peer] = [join(folder, 'ours.csv'), join(folder, 'peer.csv')]
  const took: Record<'ours' | 'peer' | 'first' | 'rss', number[]> = { ours: [], peer: [], first: [], rss: [] }
  let count = 0
  let [stood, own] = [0, 0]
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await exported(ours, { as: 'machine' })
    if (one.stood / 1_000 > stood) [stood, own] = [one.stood / 1_000, one.ran / 1_000]
    took.ours.push(one.seconds)
    took.first.push(one.firstMs / 1_000)
    took.rss.push(one.rss)
    count = one.rows
    const shell = ['-readonly', '-cmd', '.mode csv', '-cmd', '.headers on', path]
    took.peer.push(await ran('sqlite3', shell, peerSql(names, ALL), peer))
  }
  const by = 'sqlite3 .mode csv'
  note(
    `CSV of ${count} receipts, all ${names.length} columns, guarded, with its manifest`,
    median(took.ours),
    [by, median(took.peer)],
    Math.max(...took.rss),
  )
  note('its first byte', median(took.first), null, null)
  note('how long the thread that asked for it stood still at most', stood, null, null)
  note('of it what that thread itself did', own, null, null)
  alike(ours, peer, count)
  rmSync(ours)
  rmSync(peer)
}

async function xlsx(): Promise<void> {
  const db = new Database(path, { readonly: true })
  const at = 'SELECT paid_at_ms FROM receipts ORDER BY paid_at_ms, seq LIMIT 1 OFFSET ?'
  const until = (db.prepare(at).pluck().get(XLSX_ROWS) as number | undefined) ?? null
  db.close()
  const filter = { ...ANY_RECEIPT, period: { by: 'paid', from: null, until } } as const
  const sql = join(folder, 'peer.sql')
  const took: Record<'ours' | 'peer' | 'first' | 'rss', number[]> = { ours: [], peer: [], first: [], rss: [] }
  let count = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const preset = { as: 'xlsx', sheetName: 'Receipts', totalsName: 'Totals' } as const
    const one = await exported(join(folder, 'ours.xlsx'), preset, filter)
    took.ours.push(one.seconds)
    took.first.push(one.firstMs / 1_000)
    took.rss.push(one.rss)
    count = one.rows
    writeFileSync(sql, peerSql(names, count))
    took.peer.push(await ran('python3', [beside('xlsxwriter_peer.py'), path, sql, join(folder, 'peer.xlsx')]))
  }
  const by = 'XlsxWriter, constant_memory'
  note(
    `XLSX of ${count} receipts, all ${names.length} columns`,
    median(took.ours),
    [by, median(took.peer)],
    Math.max(...took.rss),
  )
  note('its first byte', median(took.first), null, null)
}

/** Walks along the whole trail of the book, by hashes and amounts. */
async function verified(): Promise<void> {
  const began = performance.now()
  const outcome = await startWalk({
    ...{ workerUrl: sourceWorkers.trail, path, witnessPath: null, at: Date.now() },
    onProgress: () => undefined,
    failed: (reason) => process.stderr.write(`${reason}\n`),
  }).finished
  if (outcome.state !== 'whole') throw new Error(JSON.stringify(outcome))
  const seconds = (performance.now() - began) / 1_000
  note(
    `verify of ${outcome.entries} events, beside the time at 250,000 a second`,
    seconds,
    ['250,000 a second', outcome.entries / 250_000],
    null,
  )
}

/** What a sale waits while a file is written, beside what it waits without, in turns. */
async function besideSales(): Promise<void> {
  const ledger = await openForSales(path)
  const [account] = await ledger.accounts()
  const sell = (count: number) => sellUntil(ledger, (sold) => sold >= count, account?.id)
  const waits: Record<'without' | 'during', number[]> = { without: [], during: [] }
  for (let round = 0; round < 4; round += 1) {
    waits.without.push(...(await sell(TIMED_SALES)))
    let isOver = false
    const writing = (async () => {
      while (!isOver) await exported(join(folder, 'beside.csv'), { as: 'machine' })
    })()
    waits.during.push(...(await sell(TIMED_SALES)))
    isOver = true
    await writing
  }
  const p99 = (all: readonly number[]) => quantile(all, 0.99) / 1_000
  note(
    'p99 of a sale while a file is written',
    p99(waits.during),
    ['a sale without', p99(waits.without)],
    null,
  )
  await ledger.close()
}

try {
  await layOut()
  await csv()
  await xlsx()
  await verified()
  await besideSales()
  const out = values.out || fileURLToPath(new URL('./results/export.json', import.meta.url))
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? ''}`
  writeFileSync(out, `${JSON.stringify({ machine, rows }, null, 2)}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
