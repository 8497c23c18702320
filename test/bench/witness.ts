import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkWhole } from '../../src/main/ledger/check/whole-check.ts'
import type { Ledger } from '../../src/main/ledger/port/ledger.ts'
import { type OpenLedger, openLedger } from '../../src/main/ledger/thread/open-ledger.ts'
import { writeSampleBook } from '../../tools/sample-book/write.ts'
import { startTestApp } from '../support/app/host.ts'
import { bookOptions } from '../support/books/book-options.ts'
import { START, sale, shopAccount } from '../support/books/facts.ts'
import { quantile } from './quantile.ts'

/**
 * Measures what the witness costs a commit, beside the same commit without it, in turns; how long the app takes to open a large
 * book beside an empty one; and how long a whole check takes.
 *
 * `npm run bench:witness`; `-- --quick` is a smoke run, `-- --sales N` the size of the large book (a million unless told).
 */
const quick = process.argv.includes('--quick')
const told = process.argv.indexOf('--sales')
const SALES = told > 0 ? Number(process.argv[told + 1]) : quick ? 2_000 : 1_000_000
const COMMITS = quick ? 50 : 2_000
const OPENINGS = quick ? 2 : 9

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-bench-'))

async function book(name: string, witnessed: boolean): Promise<OpenLedger> {
  const path = join(folder, name, 'live.sqlite')
  const witnessPath = witnessed ? join(folder, name, 'witness', 'live.witness') : null
  const open = await openLedger(bookOptions(path, { witnessPath }), START)
  open.ledger.addAccount(shopAccount())
  return open
}

function timed(work: () => unknown): number {
  const before = performance.now()
  work()
  return performance.now() - before
}

const kept = (ms: number) => Number(ms.toFixed(3))

async function commits() {
  const [plain, witnessed] = [await book('plain', false), await book('witnessed', true)]
  const times = { plain: [] as number[], witnessed: [] as number[] }
  const sell = (ledger: Ledger, n: number) => timed(() => ledger.createInvoice(sale({ token: `token-${n}` })))
  for (let n = 0; n < COMMITS; n++) {
    const order = n % 2 === 0 ? (['plain', 'witnessed'] as const) : (['witnessed', 'plain'] as const)
    for (const one of order) {
      times[one].push(sell((one === 'plain' ? plain : witnessed).ledger, n))
      // As in its thread, where one message comes after the other.
      await new Promise((done) => setImmediate(done))
    }
    // Between sales a till is idle, and what is brought to the disk in the background has its time. The first sale after it
    // takes longer: an odd count lets it fall to each book as often. The thread brings the journal into a witnessed book then; SQLite does
    // it to the other within a commit.
    if (n % 11 === 0) {
      await new Promise((done) => setTimeout(done, 5))
      witnessed.foldWhenDue()
    }
  }
  plain.close()
  witnessed.close()
  const part = (at: number) => {
    const [without, with_] = [quantile(times.plain, at), quantile(times.witnessed, at)]
    return { without: kept(without), with: kept(with_), ratio: kept(with_ / without) }
  }
  return { commits: COMMITS, p50: part(0.5), p95: part(0.95), p99: part(0.99) }
}

async function openings() {
  const large = join(folder, 'large')
  mkdirSync(large)
  await writeSampleBook({ path: join(large, 'live.sqlite'), sales: SALES, seed: 'witness' })
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const times = { empty: [] as number[], large: [] as number[] }
  const open = async (dir: string) => {
    const before = performance.now()
    const { app } = await startTestApp({ folder: dir })
    const took = performance.now() - before
    await app.close()
    return took
  }
  // The first opening of each begins its witness.
  for (const dir of [empty, large]) await open(dir)
  for (let n = 0; n < OPENINGS; n++) {
    for (const name of ['empty', 'large'] as const)
      times[name].push(await open(name === 'empty' ? empty : large))
  }
  const [first, second] = [quantile(times.empty, 0.5), quantile(times.large, 0.5)]
  const check = timed(() =>
    checkWhole(join(large, 'live.sqlite'), { progress: () => undefined, cancelled: () => false }),
  )
  return {
    sales: SALES,
    openings: OPENINGS,
    emptyMs: kept(first),
    largeMs: kept(second),
    moreMs: kept(second - first),
    wholeCheckMs: kept(check),
  }
}

try {
  const result = {
    at: new Date().toISOString(),
    cpu: cpus()[0]?.model ?? '',
    quick,
    commit: await commits(),
    opening: await openings(),
  }
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  if (!quick) {
    const results = join(import.meta.dirname, 'results')
    mkdirSync(results, { recursive: true })
    writeFileSync(join(results, 'witness.json'), `${JSON.stringify(result, null, 2)}\n`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
