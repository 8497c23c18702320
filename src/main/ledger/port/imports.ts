/** A receipt of a sale that is imported, as the file tells it. */
export interface ImportedReceipt {
  /** What tells it from the other receipts of its sale. */
  readonly receiptId: string
  readonly txHash: string | null
  readonly payer: string | null
  /** A decimal in the currency of its sale, more than nothing: what counts of it. */
  readonly amount: string
  /** What came, where that is in another currency; null where it is the amount itself. */
  readonly came: { readonly currency: string; readonly amount: string } | null
  /** Epoch ms. */
  readonly paidAt: number
  /** The file's row. */
  readonly raw: string
}

/** A sale that is imported, as the file tells it. */
export interface ImportedSale {
  /** What tells it from the other sales of its account: the provider's own reference, or one that was made of what the file says. */
  readonly reference: string
  /** Epoch ms. */
  readonly createdAt: number
  readonly currency: string
  /** A decimal. */
  readonly asked: string
  readonly description: string
  readonly customerName: string | null
  readonly customerEmail: string | null
  readonly receipts: readonly ImportedReceipt[]
  /** The file's row, or its first one. */
  readonly raw: string
}

/** A sale of the book that bears a reference, imported or not. */
export interface KnownSale {
  readonly reference: string
  readonly number: string
  readonly invoiceId: string
  /** Decimals. */
  readonly asked: string
  readonly received: string
  readonly currency: string
}

/** The sale of the book that a transaction paid. */
export interface KnownTransaction {
  /** As it was asked. */
  readonly txHash: string
  readonly number: string
}

/** A payment of the book, which one of a file may be told under another reference. */
export interface KnownPayment {
  readonly number: string
  readonly customerName: string | null
  readonly customerEmail: string | null
  /** Epoch ms. */
  readonly paidAt: number
  readonly currency: string
  /** A decimal: what counts of it. */
  readonly amount: string
  /** It came through the account, or one of its provider that was forgotten. */
  readonly isSameAccount: boolean
}

/** Why sales in the book carry an import's mark no more: a person undid it, or it was begun and never finished. */
export type UndoneReason = 'person' | 'unfinished'

/** An import, as the book keeps it. */
export interface ImportView {
  readonly id: string
  readonly accountId: string
  readonly accountLabel: string
  /** The name of the file, without where it lay. */
  readonly fileName: string
  /** 64 hexadecimal digits. */
  readonly sha256: string
  /** Empty where nobody is named. */
  readonly person: string
  readonly begunAt: number
  /** Null while it is taken, and where it never came to its end. */
  readonly finishedAt: number | null
  /** Null where its sales count; set with the first piece of undoing it, after which nothing more of it is taken. */
  readonly undone: { readonly at: number; readonly by: string; readonly reason: UndoneReason } | null
  /** How many were taken; of one that was undone, how many had been. */
  readonly sales: number
  readonly receipts: number
}

/** Why nothing is taken, or undone. */
export type ImportRefusal =
  | 'ACCOUNT_NOT_FOUND'
  /** It is dated in a month that is closed. */
  | 'PERIOD_CLOSED'
  /** A refund is recorded on one of its sales: that one is undone first. */
  | 'IMPORT_REFUNDED'
  /** It was undone, or is being undone. */
  | 'IMPORT_UNDONE'
  | 'IMPORT_UNKNOWN'

/** Why, and for a month that is closed its first day. */
export type RefusedImport =
  | { readonly reason: 'PERIOD_CLOSED'; readonly firstDay: string }
  | { readonly reason: Exclude<ImportRefusal, 'PERIOD_CLOSED'> }

export interface NewImport {
  /** Made by the screen once per import; a second call with the same one finds the first. */
  readonly token: string
  readonly accountId: string
  readonly fileName: string
  readonly sha256: string
  readonly person: string
  /** Epoch ms. */
  readonly at: number
}

export type BegunImport =
  | { readonly ok: true; readonly importId: string; readonly existed: boolean }
  | ({ readonly ok: false } & RefusedImport)

/** What came of a piece: how many are new in the book, and how many it knew by their reference. On a refusal nothing of the piece was taken. */
export type TakenSales =
  | { readonly ok: true; readonly taken: number; readonly known: number }
  | ({ readonly ok: false; readonly reference: string | null } & RefusedImport)

export interface UndoImport {
  readonly person: string
  readonly reason: UndoneReason
  /** Epoch ms. */
  readonly at: number
}

/** A piece of undoing: how many sales are left to be withdrawn. On a refusal, the number of the sale that is in the way. */
export type UndonePiece =
  | { readonly ok: true; readonly left: number }
  | ({ readonly ok: false; readonly number: string | null } & RefusedImport)
