import type { PracticeServer } from '../../../../src/main/practice/server.ts'
import type { ProviderId } from '../../../../src/shared/contract/plain/provider-ids.ts'
import type { Chance } from '../../../support/app/chance.ts'
import type { FastTime } from '../../../support/day/fast-time.ts'
import type { Till } from '../../../support/day/till.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS

/** What everybody in the shop knows on a busy day. */
export interface DayRoom {
  readonly till: Till
  readonly time: FastTime
  readonly server: PracticeServer
  readonly chance: Chance
  readonly accounts: Readonly<Record<ProviderId, string>>
  readonly ledger: DayLedger
  /** The day is over: nothing new is begun. */
  isOver(): boolean
  tell(line: string): void
}

/** What was acknowledged, as the shop itself would write it down. */
export interface DayLedger {
  readonly sales: Map<string, AcknowledgedSale>
  /** Tokens of refunds, and the texts of notes. */
  readonly refunds: Set<string>
  readonly notes: Set<string>
  readonly practiceSales: Set<string>
  /** Numbers of sales that a restore has named instead of taking over: their provider had refused every link, so nothing can be paid. */
  readonly named: Set<string>
  /** What was done besides, by name. */
  readonly done: Map<string, number>
  /** Answers that are not the ones a busy day calls for. */
  readonly wrong: string[]
}

export interface AcknowledgedSale {
  readonly id: string
  readonly number: string
  readonly provider: ProviderId
}

/** Begins to write down. */
export function emptyLedger(): DayLedger {
  return {
    sales: new Map(),
    refunds: new Set(),
    notes: new Set(),
    practiceSales: new Set(),
    named: new Set(),
    done: new Map(),
    wrong: [],
  }
}

/** Counts one more of what was done. */
export function count({ done }: DayLedger, what: string): void {
  done.set(what, (done.get(what) ?? 0) + 1)
}
