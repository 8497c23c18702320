import type {
  KeptChoice,
  LeftLists,
  LeftRows,
  WholeChoice,
} from '../../../../shared/contract/shapes/lists/kept.ts'
import { type Choice, NO_CHOICE } from '../filter/choice.ts'
import { INVOICE_KIND } from '../list/invoice-kind.ts'
import type { KeptList, KeptRows } from '../list/kept-list.ts'
import { RECEIPT_KIND } from '../list/receipts/receipt-kind.ts'

/** Does not compile where something can be chosen that is not kept. */
type Kept<Part extends keyof WholeChoice> = Pick<WholeChoice, Part>

/** Gives a choice as it is kept: without the parts that leave out nothing. */
export function choiceToKeep(choice: Choice): KeptChoice {
  const parts = Object.entries(choice).filter(
    ([name, part]) => JSON.stringify(part) !== JSON.stringify(NO_CHOICE[name as keyof Choice]),
  )
  return Object.fromEntries(parts) as Partial<Kept<keyof Choice>>
}

/** Gives a choice that was kept; what it does not name leaves out nothing. */
export function choiceKept(kept: KeptChoice): Choice {
  const parts = Object.entries(kept).filter(([, part]) => part !== undefined)
  return { ...NO_CHOICE, ...Object.fromEntries(parts) }
}

/** Gives how lists were left as it is kept; of the rows behind a figure nothing, but how the lists were left before them. */
export function leftOf(kept: KeptList): LeftLists {
  const { view, openId, attention, receipts } = kept.own ?? kept
  const { filter, active, offset } = attention
  return {
    ...{ view, openId, attention: { filter, active, offset: Math.round(offset) } },
    ...{ invoices: rowsToKeep(kept.own ?? kept), receipts: rowsToKeep(receipts) },
  }
}

function rowsToKeep({ choice, sort, active, offset }: KeptRows): LeftRows {
  return { choice: choiceToKeep(choice), sort, active, offset: Math.round(offset) }
}

/** Gives how lists are shown that were left so. An order that no column has any more is the usual one. */
export function keptOf({ view, openId, attention, invoices, receipts }: LeftLists): KeptList {
  return {
    ...{ view, openId, own: null, backTo: null, attention: { ...attention, wantedId: null } },
    ...rowsKept(invoices, Object.values(INVOICE_KIND.orders)),
    receipts: rowsKept(receipts, Object.values(RECEIPT_KIND.orders)),
  }
}

function rowsKept({ choice, sort, active, offset }: LeftRows, orders: readonly string[]): KeptRows {
  return {
    ...{ choice: choiceKept(choice), active, offset },
    sort: sort !== null && orders.includes(sort.by) ? sort : null,
  }
}
