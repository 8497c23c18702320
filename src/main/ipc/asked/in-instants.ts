import { storedOf } from '../../../shared/money/scale.ts'
import { boundsOfDay } from '../../../shared/time/zone.ts'
import type { Session } from '../../session/session.ts'

/** A filter as the window asks for it. */
interface Asked {
  readonly period: { readonly from: string | null; readonly to: string | null } | null
  readonly amount: { readonly from: string | null; readonly to: string | null } | null
}

/** Days become instants of the book's zone, and amounts what is stored. */
export async function inInstants<F extends Asked>({ ledger }: Session, filter: F) {
  // Only days need the zone, and the ledger's thread is not asked for nothing.
  return inInstantsOf(filter.period ? (await ledger.book()).zone : '', filter)
}

/** The same in a zone that is known. */
export function inInstantsOf<F extends Asked>(zone: string, filter: F) {
  const { period, amount } = filter as { period: F['period']; amount: F['amount'] }
  return {
    ...filter,
    period: period && {
      ...(period as NonNullable<F['period']>),
      from: period.from === null ? null : boundsOfDay(period.from, zone).from,
      until: period.to === null ? null : boundsOfDay(period.to, zone).until,
    },
    amount: amount && {
      ...(amount as NonNullable<F['amount']>),
      from: amount.from === null ? null : storedOf(amount.from),
      to: amount.to === null ? null : storedOf(amount.to),
    },
  }
}
