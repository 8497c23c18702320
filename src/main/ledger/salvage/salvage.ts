import { existsSync } from 'node:fs'
import { type CheckPorts, checkWhole } from '../check/whole-check.ts'
import type { SalvagedTable, SalvageOrder, SalvageOutcome } from '../port/copies/salvage.ts'
import { problemOf } from '../sqlite/errors.ts'
import { stepTo } from '../sqlite/migrate.ts'
import { trail } from '../sqlite/migrations/0012-trail.ts'
import { MIGRATIONS } from '../sqlite/migrations/index.ts'
import { tidyAfterReading } from '../sqlite/read-only.ts'
import { get } from '../sqlite/sql.ts'
import { type Filled, fillBook, type Work } from './fill.ts'
import { type Layout, layoutOf, TABLES, type TableName } from './layout.ts'
import { type MissingRows, missingReceipts, missingRows } from './missing.ts'
import { type NewBook, newBookAt } from './new-book.ts'
import { writeNotes } from './notes.ts'
import { numbersOf } from './numbers.ts'
import { openPages, type Pages } from './pages.ts'
import { rebuild } from './rebuilt.ts'
import { type Roots, rootsOf, shapeIn, sourceOf } from './source.ts'

/** How much of the work is done when the new book is full; the rest is its check. */
const FILLED = 0.8

type Saved = Omit<Extract<SalvageOutcome, { readonly state: 'saved' }>, 'file'>

class Cancelled extends Error {}

/**
 * Writes what can be read of a damaged book into a new one of the newest shape, which appears whole and checked, or not at all.
 *
 * Never throws, and leaves the damaged book as it is. No row is altered or guessed: what does not read, or breaks a rule of the book,
 * is left out and counted. What was left out is kept in the new book's own history, and its whole check misses it no more.
 */
export function salvageBook(order: SalvageOrder, ports: CheckPorts): SalvageOutcome {
  if (existsSync(order.to))
    return { state: 'failed', code: 'TARGET_EXISTS', reason: 'something lies at the target' }
  let pages: Pages | null = null
  try {
    pages = openPages(order.from)
    return fromPages(pages, order, ports)
  } catch (error) {
    if (error instanceof Cancelled) return { state: 'cancelled' }
    const reason = error instanceof Error ? error.message : String(error)
    return { state: 'failed', code: problemOf(error) ?? 'INTERNAL', reason }
  } finally {
    pages?.close()
  }
}

function fromPages(pages: Pages, order: SalvageOrder, ports: CheckPorts): SalvageOutcome {
  const roots = rootsOf(pages)
  const shape = shapeIn(pages, roots)
  if (shape === null)
    return { state: 'failed', code: 'FROM_FUTURE', reason: 'the book is from a newer program' }
  const book = newBookAt(order.to, shape, order.at)
  try {
    const saved = fromRoots(pages, roots, book, order, ports)
    if (saved === null) {
      book.discard()
      return { state: 'nothing', reason: 'no row of a book could be read' }
    }
    book.close()
    const file = assertSound(book.part, ports)
    book.appear()
    return { ...saved, file }
  } catch (error) {
    book.discard()
    throw error
  }
}

function fromRoots(
  pages: Pages,
  roots: Roots,
  book: NewBook,
  order: SalvageOrder,
  ports: CheckPorts,
): Saved | null {
  let turned = 0
  const layouts = new Map(
    TABLES.flatMap((table): [TableName, Layout][] => {
      const layout = layoutOf(book.db, table)
      return layout.columns.length === 0 ? [] : [[table, layout]]
    }),
  )
  const source = sourceOf(pages, roots, layouts, () => {
    if (ports.cancelled()) throw new Cancelled()
    turned += 1
    if (turned % 100 === 0) ports.progress(Math.min(1, turned / source.pages) * FILLED)
  })
  const filled = fillBook(book, source, layouts, (table, work) => rebuild(table, work, order))
  if ([...filled.values()].every(({ came, rebuilt }) => came.size === rebuilt.size)) return null
  const shape = Number(get<{ user_version: bigint }>(book, 'PRAGMA user_version')?.user_version)
  const onStep = () => ports.progress(FILLED)
  if (shape >= trail.number) book.chain(onStep)
  stepTo(book.db, shape, MIGRATIONS.length, order.at, onStep)
  let saved: Saved | null = null
  book.together(() => {
    saved = noteAll({ book, source, layouts, filled }, order)
  })
  return saved
}

/** Writes into the new book's own history what came and what did not, and lets its numbers go on above every one that was given. */
function noteAll(work: Work, { known, by }: SalvageOrder): Saved {
  const missing = new Map([...work.layouts.keys()].map((table) => [table, missingRows(work, table, known)]))
  const till = get<{ last: bigint | null }>(work.book, 'SELECT max(last_number) AS last FROM tills')
  const numbers = numbersOf(work, missing.get('invoices')?.keys ?? [], Number(till?.last ?? 0))
  const receipts = (missing.get('receipts')?.keys.length ?? 0) === 0 ? [] : missingReceipts(work, numbers)
  const saved: Saved = {
    state: 'saved',
    tables: [...missing].map(([table, rows]) => counted(table, rows, work.filled.get(table))),
    missingNumbers: numbers.missing,
    unnamedSales: numbers.unnamed,
    missingReceipts: receipts,
  }
  work.book.raise(Math.max(numbers.highest, known.reservedNumber ?? 0), known.commit ?? 0)
  writeNotes(work, missing, saved, by)
  return saved
}

function counted(table: TableName, { known }: MissingRows, own: Filled | undefined): SalvagedTable {
  return {
    table,
    came: own?.came.size ?? 0,
    known,
    rebuilt: own?.rebuilt.size ?? 0,
    withoutOwner: own?.withoutOwner.size ?? 0,
    refused: own?.refused ?? 0,
  }
}

/** Gives the stamp of the new book, as text. */
function assertSound(part: string, ports: CheckPorts): string {
  const tidy = tidyAfterReading(part)
  const outcome = checkWhole(part, {
    ...ports,
    progress: (done) => ports.progress(FILLED + done * (1 - FILLED)),
  })
  tidy()
  if (outcome.state === 'sound') return outcome.file
  if (ports.cancelled()) throw new Cancelled()
  throw new Error(outcome.state === 'unsound' ? `the new book is unsound: ${outcome.found}` : outcome.reason)
}
