import type { Reading } from '../sqlite/context.ts'
import { get } from '../sqlite/sql.ts'

/** What the number of a sale begins with: no till code holds a dash. */
export const TILL_SQL = "substr(invoice.number, 1, instr(invoice.number, '-') - 1)"

const NEXT_SQL = 'SELECT number FROM invoices WHERE number >= ? ORDER BY number LIMIT 1'
const STANDING_SQL =
  'SELECT 1 FROM invoices WHERE number >= ? AND number < ? AND withdrawn_at_ms IS NULL LIMIT 1'

/** Reads every till code that a number of a sale that counts has, in the order of their letters; a look for each of them, however long the book is. */
export function readTillCodes(reading: Reading): string[] {
  const codes: string[] = []
  let from = ''
  for (;;) {
    const next = get<{ number: string }>(reading, NEXT_SQL, [from])
    if (!next) return codes.toSorted()
    const code = next.number.slice(0, next.number.indexOf('-'))
    // A full stop comes right behind a dash.
    from = `${code}.`
    if (get(reading, STANDING_SQL, [`${code}-`, from])) codes.push(code)
  }
}
