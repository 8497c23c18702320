import type { Clock } from '../../shared/time/clock.ts'
import type { Compared } from '../ledger/port/exceptions.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import type { Changes } from './changes.ts'

interface Ports {
  readonly ledger: LedgerClient
  readonly clock: Clock
  readonly changes: Changes
}

/** Makes what keeps in the book what a comparison found, so that it stands in Needs attention until somebody has handled it. */
export function keepsCompared({ ledger, clock, changes }: Ports): (compared: Compared) => Promise<void> {
  return async (compared) => {
    const noted = await ledger.noteCompared(compared, clock.now())
    if (noted.changes.length > 0) changes.answered(noted.changes)
    if (noted.raised.length > 0) changes.exceptions(noted.raised)
  }
}
