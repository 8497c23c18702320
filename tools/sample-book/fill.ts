import type { Database } from 'better-sqlite3'
import { times } from './app.ts'
import { createBookWriter } from './book-steps.ts'
import type { SaleHistory } from './history.ts'
import type { Ids } from './ids.ts'
import { moments } from './moments.ts'
import type { Added, SaleRows } from './rows.ts'
import type { Shop } from './shop.ts'
import { createTables } from './tables.ts'
import { writeDown } from './write-down.ts'

/** Sales of one transaction: so many that the search index is written in large pieces. */
const COMMIT_EVERY = 20_000

/** A sale some of whose rows are still to come. */
interface Kept {
  readonly seq: number
  readonly accountSeq: number
  readonly rows: SaleRows
  /** Steps that add rows and are not written yet. */
  left: number
}

/** Writes a whole history into an empty book, in transactions of its own; gives how many receipts there are. */
export function fill(db: Database, shop: Shop, sales: Iterable<SaleHistory>, ids: Ids): number {
  const till = 1
  const tables = createTables(db, till)
  const book = createBookWriter(db, till, tables, ids)
  const kept = new Map<SaleHistory, Kept>()
  const answered: (number | null)[] = shop.accounts.map(() => null)
  let written = 0

  function addSale(sale: SaleHistory): void {
    const account = shop.accounts[sale.account]
    if (!account) throw new Error('a history names an account that is not there')
    const rows = writeDown(sale, account.id, ids)
    const one = {
      seq: sale.place + 1,
      accountSeq: sale.account + 1,
      rows,
      left: rows.steps.filter(hasRows).length,
    }
    if (one.left > 0) kept.set(sale, one)
    tables.invoice(one.seq, sale, rows, one.accountSeq, account.provider)
    sale.lines.forEach(({ item, unit, quantity }, index) => {
      const sum = times(unit, quantity)
      tables.line(one.seq, index + 1, { item: item === null ? null : book.item(item), unit, quantity, sum })
    })
    add(rows.first, one)
    const { answeredAt } = rows
    if (answeredAt !== null) answered[sale.account] = Math.max(answered[sale.account] ?? 0, answeredAt)
    written += 1
  }

  function add(added: Added, { seq, accountSeq }: Kept): void {
    if (added.link) tables.link(added.link, seq, accountSeq)
    for (const receipt of added.receipts) tables.receipt(receipt, seq)
    for (const event of added.events) tables.event(event, seq)
    for (const exception of added.exceptions) tables.exception(exception, seq)
  }

  function addStep(sale: SaleHistory, index: number): void {
    const one = kept.get(sale)
    const added = one?.rows.steps[index]
    if (!one || !added) throw new Error('a step has no rows')
    add(added, one)
    one.left -= 1
    if (one.left === 0) kept.delete(sale)
  }

  function counts(sale: SaleHistory, index: number): boolean {
    const added = kept.get(sale)?.rows.steps[index]
    return added !== undefined && hasRows(added)
  }

  db.exec('BEGIN')
  for (const moment of moments(shop.steps, sales, counts)) {
    if (moment.kind === 'book') book.take(moment.step)
    else if (moment.kind === 'step') addStep(moment.sale, moment.index)
    else {
      addSale(moment.sale)
      if (written % COMMIT_EVERY !== 0) continue
      tables.flush()
      db.exec('COMMIT; BEGIN')
    }
  }
  tables.flush()
  db.prepare('UPDATE tills SET last_number = ?').run(written)
  const answer = db.prepare('UPDATE provider_accounts SET last_answer_at_ms = ? WHERE seq = ?')
  answered.forEach((at, place) => void answer.run(at, place + 1))
  db.exec('COMMIT')
  return tables.receiptCount()
}

function hasRows({ link, receipts, events, exceptions }: Added): boolean {
  return link !== null || receipts.length > 0 || events.length > 0 || exceptions.length > 0
}
