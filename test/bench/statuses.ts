import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { Ledger } from '../../src/main/ledger/port/ledger.ts'
import type { LinkSeen } from '../../src/main/ledger/port/links.ts'
import { openLedger } from '../../src/main/ledger/thread/open-ledger.ts'
import { bookOptions } from '../support/books/book-options.ts'
import { START, seen, shopAccount } from '../support/books/facts.ts'
import { fillBook } from '../support/books/fill-book.ts'
import { quantile } from './quantile.ts'

/**
 * Measures how long the book takes to write what the watcher saw of many links, beside one call for each.
 *
 * `npm run bench:statuses`; `-- --quick` is a smoke run on a small book.
 */
const quick = process.argv.includes('--quick')
const INVOICES = quick ? 2_000 : 100_000
const LINKS = quick ? 500 : 10_000
const RUNS = quick ? 2 : 7

interface Book {
  readonly db: Database
  readonly ledger: Ledger
  /** The links of the newest invoices, oldest first. */
  readonly links: readonly string[]
}

interface Case {
  readonly name: string
  work(book: Book, at: number): void
}

const RAW = JSON.stringify({ id: 'x'.repeat(24), status: 'NEW', items: 'y'.repeat(300) })

const answers = (book: Book, at: number, change: Partial<LinkSeen> = {}): LinkSeen[] =>
  book.links.map((linkId) =>
    seen(linkId, { rawAnswer: RAW, expiresAt: START + 3_600_000, nextCheckAt: at + 60_000, at, ...change }),
  )

const EXPIRED = {
  reading: 'expired',
  rawStatus: 'EXPIRED',
  rawAnswer: RAW.replace('NEW', 'EXPIRED'),
} as const

/** Brings the links to where every case begins, outside the measured time. */
const open = (book: Book, at: number): void => {
  book.ledger.recordAnswers(answers(book, at))
}

function singly(book: Book, list: readonly LinkSeen[]): void {
  for (const one of list) book.ledger.recordAnswers([one])
}

const CASES: readonly Case[] = [
  {
    name: 'nothing changed, one call',
    work: (book, at) => {
      book.ledger.recordAnswers(answers(book, at))
    },
  },
  {
    name: 'every status changed, one call',
    work: (book, at) => {
      book.ledger.recordAnswers(answers(book, at, EXPIRED))
    },
  },
  {
    name: 'known to be unchanged, one call',
    work: ({ ledger, links }, at) => {
      ledger.recordUnchanged(
        links.map((linkId) => ({ linkId, nextCheckAt: at + 60_000 })),
        at,
      )
    },
  },
  {
    name: 'nothing changed, one call per status',
    work: (book, at) => singly(book, answers(book, at)),
  },
  {
    name: 'every status changed, one call per status',
    work: (book, at) => singly(book, answers(book, at, EXPIRED)),
  },
  {
    name: 'floor: plain UPDATE by primary key',
    work: ({ db }, at) => {
      const update = db.prepare("UPDATE invoices SET status = 'expired', updated_at_ms = ? WHERE seq = ?")
      db.transaction(() => {
        for (let n = 0; n < LINKS; n += 1) update.run(at, INVOICES - n)
      }).immediate()
      const back = db.prepare("UPDATE invoices SET status = 'open' WHERE seq > ?")
      later.push(() => back.run(INVOICES - LINKS))
    },
  },
]

/** What a case leaves to be put right after its time was taken. */
const later: (() => void)[] = []

/** Which of one's peers a case is compared with. */
const SINGLE: Readonly<Record<string, string>> = {
  'nothing changed, one call': 'nothing changed, one call per status',
  'known to be unchanged, one call': 'nothing changed, one call per status',
  'every status changed, one call': 'every status changed, one call per status',
}

async function build(folder: string): Promise<Book> {
  const { db, ledger } = await openLedger(bookOptions(join(folder, 'live.sqlite')), START)
  ledger.addAccount(shopAccount())
  const all = fillBook(db, ledger, {
    sales: INVOICES,
    sale: (n) => ({ at: START + n, customerName: `Customer ${n}` }),
    made: (n) => ({
      rawAnswer: RAW,
      expiresAt: START + 3_600_000,
      nextCheckAt: n < INVOICES - LINKS ? null : START + 60_000,
    }),
  })
  return { db, ledger, links: all.slice(-LINKS) }
}

/** Runs every case `RUNS` times, one after the other in turn, so that a slow minute of the machine hits all alike. */
function measure(book: Book): Map<string, number[]> {
  const times = new Map<string, number[]>(CASES.map((one) => [one.name, []]))
  let at = START + 100_000
  for (let run = 0; run <= RUNS; run += 1) {
    for (const one of CASES) {
      at += 1_000
      open(book, at)
      book.db.pragma('wal_checkpoint(TRUNCATE)')
      const begun = performance.now()
      one.work(book, at + 500)
      const took = performance.now() - begun
      // The first round only warms up: statements are prepared and pages read.
      if (run > 0) times.get(one.name)?.push(took)
      for (const undo of later.splice(0)) undo()
    }
  }
  return times
}

const rounded = (value: number): number => Math.round(value * 100) / 100

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-bench-'))
try {
  const book = await build(folder)
  const times = measure(book)
  book.db.close()
  const median = (name: string) => quantile(times.get(name) ?? [], 0.5)
  const rows = CASES.map(({ name }) => ({
    case: name,
    links: LINKS,
    median_ms: rounded(median(name)),
    p95_ms: rounded(quantile(times.get(name) ?? [], 0.95)),
    ratio_to_single_calls: name in SINGLE ? rounded(median(SINGLE[name] ?? '') / median(name)) : null,
  }))
  console.table(rows)
  if (!quick) {
    const results = join(import.meta.dirname, 'results')
    mkdirSync(results, { recursive: true })
    const measuredOn = `${cpus()[0]?.model ?? 'unknown'}, ${process.platform}, ${INVOICES} invoices in the book`
    writeFileSync(
      join(results, 'statuses.json'),
      `${JSON.stringify({ measuredOn, node: process.version, rows }, null, 2)}\n`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
