import '../../tools/require-node.mjs'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { readHead } from '../../src/main/ledger/history/trail-head.ts'
import { eventText, hashAfter } from '../../src/main/ledger/sqlite/event-chain.ts'
import { stepTo } from '../../src/main/ledger/sqlite/migrate.ts'
import { trail } from '../../src/main/ledger/sqlite/migrations/0012-trail.ts'
import { MIGRATIONS } from '../../src/main/ledger/sqlite/migrations/index.ts'
import { openBook, readVersion } from '../../src/main/ledger/sqlite/open.ts'
import { startWalk } from '../../src/main/ledger/trail/client.ts'
import type { TrailOutcome } from '../../src/shared/contract/shapes/books/trail.ts'
import { writeSampleBook } from '../../tools/sample-book/write.ts'
import { sourceWorkers } from '../support/app/host.ts'
import { openForSales, sellUntil } from './cashier.ts'
import { quantile } from './quantile.ts'

/**
 * How long it takes to chain the events of a large book that had no trail, and to walk along it; what an event's place in it costs a sale, what a
 * sale waits while it is walked, and how long the main thread stands still meanwhile: `npm run bench:trail`; `-- --sales=2000` is a smoke run,
 * `-- --book=PATH` takes a book that is there, and makes it where it is not.
 */
const { values } = parseArgs({
  options: { sales: { type: 'string', default: '720000' }, book: { type: 'string', default: '' } },
})
const SALES = Number(values.sales)
const IS_FULL = SALES >= 700_000
/** Sales while nothing else runs, and at least as many while the trail is walked. */
const TIMED_SALES = IS_FULL ? 1_500 : 200

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-trail-'))
const book = values.book === '' ? join(folder, 'live.sqlite') : values.book
const rounded = (value: number, digits = 2) => Number(value.toFixed(digits))

/** Takes the trail away again, as a book was before it, and gives how long it takes to chain it. */
function chain() {
  const db = openBook(book, { newestVersion: MIGRATIONS.length })
  const shape = readVersion(db)
  if (shape >= trail.number)
    db.exec(`DROP TRIGGER events_are_chained; ALTER TABLE events DROP COLUMN hash;
      DELETE FROM migrations WHERE number = ${trail.number}`)
  db.pragma('wal_checkpoint(TRUNCATE)')
  let [chained, last, longest] = [0, performance.now(), 0]
  const began = performance.now()
  // The copy that is made before it, and the checks around it, are measured by `bench:backup`.
  stepTo(db, trail.number - 1, trail.number, Date.now(), () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    chained = now
  })
  // What came to the book behind the trail is there.
  db.pragma(`user_version = ${shape}`)
  db.pragma('wal_checkpoint(TRUNCATE)')
  const told = {
    chain_s: rounded((chained - began) / 1_000),
    chain_and_keys_s: rounded((performance.now() - began) / 1_000),
    longest_without_a_word_ms: rounded(longest, 0),
  }
  db.close()
  return told
}

/** What an event's hash costs on top of its row, microseconds. */
function costOfHash(): number {
  const db = openBook(book, { newestVersion: MIGRATIONS.length })
  const event = { seq: 7_000_000, till: 1, invoice: 1_000_000, at: Date.now(), kind: 'receipt_seen' }
  const [id, data] = ['x'.repeat(36), JSON.stringify({ amount: '49.90 EUR', text: 'x'.repeat(140) })]
  const times = Array.from({ length: 2_000 }, () => {
    const began = performance.now()
    hashAfter(readHead({ db }).hash, eventText({ ...event, id, data }))
    return (performance.now() - began) * 1_000
  })
  db.close()
  return rounded(quantile(times, 0.5))
}

function walk(): Promise<TrailOutcome> {
  return startWalk({
    ...{ workerUrl: sourceWorkers.trail, path: book, witnessPath: null, at: Date.now() },
    onProgress({ part }) {
      if (part === 'amounts') hashed ||= performance.now()
    },
    failed: (reason) => process.stderr.write(`${reason}\n`),
  }).finished
}
let hashed = 0

/** Opens the book, sells until `isOver`, and gives how long each sale waited, ms. */
async function sellInBook(isOver: (sold: number) => boolean): Promise<number[]> {
  const ledger = await openForSales(book)
  const waits = await sellUntil(ledger, isOver)
  await ledger.close()
  return waits
}

try {
  if (!existsSync(book)) {
    process.stderr.write(`filling a book with ${SALES} sales\n`)
    await writeSampleBook({ path: book, sales: SALES, seed: 'trail' })
  }
  const chained = chain()
  const began = performance.now()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const before = process.cpuUsage()
  const outcome = await walk()
  const spent = process.cpuUsage(before)
  delay.disable()
  if (outcome.state !== 'whole') throw new Error(JSON.stringify(outcome))
  const [hashSeconds, wholeSeconds] = [
    ((hashed || performance.now()) - began) / 1_000,
    (performance.now() - began) / 1_000,
  ]
  const alone = await sellInBook((sold) => sold >= TIMED_SALES)
  let isWalked = false
  let isWalking = false
  const during = await sellInBook((sold) => {
    if (sold === 10 && !isWalking) {
      isWalking = true
      void walk().then(() => {
        isWalked = true
      })
    }
    return isWalked && sold >= 10
  })
  const p99 = { alone: quantile(alone, 0.99), during: quantile(during, 0.99) }
  const row = {
    sales: SALES,
    entries: outcome.entries,
    ...chained,
    walk_s: rounded(wholeSeconds),
    entries_per_s: Math.round(outcome.entries / hashSeconds),
    // What the machine does besides takes nothing from this one.
    entries_per_cpu_s_with_amounts: Math.round((outcome.entries * 1e6) / (spent.user + spent.system)),
    load: rounded(loadavg()[0] ?? 0, 1),
    entries_per_s_with_amounts: Math.round(outcome.entries / wholeSeconds),
    main_stalls_ms: rounded(delay.max / 1e6),
    hash_of_an_event_us: costOfHash(),
    sale_p50_ms: rounded(quantile(alone, 0.5)),
    sale_p99_ms: rounded(p99.alone),
    sale_p99_during_ms: rounded(p99.during),
    sales_timed: `${alone.length} alone, ${during.length} during`,
  }
  console.table([row])
  const told = (isMet: boolean, words: string) =>
    process.stdout.write(`${isMet ? 'met    ' : 'NOT MET'}  ${words}\n`)
  told(
    row.entries_per_s >= 250_000,
    `at least 250,000 entries a second against their hashes: ${row.entries_per_s}`,
  )
  told(row.main_stalls_ms <= 16, `the main thread stands still for 16 ms at most: ${row.main_stalls_ms}`)
  if (IS_FULL) {
    const results = join(import.meta.dirname, 'results')
    mkdirSync(results, { recursive: true })
    const file = {
      measuredOn: `${cpus()[0]?.model ?? 'unknown'}, ${process.platform}`,
      node: process.version,
      ...row,
    }
    writeFileSync(join(results, 'trail.json'), `${JSON.stringify(file, null, 2)}\n`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
