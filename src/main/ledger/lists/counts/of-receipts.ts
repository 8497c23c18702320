import type { ProviderId } from '../../../../shared/contract/plain/provider-ids.ts'
import type { ReceiptCounts } from '../../../../shared/contract/shapes/lists/counts.ts'
import type { CountsQuery, ReceiptFilter } from '../../port/lists.ts'
import type { Columns } from '../invoices/columns.ts'
import { COMMON_CHOICES, type CommonChoice } from '../marks.ts'
import type { ReceiptColumns } from '../receipts/columns.ts'
import { keepChosenReceipts, type ReceiptSources } from '../receipts/filter.ts'
import type { CountSources } from './of-invoices.ts'
import { missedBy, named, tally } from './tally.ts'

/** Counts how many of the receipts that `opened` marks each choice of a filter would leave. */
export function countReceipts(
  columns: ReceiptColumns,
  { filter, items }: CountsQuery<ReceiptFilter>,
  opened: Uint8Array,
  sources: Omit<ReceiptSources, 'invoicesFound'> &
    Pick<CountSources, 'accountId' | 'items'> & { readonly invoices: Columns },
): Omit<ReceiptCounts, 'asOf'> {
  const { codes } = columns
  const { invoices } = sources
  const keepers = COMMON_CHOICES.map((choice) =>
    filter[choice].length > 0
      ? (mask: Uint8Array) => keepChosenReceipts(mask, columns, filter, choice, sources)
      : null,
  )
  const missed = missedBy(opened, keepers)
  const without = (choice: CommonChoice) => missed.without(COMMON_CHOICES.indexOf(choice))
  return {
    provider: named(
      codes.provider,
      tally(columns.provider, codes.provider.values.length, without('provider')),
      (one) => one as ProviderId,
    ),
    accountId: named(
      codes.account,
      tally(columns.account, codes.account.values.length, without('accountId')),
      sources.accountId,
    ),
    currency: named(
      codes.currency,
      tally(columns.currency, codes.currency.values.length, without('currency')),
      (one) => one,
    ),
    till: named(invoices.tills, tallyTills(columns.invoice, invoices, without('till')), (one) => one),
    item: items
      ? named(
          sources.items.names,
          sources.items.count(perInvoice(columns.invoice, invoices.count, without('item'))),
          (one) => one,
          true,
        )
      : [],
  }
}

function tallyTills(invoice: Uint32Array, { till, tills }: Columns, mask: Uint8Array): Uint32Array {
  const counts = new Uint32Array(tills.values.length)
  for (let row = 0; row < mask.length; row += 1) {
    const code = till[invoice[row] as number] as number
    counts[code] = (counts[code] as number) + (mask[row] as number)
  }
  return counts
}

/** How many of the marked receipts each invoice has. */
function perInvoice(invoice: Uint32Array, count: number, mask: Uint8Array): Uint16Array {
  const times = new Uint16Array(count)
  for (let row = 0; row < mask.length; row += 1) {
    const one = invoice[row] as number
    times[one] = (times[one] as number) + (mask[row] as number)
  }
  return times
}
