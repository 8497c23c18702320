import type { ProviderId } from '../../../shared/contract/plain/provider-ids.ts'
import type { AccountSettings } from '../../../shared/contract/shapes/account.ts'
import type { Book } from '../../../shared/contract/shapes/book.ts'
import type { InvoiceDetail, InvoiceRow } from '../../../shared/contract/shapes/invoice.ts'
import type { Item } from '../../../shared/contract/shapes/item.ts'
import type { Money } from '../../../shared/money/money.ts'
import type { ExceptionKind } from '../../../shared/status/exceptions.ts'
import type { EndReason, InvoiceStatus, LinkReading, LinkStage } from '../../../shared/status/status.ts'
import type { ExceptionRow } from '../exceptions/exceptions.ts'
import type { NewLine, SavedItem } from './catalogue.ts'
import type { CreatedInvoice } from './invoices.ts'
import type { AcceptedShort, RestLink, RestToAsk, Said } from './underpaid.ts'

/** What is written before any request: the invoice with its first link, `creating`. */
export interface NewInvoice {
  /** The screen's own token; a second call with the same one finds the first invoice instead of making another. */
  readonly token: string
  readonly accountId: string
  readonly asked: Money
  readonly description: string
  readonly customerName: string | null
  readonly customerEmail: string | null
  /** The largest shortfall that still counts as paid; null for none. */
  readonly tolerance: Money | null
  /** What the amount is made of; absent or empty where only an amount was typed. */
  readonly lines?: readonly NewLine[]
  readonly at: number
}

/** A link whose request may now be sent, or whose answer is awaited. */
export interface PendingLink {
  readonly linkId: string
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly accountId: string
  readonly marker: string
  readonly asked: Money
  readonly description: string
  readonly customerName: string | null
  readonly customerEmail: string | null
  readonly stage: LinkStage
  readonly createdAt: number
}

export type AddedLink =
  | { readonly ok: true; readonly pending: PendingLink }
  | { readonly ok: false; readonly reason: 'NOT_FOUND' | 'ALREADY_DONE' | 'CONFLICT' }

export interface LinkMade {
  readonly linkId: string
  readonly ref: string
  /** Null for an adopted link whose address the provider no longer tells. */
  readonly url: string | null
  readonly expiresAt: number | null
  readonly rawStatus: string
  readonly rawAnswer: string
  readonly nextCheckAt: number | null
  readonly at: number
  /** True when a lost create was found again. */
  readonly recovered: boolean
  /** What the provider says it asks for where that differs from what was asked; null when it agrees. */
  readonly mismatch: Money | null
}

export interface LinkNotMade {
  readonly linkId: string
  /** `refused`: surely not made. `lost`: may have been made. */
  readonly stage: 'refused' | 'lost'
  readonly code: string
  readonly providerWords: string | null
  readonly at: number
}

export interface SeenReceipt {
  readonly receiptId: string
  readonly txHash: string | null
  readonly payer: string | null
  readonly amount: Money
  readonly credited: Money | null
  readonly paidAt: number
  readonly timeObserved: boolean
  readonly raw: string
}

/** One answer about one live link. Writing it twice changes nothing the second time. */
export interface LinkSeen {
  readonly linkId: string
  readonly reading: LinkReading
  readonly rawStatus: string
  readonly rawAnswer: string
  /** Why the link ended without money, as far as the provider tells; null or absent otherwise. */
  readonly endReason?: EndReason | null
  /** What the provider says has arrived through the link; null, or another currency, when it does not say. */
  readonly received: Money | null
  /** Null leaves the known expiry as it is. */
  readonly expiresAt: number | null
  /** Null leaves the known receipts as they are; known receipts are updated (a hash may come later), never removed. */
  readonly receipts: readonly SeenReceipt[] | null
  readonly nextCheckAt: number | null
  readonly at: number
  /** What the link asks for where that differs from what was asked; absent or null when it agrees. */
  readonly mismatch?: Money | null
}

/** A question that failed; the status stays, the screen can say why it is stale. */
export interface LinkUnanswered {
  readonly linkId: string
  readonly code: string
  readonly nextCheckAt: number | null
  readonly at: number
}

