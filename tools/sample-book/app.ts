/**
 * What the sample book takes from the app comes through this file, so that a move is followed in one place.
 *
 * All but the opening of a book, which `write.ts` alone needs: a thread that only tells starts sooner without a database.
 */
export type {
  LinkMade,
  LinkNotMade,
  LinkSeen,
  LinkUnanswered,
  NewAccount,
  NewInvoice,
  SeenReceipt,
} from '../../src/main/ledger/ledger.ts'
export { encodeWire, exactNumber } from '../../src/main/providers/http/wire-json.ts'
export { LINK_LIFE_MS } from '../../src/main/providers/ocpay/mapping.ts'
export { nextWait } from '../../src/main/watcher/pace.ts'
export type { ProviderId } from '../../src/shared/contract/providers.ts'
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
export { type ExceptionKind, exceptionsOf } from '../../src/shared/status/exceptions.ts'
export {
  deriveStatus,
  type EndReason,
  type InvoiceStatus,
  isSettled,
  type LinkReading,
  type LinkStage,
} from '../../src/shared/status/status.ts'
