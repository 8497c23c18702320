import { times } from '../app.ts'
import type { Ids } from '../ids.ts'
import type { SaleHistory } from '../told/history.ts'
import { moments } from '../told/moments.ts'
import type { Shop } from '../told/shop.ts'
import type { Batch } from './batch.ts'
import { createBookWriter } from './book-steps.ts'
import type { Added, SaleRows } from './rows.ts'
import { createTables } from './tables.ts'
import { writeDown } from './write-down.ts'

/** Sales of one batch: some megabytes on their way between two threads. */
const BATCH = 500

/** A sale some of whose rows are still to come. */
interface Kept {
  readonly seq: number
  readonly accountSeq: number
  readonly rows: SaleRows
  /** Steps that add rows and are not written yet. */
  left: number
}

/** Turns a whole history into what is to be written into an empty book, part by part. */
export function* batches(shop: Shop, sales: Iterable<SaleHistory>, ids: Ids): Generator<Batch, void> {
  const tables = createTables()
  const book = createBookWriter(tables, ids)
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

  function batch(): Batch {
    const receipts = tables.receiptCount()
    return { rows: tables.take(), statements: book.take(), sales: written, receipts }
  }

  for (const moment of moments(shop.steps, sales, counts)) {
    if (moment.kind === 'book') book.step(moment.step)
    else if (moment.kind === 'step') addStep(moment.sale, moment.index)
    else {
      addSale(moment.sale)
      if (written % BATCH === 0) yield batch()
    }
  }
  book.run('UPDATE tills SET last_number = ?', written)
  for (const [place, at] of answered.entries()) {
    book.run('UPDATE provider_accounts SET last_answer_at_ms = ? WHERE seq = ?', at, place + 1)
  }
  yield batch()
}

function hasRows({ link, receipts, events, exceptions }: Added): boolean {
  return link !== null || receipts.length > 0 || events.length > 0 || exceptions.length > 0
}
