import type { Database } from 'better-sqlite3'
import type { NewInvoice } from '../../../src/main/ledger/port/invoices.ts'
import type { Ledger } from '../../../src/main/ledger/port/ledger.ts'
import type { LinkMade } from '../../../src/main/ledger/port/links.ts'
import { made, sale } from './facts.ts'
import { there } from './there.ts'

const COMMIT_EVERY = 5_000

/** What a book is filled with; `n` counts the sales from 0. */
export interface Filling {
  readonly sales: number
  sale(n: number): Partial<NewInvoice>
  made(n: number): Partial<LinkMade>
  /** What else becomes of the sale. */
  after?(linkId: string, n: number): void
}

/** Fills a book with sales through the ledger's own calls, thousands to a commit; gives the links, oldest first. */
export function fillBook(db: Database, ledger: Ledger, filling: Filling): readonly string[] {
  const links: string[] = []
  for (let first = 0; first < filling.sales; first += COMMIT_EVERY) {
    db.transaction(() => {
      for (let n = first; n < Math.min(first + COMMIT_EVERY, filling.sales); n += 1) {
        const { linkId } = there(ledger.createInvoice(sale(filling.sale(n)))).pending
        ledger.recordLinkMade(made(linkId, filling.made(n)))
        filling.after?.(linkId, n)
        links.push(linkId)
      }
    })()
  }
  return links
}
