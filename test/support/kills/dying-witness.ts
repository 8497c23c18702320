import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Sells into a book that has a witness, in a process of its own that kills itself just before one write of the witness: after a `commit`,
 * after the journal was brought into the book by a `fold` or by its `close`. Says each number that was answered.
 */
const [path = '', witnessPath = '', point = ''] = process.argv.slice(2)
const { writeSync } = fs
let armed = false
let before = ''

function bookNow(): string {
  const { size, mtimeNs } = fs.statSync(path, { bigint: true })
  return `${size} ${mtimeNs}`
}

Object.assign(fs, {
  writeSync(file: number, bytes: unknown, ...rest: never[]) {
    const isWitness = Buffer.isBuffer(bytes) && file > 2
    if (isWitness && armed && (point === 'commit' || bookNow() !== before))
      process.kill(process.pid, 'SIGKILL')
    return writeSync(file, bytes as never, ...rest)
  },
})
syncBuiltinESMExports()

const { openLedger } = await import('../../../src/main/ledger/thread/open-ledger.ts')
const { bookOptions } = await import('../books/book-options.ts')
const { sale, shopAccount } = await import('../books/facts.ts')
const { there } = await import('../books/there.ts')

const book = await openLedger(bookOptions(path, { witnessPath }), Date.now())
if (book.ledger.accounts().length === 0) book.ledger.addAccount(shopAccount())
function sell(): void {
  const { pending } = there(book.ledger.createInvoice(sale()))
  writeSync(1, `${pending.invoiceId}\n`)
}
sell()
before = bookNow()
armed = true
if (point === 'close') book.close()
else
  for (;;) {
    sell()
    book.foldWhenDue()
  }
