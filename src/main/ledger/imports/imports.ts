import type { Ledger } from '../port/ledger.ts'
import type { LedgerContext } from '../sqlite/context.ts'

type ImportMethods = Pick<
  Ledger,
  | 'knownReferences'
  | 'knownTransactions'
  | 'beginImport'
  | 'importSales'
  | 'finishImport'
  | 'undoImport'
  | 'imports'
>

/** Gives the methods that take sales out of a file, and undo that. */
export function importMethods(_context: LedgerContext): ImportMethods {
  const later = (): never => {
    throw new Error('not written yet')
  }
  return {
    ...{ knownReferences: later, knownTransactions: later, beginImport: later, importSales: later },
    ...{ finishImport: later, undoImport: later, imports: later },
  }
}
