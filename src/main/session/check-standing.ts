import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import type { StandingLink } from '../ledger/port/standing-links.ts'

/** Asks now about a standing link, and answers with it as it then stands; NOT_FOUND where it is not in the book. */
export async function checkStanding(
  id: string,
  watch: { checkNow(id: string): Promise<Result<null>> },
  ledger: Pick<LedgerClient, 'standingLink'>,
): Promise<Result<StandingLink>> {
  const checked = await watch.checkNow(id)
  if (!checked.ok) return checked
  const link = await ledger.standingLink(id)
  return link ? ok(link) : refuse('NOT_FOUND')
}
