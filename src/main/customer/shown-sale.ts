import { isCodeFirst, linkToShare } from '../../shared/contract/plain/link-to-share.ts'
import type { CustomerView } from '../../shared/contract/shapes/customer-display.ts'
import type { InvoiceDetail } from '../../shared/contract/shapes/invoice.ts'
import { negated } from '../../shared/money/money.ts'

type Shown = CustomerView['shown']

/** Nothing is being bought. */
export const ASLEEP: Shown = { kind: 'asleep' }

/**
 * Gives what a customer may see of a sale: what it is made of, whether it is paid, and the code to pay it with. One that was given up is none of
 * theirs; nor is a code for the whole once a part was paid, which the till keeps back as well: its cashier says what is to be done.
 */
export function shownSale(detail: InvoiceDetail): Shown {
  const { invoice, lines } = detail
  if (invoice.status === 'abandoned') return ASLEEP
  const link = linkToShare(detail)
  const share = link && isCodeFirst(invoice, link) ? link : null
  return {
    kind: 'sale',
    status: invoice.status,
    total: invoice.asked,
    lines: lines.map(({ name, quantity, unit, sum }) => ({ name, quantity, unit, sum })),
    code: share && { url: share.url, asked: share.asked },
    missing: invoice.status === 'underpaid' ? invoice.due : null,
    tooMuch: invoice.status === 'overpaid' ? { ...invoice.due, amount: negated(invoice.due.amount) } : null,
  }
}
