import { writeSync } from 'node:fs'
import { openLedger } from '../../../src/main/ledger/thread/open-ledger.ts'
import { bookOptions } from '../books/book-options.ts'
import { ACCOUNT, eur, made, sale, seen, shopAccount, transfer } from '../books/facts.ts'
import { there } from '../books/there.ts'

/** Sells and gives back without end and says of each commit, after it returned, what was promised to be on disk. */
const { ledger } = await openLedger(bookOptions(String(process.argv[2])), Date.now())
if (!ledger.account(ACCOUNT)) {
  ledger.addAccount(shopAccount())
}
for (;;) {
  const { pending } = there(ledger.createInvoice(sale()))
  writeSync(1, `creating ${pending.linkId} ${pending.invoiceId}\n`)
  ledger.recordLinkMade(made(pending.linkId))
  writeSync(1, `open ${pending.linkId} ${pending.invoiceId}\n`)
  ledger.recordAnswers([seen(pending.linkId, { reading: 'paid', rawStatus: 'DONE', receipts: [transfer()] })])
  writeSync(1, `paid ${pending.linkId} ${pending.invoiceId}\n`)
  const refund = { token: pending.linkId, amount: eur('49.90'), reason: 'broke', reference: null, person: '' }
  ledger.recordRefund(pending.invoiceId, refund, Date.now())
  writeSync(1, `refunded ${pending.linkId} ${pending.invoiceId}\n`)
}