/** A live link that is due to be asked about. */
export interface DueLink {
  readonly linkId: string
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly accountId: string
  readonly provider: ProviderId
  readonly ref: string
  readonly asked: Money
  readonly reading: LinkReading
  readonly status: InvoiceStatus
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly checkedAt: number | null
  /** Number.MAX_SAFE_INTEGER for a link that is never asked about again. */
  readonly nextCheckAt: number
  readonly receiptCount: number
  /** True while a receipt still lacks its transaction hash. */
  readonly hashMissing: boolean
}

/** A live link as the watcher's plan holds it: what decides when it is asked about, and no more. */
export type WatchedLink = Omit<DueLink, 'invoiceNumber' | 'asked'>

/** When a link is to be asked about next, epoch ms; null for never. */
export interface NextCheck {
  readonly linkId: string
  readonly nextCheckAt: number | null
}

export interface StoredAccount {
  readonly id: string
  readonly provider: ProviderId
  readonly label: string
  readonly settings: AccountSettings
  readonly createdAt: number
  readonly paused: { readonly reason: 'AUTH_REJECTED' | 'FORBIDDEN'; readonly at: number } | null
  readonly lastAnswerAt: number | null
  /** When the key last became another one, epoch ms; null when it is still the first. */
  readonly keyChangedAt: number | null
}

export interface InvoiceQuery {
  readonly search: string
  readonly status: readonly InvoiceStatus[]
  readonly provider: readonly ProviderId[]
  /** Opaque, from the page before; null for the newest page. */
  readonly cursor: string | null
  readonly limit: number
}

export interface InvoicePage {
  readonly rows: readonly InvoiceRow[]
  readonly nextCursor: string | null
}

export type NewAccount = Omit<StoredAccount, 'paused' | 'lastAnswerAt' | 'keyChangedAt'> & {
  /** Tells one key from another and nothing else of it. */
  readonly keyFingerprint: string
}

/** What changed by a write, so that the window can be told. */
export interface Changed {
  readonly invoiceId: string
  readonly before: InvoiceStatus
  readonly after: InvoiceStatus
  /** False when the write found everything already as it says. */
  readonly changed: boolean
  readonly newReceipts: number
  /** What the write calls a person for; mostly nothing. */
  readonly raised: readonly Raised[]
}

/** One exception that was just written down. */
export interface Raised {
  readonly id: string
  readonly kind: ExceptionKind
}

/**
 * The book's repository. Each method is one transaction; methods that name a missing thing answer null.
 *
 * Facts of money are only ever appended or completed, never removed.
 */
export interface Ledger {
  book(): Book & { readonly id: string; readonly schemaVersion: number }
  invoiceCount(): number

  addAccount(account: NewAccount): StoredAccount
  updateAccount(id: string, label: string, settings: AccountSettings): StoredAccount | null
  pauseAccount(id: string, reason: 'AUTH_REJECTED' | 'FORBIDDEN', at: number): StoredAccount | null
  resumeAccount(id: string, at: number): StoredAccount | null
  /** Ends the pause of an account whose key was typed anew, and notes when it is another key than before. */
  keyTyped(id: string, keyFingerprint: string, at: number): StoredAccount | null
  /** Hides the account; its invoices stay. */
  forgetAccount(id: string, at: number): boolean
  accounts(): readonly StoredAccount[]
  account(id: string): StoredAccount | null

