import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { AccountSettings } from '../../../shared/contract/shapes/account.ts'
import type { Book } from '../../../shared/contract/shapes/book.ts'
import type { TrailHead, TrailStretch } from '../../../shared/contract/shapes/books/trail.ts'
import type { Item } from '../../../shared/contract/shapes/item.ts'
import type { NewAccount, StoredAccount } from './accounts.ts'
import type { BookProblem, BookState } from './book.ts'
import type { SavedItem } from './catalogue.ts'
import type { EditedSales, EditOfSales, InvoiceChange, TurnedEdit } from './changes.ts'
import type { BookContent } from './copies/backups.ts'
import type { FoundLink, NewerSales, OlderState, TakenIn, TakenOver } from './copies/restored.ts'
import type { DayTotals } from './day.ts'
import type {
  Compared,
  ExceptionKeys,
  ExceptionKeysQuery,
  ExceptionKinds,
  ExceptionQuery,
  ExceptionRow,
  ExceptionStretch,
  HandledExceptions,
  HandleExceptions,
  NotedCompared,
} from './exceptions.ts'
import type {
  BegunImport,
  ImportedSale,
  ImportView,
  KnownPayment,
  KnownSale,
  KnownTransaction,
  NewImport,
  TakenSales,
  UndoImport,
  UndonePiece,
} from './imports.ts'
import type { AbandonedInvoice, CreatedInvoice, InvoicePage, InvoiceQuery, NewInvoice } from './invoices.ts'
import type {
  AddedLink,
  LinkMade,
  LinkNotMade,
  LinkPlace,
  LinkSeen,
  LinkUnanswered,
  LiveLink,
  NextCheck,
  ScheduledLink,
  UnansweredLink,
} from './links.ts'
import type { ToldPeople } from './people.ts'
import type {
  ClosedDays,
  ClosedPeriod,
  ClosePeriod,
  NewTieOut,
  PeriodDays,
  PeriodView,
  TieCandidate,
} from './periods/closing.ts'
import type { InvoiceRecord, InvoiceWrite } from './record.ts'
import type { NewRefund, RecordedRefund, UndoneRefund } from './refunds.ts'
import type { ChangedOutside } from './standing.ts'
import type {
  CreatedStandingLink,
  NewStandingLink,
  StandingLink,
  StandingLinkAnswer,
  StandingLinkMade,
  StandingLinkNotMade,
  StandingLinkSeen,
} from './standing-links.ts'
import type { AcceptedShortfall, AddedRemainderLink, RemainderRequest, StaffDecision } from './underpaid.ts'

/**
 * The book's repository. Each method is one transaction.
 *
 * What is not there is `null`, for reads and writes alike; a method that names many leaves those out. What a rule refuses is
 * a value with its reason. What a person writes about a sale answers with the sale as it then stands.
 *
 * Facts of money are only ever appended or completed, never removed.
 */
export interface Ledger {
  book(): Book & BookState & { readonly schemaVersion: number }
  invoiceCount(): number
  /** Reserves a code for the till of another computer, and gives it; none is ever given twice. */
  reserveTill(at: number, known?: readonly string[]): string

  addAccount(account: NewAccount): StoredAccount
  /** Writes and changes nothing: fails where nothing can be written just now. */
  writeNothing(): void
  updateAccount(id: string, label: string, settings: AccountSettings, at: number): StoredAccount | null
  pauseAccount(id: string, reason: 'AUTH_REJECTED' | 'FORBIDDEN', at: number): StoredAccount | null
  /** Notes that the account's key was tested and works: the provider has answered, and a pause is over. */
  resumeAccount(id: string, at: number): StoredAccount | null
  /** Keeps what a key's test said of its account (`live`, `sandbox`, `unstated`); gives the sales whose money turns out to be none. */
  noteEnvironment(id: string, environment: string, at: number): readonly InvoiceChange[]
  /** Ends the pause of an account whose key was typed anew, and notes when it is another key than before: that one has had no answer yet. */
  recordNewKey(id: string, keyFingerprint: string, at: number): StoredAccount | null
  /** Hides the account, and gives it as it was; its invoices stay. */
  forgetAccount(id: string, at: number): StoredAccount | null
  accounts(): readonly StoredAccount[]
  account(id: string): StoredAccount | null
  /** The largest amount in a currency that the account's last sales asked for, as a decimal; null where they are too few to tell. */
  largestAsked(accountId: string, currency: string): string | null

