import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { Clock } from '../../shared/time/clock.ts'
import { businessDay } from '../../shared/time/zone.ts'
import type {
  ImportedSale,
  ImportRefusal,
  ImportView,
  KnownTransaction,
  NewImport,
  RefusedImport,
  UndoneReason,
} from '../ledger/port/imports.ts'
import type { LedgerClient } from '../ledger/port/ledger.ts'
import { amountKey } from '../statements/imports/gather.ts'
import type { BookPayment, KnownInBook, KnownOfFile, Surveyed } from '../statements/imports/port.ts'

/** So many the ledger is asked about at once. */
const MOST_ASKED = 1_000
/** The payments of so long a time are read at once, ms: a sale at the counter goes before the next ones. */
const AT_ONCE_MS = 31 * 86_400_000
/** Payments around those of the file are looked at too, ms. */
const AROUND_MS = 3_600_000

/** The use cases of an import of past sales, a piece at a time, so that a sale at the counter goes before the next one. */
export interface SaleImports {
  /** All imports of the book, the last one first. */
  all(): Promise<readonly ImportView[]>
  /** What the book has of what a file says, for an account of it. */
  known(accountId: string, survey: Extract<Surveyed, { kind: 'surveyed' }>): Promise<KnownOfFile>
  /** Begins an import; gives its id. */
  begin(asked: Omit<NewImport, 'at'>): Promise<Result<string>>
  /** Takes 250 sales at most; gives how many are new in the book. */
  take(importId: string, sales: readonly ImportedSale[]): Promise<Result<number>>
  finish(importId: string): Promise<void>
  /** Undoes 250 sales at most; gives how many are left. */
  undo(
    importId: string,
    asked: { readonly person: string; readonly reason: UndoneReason },
  ): Promise<Result<number>>
  /** Tells all that sales have come or gone. */
  changed(): void
}

export interface SaleImportsPorts {
  readonly ledger: LedgerClient
  readonly clock: Clock
  /** Told that sales have come, or gone with their import. */
  changed(): void
}

/** Makes the imports of an open book. */
export function createSaleImports({ ledger, clock, changed }: SaleImportsPorts): SaleImports {
  async function undo(importId: string, asked: { person: string; reason: UndoneReason }) {
    const piece = await ledger.undoImport(importId, { ...asked, at: clock.now() })
    return piece.ok ? ok(piece.left) : refusal(piece, piece.number === null ? {} : { number: piece.number })
  }
  return {
    all: () => ledger.imports(),
    async known(accountId, survey) {
      const { references, hashes } = survey
      const sales: KnownInBook[] = []
      for (const some of pieces(references)) sales.push(...(await ledger.knownReferences(accountId, some)))
      const transactions: KnownTransaction[] = []
      for (const some of pieces(hashes)) transactions.push(...(await ledger.knownTransactions(some)))
      const numbers: KnownInBook[] = []
      for (const some of pieces(survey.numbers)) numbers.push(...(await ledger.knownNumbers(some)))
      const payments = await paymentsLike(ledger, accountId, survey)
      return { sales, numbers, transactions, payments, imported: await importOf(ledger, survey.sha256) }
    },
    async begin(asked) {
      const begun = await ledger.beginImport({ ...asked, at: clock.now() })
      return begun.ok ? ok(begun.importId) : refusal(begun)
    },
    async take(importId, sales) {
      const taken = await ledger.importSales(importId, sales, clock.now())
      return taken.ok ? ok(taken.taken) : refusal(taken)
    },
    finish: (importId) => ledger.finishImport(importId, clock.now()),
    undo,
    changed,
  }
}

function refusal(refused: RefusedImport, values: Readonly<Record<string, string>> = {}): Result<never> {
  const month = refused.reason === 'PERIOD_CLOSED' ? { firstDay: refused.firstDay } : {}
  return refuse(CODES[refused.reason], { ...values, ...month })
}

const CODES: Readonly<Record<ImportRefusal, ErrorCode>> = {
  ACCOUNT_NOT_FOUND: 'NOT_FOUND',
  PERIOD_CLOSED: 'IMPORT_CLOSED',
  IMPORT_REFUNDED: 'IMPORT_REFUNDED',
  IMPORT_UNDONE: 'ALREADY_DONE',
  IMPORT_UNKNOWN: 'NOT_FOUND',
}

function* pieces<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += MOST_ASKED) yield all.slice(from, from + MOST_ASKED)
}

/** The payments of the book, through any account, over an amount of the file and around its times. */
async function paymentsLike(
  ledger: LedgerClient,
  accountId: string,
  { amounts, paid }: Extract<Surveyed, { kind: 'surveyed' }>,
): Promise<readonly BookPayment[]> {
  if (paid === null) return []
  const wanted = new Set(amounts)
  const found: BookPayment[] = []
  const end = paid.until + AROUND_MS + 1
  for (let from = paid.from - AROUND_MS; from < end; from += AT_ONCE_MS) {
    for (const one of await ledger.knownPayments(accountId, from, Math.min(end, from + AT_ONCE_MS))) {
      const { number, customerName: customer, customerEmail: email, paidAt, isSameAccount } = one
      const amount = amountKey(one.currency, one.amount)
      if (wanted.has(amount)) found.push({ number, amount, customer, email, isSameAccount, paidAt })
    }
  }
  return found
}

/** The last import of a file that stands and brought something; null where there is none. */
async function importOf(ledger: LedgerClient, sha256: string): Promise<KnownOfFile['imported']> {
  const before = (await ledger.imports()).find(
    (one) => one.sha256 === sha256 && one.finishedAt !== null && one.undone === null && one.sales > 0,
  )
  if (before?.finishedAt == null) return null
  const { zone } = await ledger.book()
  return { day: businessDay(before.finishedAt, zone), account: before.accountLabel }
}
