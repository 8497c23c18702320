import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { ListFilter } from '../../../shared/contract/shapes/lists/list.ts'
import type { StoredAmount } from '../../../shared/money/scale.ts'
import { boundsOfDay } from '../../../shared/time/zone.ts'
import type { InvoiceFilter } from '../../ledger/port/lists.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes of the lists that a person looks through. */
export function listsHandlers(app: AppPort) {
  return {
    'lists.invoices': ({ filter, ...stretch }) =>
      withBook(app, async ({ ledger }) => {
        const { zone } = await ledger.book()
        return ok(await ledger.listStretch({ filter: inInstants(filter, zone), ...stretch }))
      }),
    'lists.sums': ({ filter }) =>
      withBook(app, async ({ ledger }) => {
        const { zone } = await ledger.book()
        return ok(await ledger.listSums(inInstants(filter, zone)))
      }),
  } satisfies Partial<Handlers>
}

/** Days become instants of the book's zone, and amounts what is stored. */
function inInstants({ period, amount, ...filter }: ListFilter, zone: string): InvoiceFilter {
  return {
    ...filter,
    period: period && {
      by: period.by,
      from: period.from === null ? null : boundsOfDay(period.from, zone).from,
      until: period.to === null ? null : boundsOfDay(period.to, zone).until,
    },
    amount: amount && {
      of: amount.of,
      from: amount.from === null ? null : asStored(amount.from),
      to: amount.to === null ? null : asStored(amount.to),
    },
  }
}

/** The finest fraction that a book holds, in digits. */
const FINEST = 18

function asStored(decimal: string): StoredAmount {
  const [whole = '0', frac = ''] = decimal.split('.')
  return { whole: BigInt(whole), frac: BigInt(frac.slice(0, FINEST).padEnd(FINEST, '0')) }
}