  /** Commits the invoice and its first link as `creating`; the same token answers with the invoice it made first. */
  createInvoice(invoice: NewInvoice): CreatedInvoice | null
  /**
   * Commits one more link of an invoice as `creating`, and takes up a sale that was given up.
   *
   * Refused where another link can still be shared or is being made, where money has come, and where it is paid.
   */
  addLink(invoiceId: string, at: number): AddedLink | null
  /** Takes what has come for enough, if that is still `received` (a decimal): what is missing becomes the invoice's tolerance. */
  acceptShortfall(
    invoiceId: string,
    received: string,
    decision: StaffDecision,
    at: number,
  ): AcceptedShortfall | null
  /** Commits one more link as `creating` that asks for what is missing; takes up a sale that was given up. */
  addRemainderLink(invoiceId: string, remainder: RemainderRequest, at: number): AddedRemainderLink | null
  /** Records money that was given back outside of the app, never more than is left of what came; the same token records once. */
  recordRefund(invoiceId: string, refund: NewRefund, at: number): RecordedRefund | null
  /** Records that a refund did not happen; what it had answered calls for a person again. */
  undoRefund(refundId: string, reason: string, person: string, at: number): UndoneRefund | null
  recordLinkMade(made: LinkMade): InvoiceChange | null
  recordLinkNotMade(failed: LinkNotMade): InvoiceChange | null
  /** Links whose request was sent (or about to be) with no answer on record: `creating` after a crash, and `lost`. */
  unansweredLinks(): readonly UnansweredLink[]
  /** What a link's request carries, whatever has become of it by now: its `stage` tells. */
  unansweredLink(linkId: string): UnansweredLink | null
  recordAnswers(seen: readonly LinkSeen[]): readonly InvoiceChange[]
  /** Notes that these links answered what was already known; nothing else of them changes. */
  recordUnchanged(seen: readonly NextCheck[], at: number): void
  /** Notes questions that failed; gives the sales of links that their provider does not know, told twice running. */
  recordUnanswered(failed: readonly LinkUnanswered[]): readonly InvoiceChange[]
  /** Sets next checks in one transaction. */
  setNextChecks(checks: readonly NextCheck[]): void
  /** Brings every next check that lies beyond `latest` to `now`: a clock that ran ahead has left it there. */
  pullNextChecks(latest: number, now: number): void
  /**
   * The links that are still asked about, page by page in the order they were made.
   *
   * Those of forgotten accounts are left out, those of paused ones are not. `after` is the `next` of the page before.
   */
  scheduledLinks(
    after: number | null,
    limit: number,
  ): { readonly links: readonly ScheduledLink[]; readonly next: number | null }
  /** The live links of these invoices, also those never asked about again. */
  scheduledLinksOf(invoiceIds: readonly string[]): readonly ScheduledLink[]
  /** These links as the asking needs them; those that are not live any more are left out. */
  liveLinks(linkIds: readonly string[]): readonly LiveLink[]
  liveLinksOf(invoiceId: string): readonly LiveLink[]
  /** The live links of an account made at or after `since`, epoch ms. */
  liveLinksSince(accountId: string, since: number): readonly LiveLink[]
  /** Those of a provider's references that a link here bears, at whatever account: one that was forgotten and added again is a new one. */
  knownRefs(provider: ProviderId, refs: readonly string[]): readonly string[]
  /** Gives a sale up; it is still watched. */
  abandon(invoiceId: string, reason: string, at: number): AbandonedInvoice | null
  /** Writes a note upon a sale; it can be undone as an edit. `person` is empty or absent where nobody is named. */
  addNote(invoiceId: string, text: string, at: number, person?: string): InvoiceWrite | null
  /** Marks, tags or notes sales, MOST_EDITED at most; those that are so already, and ids that are not in the book, are left out. */
  editSales(edit: EditOfSales, at: number): EditedSales
  /** Undoes the last edit since the book was opened, one piece of a long one; null where there is none. */
  undoEdit(person: string, at: number): TurnedEdit | null
  /** Brings back the edit that was undone last, one piece of a long one; null where there is none, or another followed. */
  redoEdit(person: string, at: number): TurnedEdit | null
  /** Appends a fact about the book as a whole, that changes nothing else (an export). */
  appendEvent(
    kind: string,
    data: Readonly<Record<string, string | number | boolean | null>>,
    at: number,
  ): void

