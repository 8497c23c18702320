import { openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { type Money, moneyFrom } from '../../../src/shared/money/money.ts'
import { bookOptions } from '../../support/books/book-options.ts'
import { seen, transfer } from '../../support/books/facts.ts'
import { fillBook } from '../../support/books/fill-book.ts'

const APART_MS = 300_000

/** Fills a live book with paid sales of an account, five minutes apart, the last of them an hour ago. */
export async function fillCounterBook(path: string, accountId: string, sales: number): Promise<void> {
  const { db, ledger } = await openLedger(bookOptions(path), Date.now())
  const began = Date.now() - 3_600_000 - sales * APART_MS
  const at = (n: number) => began + n * APART_MS
  const asked = (n: number): Money => moneyFrom('DZD', String(500 + (n % 9_000)))
  fillBook(db, ledger, {
    sales,
    sale: (n) => ({ accountId, asked: asked(n), customerName: `Customer ${n}`, at: at(n) }),
    made: (n) => ({ expiresAt: at(n) + 1_200_000, nextCheckAt: null, at: at(n) + 500 }),
    after(linkId, n) {
      const amount = asked(n)
      const receipt = transfer({ receiptId: `paid-${n}`, amount, credited: amount, paidAt: at(n) + 30_000 })
      const paid = { received: amount, receipts: [receipt], nextCheckAt: null, at: at(n) + 31_000 }
      ledger.recordAnswers([seen(linkId, { reading: 'paid', rawStatus: 'CONFIRMED', ...paid })])
    },
  })
  const invoiceCount = ledger.invoiceCount()
  db.close()
  if (invoiceCount !== sales) throw new Error(`the book holds ${invoiceCount} sales instead of ${sales}`)
}