  /** Commits the invoice and its first link as `creating`; the same token answers with the invoice it made first. */
  createInvoice(invoice: NewInvoice): CreatedInvoice
  /**
   * Commits one more link of an invoice as `creating`, and takes up a sale that was given up.
   *
   * Refused where another link can still be shared or is being made, where money has come, and where it is paid.
   */
  addLink(invoiceId: string, at: number): AddedLink
  /** Takes what has come for enough, if that is still `received`: what is missing becomes the invoice's tolerance. */
  acceptShort(invoiceId: string, received: Money, said: Said, at: number): AcceptedShort
  /** Commits one more link as `creating` that asks for what is missing; takes up a sale that was given up. */
  addRestLink(invoiceId: string, rest: RestToAsk, at: number): RestLink
  linkMade(made: LinkMade): Changed | null
  linkNotMade(failed: LinkNotMade): Changed | null
  /** Links whose request was sent (or about to be) with no answer on record: `creating` after a crash, and `lost`. */
  unansweredLinks(): readonly PendingLink[]
  pendingLink(linkId: string): PendingLink | null
  linkSeen(seen: readonly LinkSeen[]): readonly Changed[]
  /** Notes that these links answered what was already known; nothing else of them changes. */
  linksUnchanged(seen: readonly NextCheck[], at: number): void
  linkUnanswered(failed: readonly LinkUnanswered[]): void
  setNextCheck(linkId: string, nextCheckAt: number | null): void
  /** Sets next checks in one transaction. */
  setNextChecks(checks: readonly NextCheck[]): void
  /** Brings every next check that lies beyond `latest` to `now`: a clock that ran ahead has left it there. */
  pullNextChecks(latest: number, now: number): void
  /** Live links due at `now`, the last created first; paused and forgotten accounts are left out. */
  dueLinks(now: number, limit: number): readonly DueLink[]
  /**
   * The links that are still asked about, page by page in the order they were made.
   *
   * Those of forgotten accounts are left out, those of paused ones are not. `after` is the `next` of the page before.
   */
  watchedLinks(
    after: number | null,
    limit: number,
  ): { readonly links: readonly WatchedLink[]; readonly next: number | null }
  /** The live links of these invoices, also those never asked about again. */
  watchedLinksOf(invoiceIds: readonly string[]): readonly WatchedLink[]
  /** These links as the asking needs them; those that are not live any more are left out. */
  liveLinks(linkIds: readonly string[]): readonly DueLink[]
  liveLinksOf(invoiceId: string): readonly DueLink[]
  /** The live links of an account made at or after `since`, epoch ms. */
  liveLinksSince(accountId: string, since: number): readonly DueLink[]
  /** The earliest next check on record, epoch ms; null when nothing is to be asked. */
  nextCheckAt(): number | null
  abandon(invoiceId: string, reason: string, at: number): Changed | null
  note(invoiceId: string, text: string, at: number): boolean
  /** Appends a fact that changes nothing else (an export, a copy of the link). */
  record(
    invoiceId: string | null,
    kind: string,
    data: Readonly<Record<string, string | number | boolean | null>>,
    at: number,
  ): void

  /** The open exceptions, or the settled ones, the newest first. */
  exceptions(query: { readonly settled: boolean; readonly limit: number }): readonly ExceptionRow[]
  /** How many exceptions are open. */
  exceptionCount(): number
  /** Settles an exception by a person's word; false when none is open by that id. */
  settleException(id: string, note: string, person: string, at: number): boolean

  invoices(query: InvoiceQuery): InvoicePage
  invoice(id: string): InvoiceDetailWithoutProvider | null
  link(
    linkId: string,
  ): { readonly invoiceId: string; readonly provider: ProviderId; readonly url: string | null } | null
  receiptCount(): number

  /** The whole catalogue by name, what was put away too. */
  items(): readonly Item[]
  /** An item's picture, WebP. */
  itemPicture(id: string): Uint8Array | null
  /** Adds an item, or changes the one of that id; a code that another item on sale has fails with CODE_TAKEN. */
  saveItem(item: SavedItem): Item | null
  retireItem(id: string, retired: boolean, at: number): Item | null
}

/** The detail as the book knows it; the provider's means of recovery are added outside. */
export type InvoiceDetailWithoutProvider = Omit<InvoiceDetail, 'invoice'> & {
  readonly invoice: Omit<InvoiceDetail['invoice'], 'recovery'>
}

/** The ledger as the rest of the app holds it: the same methods, answered from its worker. */
export type LedgerClient = {
  readonly [M in keyof Ledger]: (...args: Parameters<Ledger[M]>) => Promise<ReturnType<Ledger[M]>>
} & { close(): Promise<void> }

export type { BookProblem } from './book.ts'