  /** A stretch of the open exceptions, by kind and then the newest first, or of the resolved ones, those resolved last first. */
  exceptions(query: ExceptionQuery): readonly ExceptionRow[]
  /** The same stretch as a list's answer: with how many there are in all, and the last fact of the book that it shows. */
  exceptionStretch(query: ExceptionQuery): ExceptionStretch
  /** How many of each kind are open, or are resolved; with how many a person has handled since an instant, epoch ms. */
  exceptionKinds(resolved: boolean, since: number): ExceptionKinds
  /** What an act upon many open ones goes by, of one moment: their ids, kinds and differences. */
  exceptionKeys(query: ExceptionKeysQuery): ExceptionKeys
  /** Where an open exception of no sale lies: its account, and what the provider calls it. */
  orphan(id: string): { readonly accountId: string; readonly ref: string } | null
  /** How many exceptions are open. */
  exceptionCount(): number
  /** Marks open exceptions as handled, MOST_EDITED at most; the whole act can be undone as an edit, under one token. */
  handleExceptions(act: HandleExceptions, at: number): HandledExceptions
  /** Keeps what a comparison with a provider's list found: money there that no sale asked for, and links of ours that it does not know. */
  noteCompared(compared: Compared, at: number): NotedCompared
  /** Resolves an open exception by a person's word. */
  resolveException(id: string, note: string, person: string, at: number): InvoiceWrite | null

  invoices(query: InvoiceQuery): InvoicePage
  invoice(id: string): InvoiceRecord | null
  link(linkId: string): LinkPlace | null
  receiptCount(): number
  /** What each account took in each currency from `from` to before `until`, epoch ms; of the sales of one person where `soldBy` names one. */
  dayTotals(from: number, until: number, soldBy?: string | null): readonly DayTotals[]
  /** The last change of the till's people that the book was told of; null where it was told of none. */
  lastPeople(): ToldPeople | null

  /** How far the trail goes as of now: what a close seals and an export names. */
  trailHead(): TrailHead
  /** The trail's entries, the newest first, `limit` of them from the place `from`. */
  trailEntries(from: number, limit: number): TrailStretch
  /** How a period stands as of `now`, epoch ms: its figures, what is looked at before it is closed, and what came after that. */
  period(days: PeriodDays, now: number): PeriodView
  /** Closes a period with the figures of this moment; refused where they or the checks are others than `mark` says. */
  closePeriod(act: ClosePeriod, at: number): ClosedPeriod
  /** Opens a closed period again, with a reason; null where it is not closed. */
  reopenPeriod(
    days: PeriodDays,
    said: { readonly reason: string; readonly person: string },
    at: number,
  ): ClosedPeriod | null
  /** The periods that are closed, in their order. */
  closedDays(): readonly ClosedDays[]
  /** Keeps what a statement says of an open period beside what the book has; null where the account is not there. */
  keepTieOut(tie: NewTieOut, at: number): ClosedPeriod | null
  /** The receipts through an account in a currency that were paid between two instants, epoch ms, in the order of their times. */
  tieCandidates(accountId: string, currency: string, from: number, until: number): readonly TieCandidate[]

