import type { ExceptionKind } from '../../../shared/status/exceptions.ts'
import type { InvoiceStatus } from '../../../shared/status/status.ts'

/** What changed by a write, so that the window can be told. */
export interface InvoiceChange {
  readonly invoiceId: string
  /** The number of the commit that wrote it; a detail read as of it, or later, already shows it. */
  readonly commit: number
  readonly before: InvoiceStatus
  readonly after: InvoiceStatus
  /** False when the write found everything already as it says. */
  readonly changed: boolean
  readonly newReceipts: number
  /** What the write calls a person for; mostly nothing. */
  readonly raised: readonly RaisedException[]
}

/** One exception that was just written down. */
export interface RaisedException {
  readonly id: string
  readonly invoiceId: string
  readonly kind: ExceptionKind
}

/** What a person does to sales that changes no money: reviewed or not, a tag that is put on or taken away, a note. */
export type LocalEdit =
  | { readonly kind: 'review'; readonly reviewed: boolean }
  | { readonly kind: 'tag'; readonly tag: string; readonly isOn: boolean }
  | { readonly kind: 'note'; readonly text: string }

/** What a person can take back: an edit, or that exceptions were marked as handled. */
export type UndoableAct = LocalEdit | { readonly kind: 'handled'; readonly note: string }

/** An edit of some sales: a larger one comes in pieces under the same token, and is undone as one. */
export interface EditOfSales {
  /** Made by the screen once per act. */
  readonly token: string
  readonly edit: LocalEdit
  readonly invoiceIds: readonly string[]
  readonly person: string
}

/** What an edit changed; sales that were so already are not among it. TOO_MANY_TAGS names a sale that has no room for one more; nothing was written then. */
export type EditedSales =
  | {
      readonly ok: true
      readonly changes: readonly InvoiceChange[]
      /** The number of the first sale that was changed; empty where none was. */
      readonly number: string
    }
  | { readonly ok: false; readonly reason: 'TOO_MANY_TAGS'; readonly number: string }

/** A piece of undoing an edit, or of bringing one back. */
export interface TurnedEdit {
  readonly edit: UndoableAct
  readonly changes: readonly InvoiceChange[]
  /** How many sales of the whole edit are as they were by now. */
  readonly done: number
  /** How many of them were changed since and stay as they are. */
  readonly overtaken: number
  /** The numbers of the first sale that was turned, and of the first that was overtaken; empty for none. */
  readonly number: string
  readonly overtakenNumber: string
  /** The edit is longer: call again for its next piece. */
  readonly isMore: boolean
}
