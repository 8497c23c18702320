import { BOOK_CODES, type ErrorCode } from '../../../src/shared/contract/plain/error-codes.ts'
import type { TestApp } from '../app/host.ts'
import type { Sale, Stall } from './stall.ts'

/** What it says for as long as it looks at the book. */
const HOLDS: readonly string[] = ['BUSY_MAINTENANCE', 'BOOK_CHECKING'] satisfies readonly ErrorCode[]

/** The longest that writing may be held back by a check of the book, ms. */
const HELD_MS = 60_000

/** What came of a sale: its number, or why there is none. */
export type Sold =
  | { readonly ok: true; readonly token: string; readonly number: string }
  | { readonly ok: false; readonly code: string }

/** Presses Enter for a sale, and again for as long as the app holds writing back. */
export async function sellOnce(shop: TestApp, sale: Sale): Promise<Sold> {
  const end = performance.now() + HELD_MS
  for (;;) {
    const answer = await shop.envelope('invoices.create', sale)
    if (answer.ok) return { ok: true, token: sale.token, number: answer.value.invoice.number }
    const held = HOLDS.includes(answer.error.code) && performance.now() < end
    if (!held) return { ok: false, code: answer.error.code }
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** Says whether a refused sale was refused because of the book. */
export function isNoticed(sold: Sold): boolean {
  return !sold.ok && BOOK_CODES.some((code) => code === sold.code)
}

/** What an app said when it was opened on a book, and what came of the first sale. */
export interface Opening {
  /** Why there is no book to use; null where one is open. */
  readonly problem: string | null
  readonly sold: Sold
  readonly noticed: boolean
}

/** Opens the app and sells at once; closes it again, whatever it says. */
export async function openAndSell(stall: Stall): Promise<Opening> {
  let shop: TestApp
  try {
    shop = await stall.open()
  } catch (error) {
    return { problem: null, sold: { ok: false, code: `it does not start: ${String(error)}` }, noticed: false }
  }
  const overview = await shop.envelope('app.overview', {})
  const problem = overview.ok ? (overview.value.bookProblem?.code ?? null) : overview.error.code
  const sold = await sellOnce(shop, stall.sale())
  await shop.app.close().catch(() => undefined)
  return { problem, sold, noticed: isNoticed(sold) }
}
