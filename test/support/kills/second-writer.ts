import { openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { bookOptions } from '../books/book-options.ts'
import { sale } from '../books/facts.ts'

/** Sells into a book that another process has open, and says what came of it. */
const [path = ''] = process.argv.slice(2)
const book = await openLedger(bookOptions(path), Date.now())
try {
  for (let n = 0; n < 5; n += 1) book.ledger.createInvoice(sale())
  process.stdout.write('sold')
} catch (error) {
  process.stdout.write(String(error))
}
book.db.close()
