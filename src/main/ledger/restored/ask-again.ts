import { inTransaction, type LedgerContext } from '../sqlite/context.ts'
import { get, run } from '../sqlite/sql.ts'

/**
 * Lets every link that stays be asked about at once: what the book knows of them is as old as the backup it is, and so is when each was to be
 * asked about next. Writes nothing where all are due.
 */
export function askStandingAgain(context: LedgerContext, at: number): void {
  if (!get(context, 'SELECT 1 FROM standing_links WHERE next_check_at_ms > ? LIMIT 1', [at])) return
  inTransaction(context, (writing) => {
    run(writing, 'UPDATE standing_links SET next_check_at_ms = ?1 WHERE next_check_at_ms > ?1', { 1: at })
  })
}
