import type { StatementDelimiter } from '../../../shared/contract/plain/statements.ts'

/** Gives the name under which the words of a delimiter stand. */
export function delimiterName(delimiter: StatementDelimiter): 'comma' | 'semicolon' | 'tab' | 'bar' {
  if (delimiter === ',') return 'comma'
  if (delimiter === ';') return 'semicolon'
  return delimiter === '|' ? 'bar' : 'tab'
}
