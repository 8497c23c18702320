import type { Changed, PendingLink } from './ledger.ts'

/** Why nothing can be done about a shortfall: there is none, or nobody knows yet how much came. */
export type ShortRefusal = 'NOT_FOUND' | 'NOT_SHORT' | 'RECEIVED_UNKNOWN'

/** What came of taking too little money for enough. */
export type AcceptedShort =
  | { readonly ok: true; readonly change: Changed }
  | { readonly ok: false; readonly reason: ShortRefusal }

/** What came of adding a link for the rest; CONFLICT where another amount is missing by now. */
export type RestLink =
  | { readonly ok: true; readonly pending: PendingLink }
  | { readonly ok: false; readonly reason: ShortRefusal | 'REST_WAITING' | 'CONFLICT' }
