import type { BookProblem } from '../../../shared/contract/shapes/book.ts'
import type { BackupRow } from '../../../shared/contract/shapes/books/backup.ts'

/** What a person can choose where the book may not be written. */
export type Way = 'useKept' | 'restore' | 'lookAgain' | 'salvage' | 'read' | 'goOn' | 'beginNew' | 'otherBook'

/** These pass: the book can be looked at meanwhile without anything to decide. */
const PASSING: ReadonlySet<string> = new Set(['DISK_FULL', 'READ_ONLY', 'BOOK_CHECKING'])
/** The right file may come back to the book's place. */
const FILES: ReadonlySet<string> = new Set(['BOOK_BEHIND', 'DATA_MISSING', 'CORRUPT', 'NOT_A_DATABASE'])

/** Says whether going back to a backup is a way on: the book itself is gone, cut, another thing or behind. */
export function wantsBackup({ code }: Pick<BookProblem, 'code'>): boolean {
  return FILES.has(code)
}

/** Says whether the whole window stops for a problem; `readOf` names the problem that a person reads beside. */
export function isStopped(problem: BookProblem | null, readOf: string | null): boolean {
  if (problem === null) return false
  return !problem.readable || !(isPassing(problem) || readOf === nameOf(problem))
}

/** Says whether a problem asks nothing of a person but patience, or room. */
export function isPassing({ code }: Pick<BookProblem, 'code'>): boolean {
  return PASSING.has(code)
}

/** Names a problem with all that is known of it, so that another one is not taken for it. */
export function nameOf(problem: BookProblem): string {
  return JSON.stringify([problem.code, problem.path, problem.missing, problem.keptCopy])
}

/** Gives the ways on, the best first: what loses nothing, what brings most back, what changes nothing, what gives something up. */
export function waysOf({ code, readable, keptCopy }: BookProblem, hasBackup: boolean): readonly Way[] {
  const offered: Readonly<Record<Way, boolean>> = {
    useKept: keptCopy !== null,
    restore: hasBackup && wantsBackup({ code }),
    // A second look would begin the check anew.
    lookAgain: code !== 'BOOK_CHECKING',
    salvage: isDamaged({ code }),
    // What lies there after a change from outside is only being found out.
    read: readable && code !== 'BOOK_REPLACED',
    goOn: code === 'BOOK_BEHIND',
    beginNew: code === 'DATA_MISSING' || isDamaged({ code }),
    otherBook: true,
  }
  return (Object.keys(offered) as Way[]).filter((way) => offered[way])
}

/** Says whether a book may be read in parts where it cannot be opened. */
function isDamaged({ code }: Pick<BookProblem, 'code'>): boolean {
  return code === 'CORRUPT' || code === 'NOT_A_DATABASE'
}

/** Says whether a look at the file helps only once another file lies there. */
export function wantsFile({ code }: Pick<BookProblem, 'code'>): boolean {
  return FILES.has(code)
}

/** Chooses what is named of all that is missing: sales before receipts, and changes where neither was lost. */
export function mostMissed({ sales, receipts }: NonNullable<BookProblem['missing']>): {
  readonly what: 'sales' | 'receipts' | 'changes'
  readonly count: number
} {
  if (sales > 0) return { what: 'sales', count: sales }
  return receipts > 0 ? { what: 'receipts', count: receipts } : { what: 'changes', count: 0 }
}

/** Counts the sales that a book held beyond a backup of it; null where either is not known. */
export function newerThan(
  { code, missing }: Pick<BookProblem, 'code' | 'missing'>,
  { sales }: Pick<BackupRow, 'sales'>,
): number | null {
  // Of a book that is behind it is told what it lacks, not what it held.
  if (code === 'BOOK_BEHIND' || missing === null || sales === null) return null
  return Math.max(0, missing.sales - sales)
}

/** Lists what is safe, by the names of its sentences; the code's own sentence stands before them. */
export function safeOf(
  { missing, keptCopy }: BookProblem,
  kind: 'live' | 'practice',
): readonly ('kept' | 'numbers' | 'keys' | 'money')[] {
  return [
    ...(keptCopy === null ? [] : (['kept'] as const)),
    ...(missing === null ? [] : (['numbers'] as const)),
    ...(kind === 'live' ? (['keys', 'money'] as const) : []),
  ]
}

export type FoundFact =
  | { readonly name: 'file' | 'nextNumber' | 'keptCopy'; readonly text: string }
  | {
      readonly name: 'salesMissing' | 'receiptsMissing' | 'salesHeld' | 'receiptsHeld'
      readonly count: number
    }
  | { readonly name: 'until'; readonly at: number }

/** Lists what was found, without what is not known. */
export function foundOf({ code, path, missing, keptCopy }: BookProblem): readonly FoundFact[] {
  const [sales, receipts] =
    code === 'BOOK_BEHIND'
      ? (['salesMissing', 'receiptsMissing'] as const)
      : (['salesHeld', 'receiptsHeld'] as const)
  return [
    { name: 'file', text: path },
    ...(missing === null
      ? []
      : [
          { name: sales, count: missing.sales },
          { name: receipts, count: missing.receipts },
          { name: 'until' as const, at: missing.until },
        ]),
    ...(missing === null || missing.nextNumber === null
      ? []
      : [{ name: 'nextNumber' as const, text: missing.nextNumber }]),
    ...(keptCopy === null ? [] : [{ name: 'keptCopy' as const, text: keptCopy }]),
  ]
}
