import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LedgerClient } from '../../src/main/ledger/port/ledger.ts'
import { openLedgerClient } from '../../src/main/ledger/thread/client.ts'
import { sourceWorkers } from '../support/app/host.ts'
import { bookOptions } from '../support/books/book-options.ts'
import { ACCOUNT, made, sale, shopAccount } from '../support/books/facts.ts'
import { there } from '../support/books/there.ts'

/** A quick cashier, not a stream: the disk rests between two sales, ms. */
const BETWEEN_MS = 5

/** Opens the book at a path in its own thread, with a witness beside it, as the app does. */
export async function openForSales(book: string): Promise<LedgerClient> {
  const opened = await openLedgerClient({
    ...bookOptions(book),
    workerUrl: sourceWorkers.ledger,
    witnessPath: join(dirname(book), 'witness', 'live.witness'),
  })
  if (!opened.ok) throw new Error(opened.closed.code)
  return opened.ledger
}

/** Sells one after the other until `isOver`, and gives how long each waited, ms; through the shop's own account where none is named. */
export async function sellUntil(
  ledger: LedgerClient,
  isOver: (sold: number) => boolean,
  accountId: string = ACCOUNT,
): Promise<number[]> {
  if (!(await ledger.accounts()).some(({ id }) => id === accountId)) await ledger.addAccount(shopAccount())
  const waits: number[] = []
  while (!isOver(waits.length)) {
    const token = crypto.randomUUID()
    const began = performance.now()
    const { pending } = there(await ledger.createInvoice(sale({ token, at: Date.now(), accountId })))
    waits.push(performance.now() - began)
    await ledger.recordLinkMade(made(pending.linkId, { ref: token, url: `https://pay.example/${token}` }))
    await sleep(BETWEEN_MS)
  }
  return waits
}
