import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { Clock } from '../../shared/time/clock.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import type {
  ClosedDays,
  ClosedPeriod,
  NewTieOut,
  PeriodDays,
  PeriodView,
  TieCandidate,
} from '../ledger/port/periods/closing.ts'

/** The use cases of the periods of the books. */
export interface Periods {
  view(days: PeriodDays): Promise<PeriodView>
  closed(): Promise<readonly ClosedDays[]>
  /** Closes a period at the figures that `mark` stands for. */
  close(
    days: PeriodDays,
    said: { readonly mark: string; readonly reason: string | null; readonly person: string },
  ): Promise<Result<null>>
  /** Opens a closed period again; NOT_FOUND where it is not closed. */
  reopen(days: PeriodDays, said: { readonly reason: string; readonly person: string }): Promise<Result<null>>
  /** Keeps what a statement says of an open period. */
  tieOut(tie: NewTieOut): Promise<Result<null>>
  /** The receipts through an account in a currency that were paid between two instants, epoch ms. */
  candidates(
    accountId: string,
    currency: string,
    from: number,
    until: number,
  ): Promise<readonly TieCandidate[]>
}

export interface PeriodsPorts {
  readonly ledger: LedgerClient
  readonly clock: Clock
  /** Told that a period was closed, opened again, or held against a statement. */
  changed(): void
}

/** Makes the periods of an open book. */
export function createPeriods({ ledger, clock, changed }: PeriodsPorts): Periods {
  function answer(written: ClosedPeriod | null): Result<null> {
    if (written === null) return refuse('NOT_FOUND')
    if (!written.ok) return refuse(written.reason, { firstDay: written.firstDay })
    changed()
    return ok(null)
  }
  return {
    view: (days) => ledger.period(days, clock.now()),
    closed: () => ledger.closedDays(),
    async close(days, said) {
      const { zone } = await ledger.book()
      return answer(await ledger.closePeriod({ ...days, ...said, zone }, clock.now()))
    },
    reopen: async (days, said) => answer(await ledger.reopenPeriod(days, said, clock.now())),
    tieOut: async (tie) => answer(await ledger.keepTieOut(tie, clock.now())),
    candidates: (accountId, currency, from, until) => ledger.tieCandidates(accountId, currency, from, until),
  }
}
