import '../../tools/require-node.mjs'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CopyOutcome, RunningCopy } from '../../src/main/ledger/port/copies/backups.ts'
import { startCheck } from '../../src/main/ledger/thread/check-client.ts'
import { startCopy } from '../../src/main/ledger/thread/copies-client.ts'
import { openLedger } from '../../src/main/ledger/thread/open-ledger.ts'
import { sourceWorkers } from '../support/app/host.ts'
import { bookOptions } from '../support/books/book-options.ts'
import { ACCOUNT, shopAccount } from '../support/books/facts.ts'
import { openForSales, sellUntil } from './cashier.ts'
import { fillCounterBook } from './counter/book.ts'
import { quantile } from './quantile.ts'

/**
 * How long a large book takes to be backed up, checked and restored, beside `cp` and the `sqlite3` shell's `.backup` in the same run,
 * and what a sale waits while a backup is made: `npm run bench:backup`; `-- --sales=2000` is a smoke run, `-- --book=PATH` takes
 * a book that is there, and makes it where it is not.
 */
const { values } = parseArgs({
  options: { sales: { type: 'string', default: '1000000' }, book: { type: 'string', default: '' } },
})
const SALES = Number(values.sales)
const IS_FULL = SALES >= 1_000_000
/** Sales while nothing else runs, before a backup and as many after it: about as many as while it is made, for the journal is taken in as often then. */
const TIMED_SALES = IS_FULL ? 6_000 : 750

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-backup-'))
const book = values.book === '' ? join(folder, 'live.sqlite') : values.book

async function fill(): Promise<void> {
  process.stderr.write(`filling a book with ${SALES} sales\n`)
  const { db, ledger } = await openLedger(bookOptions(book), Date.now())
  ledger.addAccount(shopAccount({ createdAt: Date.now() }))
  db.close()
  await fillCounterBook(book, ACCOUNT, SALES)
}

async function timed<T>(
  work: () => Promise<T> | T,
): Promise<{ readonly seconds: number; readonly value: T }> {
  const began = performance.now()
  const value = await work()
  return { seconds: (performance.now() - began) / 1_000, value }
}

function madeOf<T>(outcome: CopyOutcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.reason}`)
  return outcome.value
}

const running = async <T>(copy: RunningCopy<T>): Promise<T> => madeOf(await copy.finished)
const quiet = () => undefined

const makeBackup = (name: string) =>
  startCopy({
    workerUrl: sourceWorkers.copies,
    job: 'make',
    order: {
      book,
      folder: join(folder, 'backups'),
      name,
      reason: 'hand',
      madeAt: Date.now(),
      unlessCommit: null,
    },
    onProgress: quiet,
  })

/** Opens the book, sells until `isOver`, and gives how long each sale waited, ms. */
async function sellInBook(isOver: (sold: number) => boolean): Promise<number[]> {
  const ledger = await openForSales(book)
  const waits = await sellUntil(ledger, isOver)
  await ledger.close()
  return waits
}

const rounded = (value: number, digits = 2) => Number(value.toFixed(digits))

try {
  if (!existsSync(book)) await fill()
  const bytes = statSync(book).size
  const before = await sellInBook((sold) => sold >= TIMED_SALES)
  let backup: RunningCopy<unknown> | null = null
  let isMade = false
  const during = await sellInBook((sold) => {
    if (sold === 10 && backup === null) {
      backup = makeBackup('during')
      void backup.finished.then(() => {
        isMade = true
      })
    }
    return isMade && sold >= 10
  })
  const alone = [...before, ...(await sellInBook((sold) => sold >= TIMED_SALES))]

  const shell = spawnSync('sqlite3', ['--version'], { stdio: 'ignore' }).status === 0
  const cp = await timed(() => execFileSync('cp', [book, join(folder, 'cp.sqlite')]))
  rmSync(join(folder, 'cp.sqlite'))
  const dot = shell
    ? await timed(() => execFileSync('sqlite3', [book, `.backup ${join(folder, 'dot.sqlite')}`]))
    : null
  rmSync(join(folder, 'dot.sqlite'), { force: true })
  const check = await timed(
    () => startCheck({ workerUrl: sourceWorkers.check, path: book, onProgress: quiet }).finished,
  )
  const backed = await timed(() => running(makeBackup('alone')))
  if (backed.value === null) throw new Error('the book has not changed')
  const { path, witness } = backed.value
  const restored = await timed(() =>
    running(
      startCopy({
        workerUrl: sourceWorkers.copies,
        job: 'layOut',
        order: { backup: path, target: join(folder, 'restored.sqlite'), witness },
        onProgress: quiet,
      }),
    ),
  )
  const p99 = { alone: quantile(alone, 0.99), during: quantile(during, 0.99) }
  const row = {
    sales: witness.invoices,
    book_mb: rounded(bytes / 1e6, 0),
    backup_mb: rounded(witness.fileBytes / 1e6, 0),
    cp_s: rounded(cp.seconds),
    sqlite3_backup_s: dot && rounded(dot.seconds),
    check_s: rounded(check.seconds),
    backup_s: rounded(backed.seconds),
    restore_s: rounded(restored.seconds),
    ratio_to_sqlite3_backup: dot && rounded(backed.seconds / dot.seconds),
    sale_p99_alone_ms: rounded(p99.alone),
    sale_p99_during_ms: rounded(p99.during),
    sale_p99_ratio: rounded(p99.during / p99.alone),
    sales_timed: `${alone.length} alone, ${during.length} during`,
  }
  console.table([row])
  process.stdout.write(
    `${row.sale_p99_ratio <= 1.5 ? 'met    ' : 'NOT MET'}  a sale's p99 while a backup is made is at most 1.5 times its p99 without: ${row.sale_p99_ratio}\n`,
  )
  if (IS_FULL) {
    const results = join(import.meta.dirname, 'results')
    mkdirSync(results, { recursive: true })
    const file = {
      measuredOn: `${cpus()[0]?.model ?? 'unknown'}, ${process.platform}`,
      node: process.version,
      ...row,
    }
    writeFileSync(join(results, 'backup.json'), `${JSON.stringify(file, null, 2)}\n`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