  /** The sales of an account that bear any of these references, 1,000 at most a call; those whose import was undone bear none. */
  knownReferences(accountId: string, references: readonly string[]): readonly KnownSale[]
  /** The sales that have any of these numbers, of whatever till and account, 1,000 at most a call; `reference` is the number. */
  knownNumbers(numbers: readonly string[]): readonly KnownSale[]
  /** Those of these transactions that paid a sale here, whatever its account, 1,000 at most a call; in whatever spelling. */
  knownTransactions(hashes: readonly string[]): readonly KnownTransaction[]
  /** The payments of the book that were made between two instants, epoch ms, in whatever currency and through whatever account. */
  knownPayments(accountId: string, from: number, until: number): readonly KnownPayment[]
  /** Begins to take sales out of a file; what was begun and is not finished when the book is opened again is undone. */
  beginImport(asked: NewImport): BegunImport
  /** Takes a piece of an import, 250 sales at most; what the account knows by its reference is passed over. */
  importSales(importId: string, sales: readonly ImportedSale[], at: number): TakenSales
  /** Notes that an import is whole: it stays from now on. */
  finishImport(importId: string, at: number): void
  /** Undoes an import, 250 sales at most; called again until none are left. What is withdrawn counts nowhere. */
  undoImport(importId: string, asked: UndoImport): UndonePiece
  /** All imports, the last one first. */
  imports(): readonly ImportView[]

  /** How many sales there are, and the last of them. */
  lastSale(): Pick<BookContent, 'invoices' | 'lastSale'>
  /** How many sales the book holds beyond an older state of it; null where that is none of this book. */
  countNewer(older: OlderState): number | null
  /** What the book holds beyond an older state of it; null where that is none of this book. */
  newerThan(older: OlderState): NewerSales | null
  /** Takes the sales that this book lacks from the file of the one that lay in its place before `backup` was restored. */
  takeOver(path: string, backup: string, at: number): TakenOver
  /** Takes a link that only its provider knows into the book, as a sale or as a link of one; CONFLICT where the book knows it as something else. */
  takeIn(link: FoundLink): TakenIn

  /** All links that stay: those that are watched before those put away, the newest first. */
  standingLinks(): readonly StandingLink[]
  standingLink(id: string): StandingLink | null
  /** Those whose next check has come, of accounts that may be asked. */
  dueStandingLinks(now: number): readonly StandingLink[]
  /** Commits a standing link as `creating`; the same token answers with the one it made first. */
  createStandingLink(link: NewStandingLink): CreatedStandingLink | null
  recordStandingMade(made: StandingLinkMade): StandingLink | null
  recordStandingNotMade(failed: StandingLinkNotMade): StandingLink | null
  /** Makes a sale of each payment that is told for the first time, and of those that the provider counts and never showed. */
  recordStandingSeen(seen: StandingLinkSeen): StandingLinkAnswer
  recordStandingUnanswered(id: string, code: string, nextCheckAt: number): void
  /** Notes that those whose request was under way when the app ended have had no answer. */
  loseStandingLinks(): void
  /** Puts a standing link away, so that it is not watched any more, or takes it back. */
  putStandingAway(id: string, away: boolean, at: number): StandingLink | null

  /** The whole catalogue by name, what was put away too. */
  items(): readonly Item[]
  /** An item's picture, WebP. */
  itemPicture(id: string): Uint8Array | null
  /** Adds an item, or changes the one of that id; a code that another item on sale has fails with CODE_TAKEN. */
  saveItem(item: SavedItem): Item | null
  retireItem(id: string, retired: boolean, at: number): Item | null
}

/** The ledger as the rest of the app holds it: the same methods, answered from its worker. */
export type LedgerClient = {
  readonly [M in keyof Ledger]: (...args: Parameters<Ledger[M]>) => Promise<ReturnType<Ledger[M]>>
} & {
  /** Lets nothing be written any more, for this reason; reading goes on. */
  stop(reason: BookProblem): Promise<void>
  /** Tells what was done to the file from outside since it was opened; nothing is written any more then. */
  changedOutside(): Promise<ChangedOutside>
  /** Notes that the whole book was checked and is sound, epoch ms. */
  noteChecked(at: number): Promise<void>
  /** Writes all that this book holds, as it is open, into a new file; fails when the copy is not whole. */
  keepCopy(path: string): Promise<void>
  /** Closes the book; after a stop, its files stay as they are. */
  close(): Promise<void>
}
