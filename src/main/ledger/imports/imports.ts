import type { ImportView, UndoneReason } from '../port/imports.ts'
import type { Ledger } from '../port/ledger.ts'
import { inTransaction, type LedgerContext, type Reading } from '../sqlite/context.ts'
import { all, ms, msOrNull } from '../sqlite/sql.ts'
import { knownNumbers, knownPayments, knownReferences, knownTransactions } from './known.ts'
import { beginImport, finishImport, takeSales } from './take.ts'
import { undoPiece } from './undo.ts'

type ImportMethods = Pick<
  Ledger,
  | 'knownReferences'
  | 'knownNumbers'
  | 'knownTransactions'
  | 'knownPayments'
  | 'beginImport'
  | 'importSales'
  | 'finishImport'
  | 'undoImport'
  | 'imports'
>

/** Gives the methods that take sales out of a file, and undo that. */
export function importMethods(context: LedgerContext): ImportMethods {
  return {
    knownReferences: (accountId, references) => knownReferences(context, accountId, references),
    knownNumbers: (numbers) => knownNumbers(context, numbers),
    knownTransactions: (hashes) => knownTransactions(context, hashes),
    knownPayments: (accountId, from, until) => knownPayments(context, accountId, from, until),
    beginImport: (asked) => inTransaction(context, (writing) => beginImport(writing, asked)),
    importSales: (importId, sales, at) =>
      inTransaction(context, (writing) => takeSales(writing, importId, sales, at)),
    finishImport: (importId, at) => inTransaction(context, (writing) => finishImport(writing, importId, at)),
    undoImport: (importId, asked) => inTransaction(context, (writing) => undoPiece(writing, importId, asked)),
    imports: () => readImports(context),
  }
}

interface ViewRow {
  readonly id: string
  readonly account_id: string
  readonly label: string
  readonly file_name: string
  readonly sha256: string
  readonly person: string
  readonly begun_at_ms: bigint
  readonly finished_at_ms: bigint | null
  readonly undone_at_ms: bigint | null
  readonly undone_by: string | null
  readonly undone_reason: UndoneReason | null
  readonly sales: bigint
  readonly receipts: bigint
}

const IMPORTS_SQL = `SELECT one.id, account.id AS account_id, account.label, one.file_name, one.sha256, one.person, one.begun_at_ms,
    one.finished_at_ms, one.undone_at_ms, one.undone_by, one.undone_reason, one.sales, one.receipts
  FROM imports AS one CROSS JOIN provider_accounts AS account ON account.seq = one.account_seq ORDER BY one.seq DESC`

/** Reads all imports, the last one first. */
function readImports(reading: Reading): readonly ImportView[] {
  return all<ViewRow>(reading, IMPORTS_SQL).map((row) => {
    const { undone_at_ms: undoneAt, undone_reason: reason } = row
    return {
      ...{ id: row.id, accountId: row.account_id, accountLabel: row.label, fileName: row.file_name },
      ...{ sha256: row.sha256, person: row.person, begunAt: ms(row.begun_at_ms) },
      finishedAt: msOrNull(row.finished_at_ms),
      undone:
        undoneAt === null || reason === null ? null : { at: ms(undoneAt), by: row.undone_by ?? '', reason },
      ...{ sales: Number(row.sales), receipts: Number(row.receipts) },
    }
  })
}
