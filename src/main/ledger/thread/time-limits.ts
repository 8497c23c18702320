import type { LedgerRequest } from './protocol.ts'

type Method = LedgerRequest['method']

/** A thread that stands still for this long hangs, unless it does what is known to be long, ms. */
const USUAL_MS = 1_250

/** What reads or changes rows without number, ms: so long not even a book of a million sales on a slow disk takes. */
const MANY_ROWS_MS = 15_000

/** What goes through the whole file, ms. */
const WHOLE_FILE_MS = 600_000

const LONGER: Partial<Readonly<Record<Method, number>>> = {
  invoices: MANY_ROWS_MS,
  invoiceCount: MANY_ROWS_MS,
  receiptCount: MANY_ROWS_MS,
  dayTotals: MANY_ROWS_MS,
  period: MANY_ROWS_MS,
  closePeriod: MANY_ROWS_MS,
  keepTieOut: MANY_ROWS_MS,
  tieCandidates: MANY_ROWS_MS,
  exceptions: MANY_ROWS_MS,
  exceptionStretch: MANY_ROWS_MS,
  exceptionKinds: MANY_ROWS_MS,
  exceptionKeys: MANY_ROWS_MS,
  noteEnvironment: MANY_ROWS_MS,
  noteCompared: MANY_ROWS_MS,
  unansweredLinks: MANY_ROWS_MS,
  scheduledLinks: MANY_ROWS_MS,
  liveLinksSince: MANY_ROWS_MS,
  knownRefs: MANY_ROWS_MS,
  recordAnswers: MANY_ROWS_MS,
  setNextChecks: MANY_ROWS_MS,
  pullNextChecks: MANY_ROWS_MS,
  newerThan: MANY_ROWS_MS,
  knownReferences: MANY_ROWS_MS,
  knownNumbers: MANY_ROWS_MS,
  knownTransactions: MANY_ROWS_MS,
  knownPayments: MANY_ROWS_MS,
  importSales: MANY_ROWS_MS,
  undoImport: MANY_ROWS_MS,
  takeOver: WHOLE_FILE_MS,
  keepCopy: WHOLE_FILE_MS,
  close: WHOLE_FILE_MS,
}

/** How long the thread may stand still while this is under way, ms; null for the time between two calls. */
export function stillLimitOf(method: Method | null): number {
  return (method && LONGER[method]) ?? USUAL_MS
}
