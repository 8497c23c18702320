import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterEach } from 'vitest'
import type { NewInvoice } from '../../../src/main/ledger/port/invoices.ts'
import type { Ledger } from '../../../src/main/ledger/port/ledger.ts'
import type { LinkMade } from '../../../src/main/ledger/port/links.ts'
import { type LedgerOptions, openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { bookOptions as optionsAt } from './book-options.ts'
import { ACCOUNT, made, START, sale, shopAccount } from './facts.ts'
import { there } from './there.ts'

export { ACCOUNT, anotherLink, eur, made, START, sale, seen, transfer } from './facts.ts'

const undo: (() => void)[] = []
afterEach(() => {
  for (const one of undo.splice(0).reverse()) one()
})

/** Something to take away after the test. */
export function later(action: () => void): void {
  undo.push(action)
}

/** A folder of its own for one test. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-'))
  later(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Options for a book in a folder of its own. */
export function bookOptions(change: Partial<LedgerOptions> = {}): LedgerOptions {
  return optionsAt(join(tempFolder(), 'books', 'live.sqlite'), change)
}

export interface TestBook {
  readonly path: string
  readonly db: Database
  readonly ledger: Ledger
}

/** An open book on disk with one account. */
export async function testBook(options: LedgerOptions = bookOptions()): Promise<TestBook> {
  const { db, ledger } = await openLedger(options, START)
  later(() => {
    db.close()
  })
  if (ledger.accounts().length === 0) addAccount(ledger)
  return { path: options.path, db, ledger }
}

export function addAccount(ledger: Ledger, id = ACCOUNT, provider: 'daisy' | 'ocpay' = 'daisy'): void {
  ledger.addAccount(shopAccount({ id, provider }))
}

/** A sale with a live link. */
export function openSale(ledger: Ledger, change: Partial<NewInvoice> = {}, link: Partial<LinkMade> = {}) {
  const { pending } = there(ledger.createInvoice(sale(change)))
  ledger.recordLinkMade(made(pending.linkId, link))
  return pending
}

/** The kinds of an invoice's events, in order. */
export function kindsOf(ledger: Ledger, invoiceId: string): string[] {
  return ledger.invoice(invoiceId)?.events.map((event) => event.kind) ?? []
}
