import type { ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import type { BookProblem } from '../port/book.ts'
import type { Ledger } from '../port/ledger.ts'

/** The methods that may be called over the port; a missing one does not compile. */
const METHODS = {
  book: true,
  invoiceCount: true,
  addAccount: true,
  updateAccount: true,
  pauseAccount: true,
  resumeAccount: true,
  recordNewKey: true,
  forgetAccount: true,
  accounts: true,
  account: true,
  createInvoice: true,
  addLink: true,
  acceptShortfall: true,
  addRemainderLink: true,
  recordLinkMade: true,
  recordLinkNotMade: true,
  unansweredLinks: true,
  unansweredLink: true,
  recordAnswers: true,
  recordUnchanged: true,
  recordUnanswered: true,
  setNextCheck: true,
  setNextChecks: true,
  pullNextChecks: true,
  dueLinks: true,
  scheduledLinks: true,
  scheduledLinksOf: true,
  liveLinks: true,
  liveLinksOf: true,
  liveLinksSince: true,
  nextCheckAt: true,
  abandon: true,
  addNote: true,
  appendEvent: true,
  exceptions: true,
  exceptionCount: true,
  resolveException: true,
  invoices: true,
  invoice: true,
  link: true,
  receiptCount: true,
  items: true,
  itemPicture: true,
  saveItem: true,
  retireItem: true,
} as const satisfies Readonly<Record<keyof Ledger, true>>

export const LEDGER_METHODS = Object.keys(METHODS) as readonly (keyof Ledger)[]

/** A call to the worker; `close` is the last one it answers. */
export interface LedgerRequest {
  readonly id: number
  readonly method: keyof Ledger | 'close'
  readonly args: readonly unknown[]
}

export type LedgerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly message: string }

/** The worker's first word: the book is open, cannot be opened, or the worker has a defect. */
export type LedgerOpening =
  | { readonly opened: true }
  | { readonly opened: false; readonly problem: BookProblem | null; readonly message: string }
