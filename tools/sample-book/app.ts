/**
 * What the sample book takes from the app comes through this file, so that a move is followed in one place.
 *
 * All but the opening of a book, which `write.ts` alone needs: a thread that only tells starts sooner without a database.
 */

export type { NewAccount } from '../../src/main/ledger/port/accounts.ts'
export type { NewInvoice } from '../../src/main/ledger/port/invoices.ts'
export type {
  LinkMade,
  LinkNotMade,
  LinkSeen,
  LinkUnanswered,
  SeenReceipt,
} from '../../src/main/ledger/port/links.ts'
export { BEFORE_FIRST, eventText, hashAfter } from '../../src/main/ledger/sqlite/event-chain.ts'
export { encodeWire, exactNumber } from '../../src/main/providers/http/wire-json.ts'
export { LINK_LIFE_MS } from '../../src/main/providers/ocpay/mapping.ts'
export { nextWait } from '../../src/main/watcher/intervals.ts'
export type { ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
export { exponentOf } from '../../src/shared/money/currency.ts'
export {
  add,
  compare,
  type Money,
  money,
  moneyFrom,
  subtract,
  sum,
  times,
  toDecimal,
  zero,
} from '../../src/shared/money/money.ts'
export { toStored } from '../../src/shared/money/scale.ts'
export { anyDiffers, type ExceptionKind, exceptionsOf } from '../../src/shared/status/exceptions.ts'
export {
  deriveStatus,
  type EndReason,
  type InvoiceStatus,
  isPaid,
  type LinkReading,
  type LinkStage,
} from '../../src/shared/status/status.ts'
