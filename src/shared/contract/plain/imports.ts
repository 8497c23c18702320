/** What a column of an imported file can become; `out` is left out. */
export const IMPORT_FIELDS = [
  'reference',
  /** Of an invoice: what tells a row without a reference, and a sale of this book again. */
  'number',
  'created',
  'paid',
  'asked',
  'received',
  /** The currency of what was received, where the payer chose another than the one that was asked. */
  'receivedIn',
  'currency',
  'transaction',
  'payer',
  'customer',
  'email',
  'description',
  'status',
  'out',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** In which zone times are read that name none: UTC, or the book's own. */
export const IMPORT_ZONES = ['utc', 'book'] as const
export type ImportZone = (typeof IMPORT_ZONES)[number]

/** So many rows of a file are imported at once. */
export const MOST_IMPORTED = 200_000

/** What becomes of a row. */
export const IMPORT_ROW_KINDS = ['unread', 'duplicate', 'known', 'new'] as const
export type ImportRowKind = (typeof IMPORT_ROW_KINDS)[number]

/** Why a row is what it is; `text` and `line` beside it mean what is said here. */
export const IMPORT_REASONS = [
  /** A day that no month has: `text` is its month and day, "02-31". */
  'noSuchDay',
  /** `text` is none in any order, or none in the one of the file. */
  'notADate',
  'noDate',
  'future',
  'longAgo',
  /** It was paid more than a day before it was created. */
  'paidBefore',
  /** `text` is the first day of a closed period. */
  'closed',
  'notAnAmount',
  'negative',
  'tooManyDecimals',
  'tooLarge',
  /** Nothing was asked and nothing received. */
  'nothing',
  /** It is one of several payments of its reference, and no column says how much each was. */
  'eachUntold',
  /** It says that it was paid, and not how much. */
  'noAmount',
  /** `text` is the status, which says that no money came, and there is some; or the other way round. */
  'contradicts',
  /** A spreadsheet has made of a reference or a transaction what others have become too: `text` is what it left. */
  'spoiled',
  'noCurrency',
  'unknownCurrency',
  /** `text` is the currency that stands within an amount, another than that of the row. */
  'otherCurrency',
  /** It was paid in `text`, another currency than was asked, and nothing says that all of it came. */
  'inOther',
  'unknownStatus',
  /** It went back: a refund is recorded by a person. */
  'refunded',
  /** `text` is what the column becomes. */
  'tooLong',
  /** It says the same as the row in `line`. */
  'repeats',
  /** Another row of its reference, in `line`, says another amount or currency. */
  'differs',
  /** Another row of its reference, in `line`, cannot be read. */
  'withLine',
  /** `text` is the number of the sale. */
  'inBook',
  /** The same; the book has other amounts. */
  'inBookDiffers',
  /** Same customer, amount and hour as the sale whose reference is `text`, or which stands in `line` and has none. */
  'sameSale',
  /** The same, but paid by another transaction: both can be true. */
  'sameSaleOtherTransaction',
  /** Same amount and hour, or day where no time is told, as a payment of the sale whose number is `text`; nobody else is named. */
  'sameInBook',
  /** This very file was imported before: `text` is the day, and behind a blank the name of the account. */
  'fileImported',
  /** The same transaction as in `line`. */
  'sameTransaction',
  /** `text` is the number of the sale that the transaction paid. */
  'transactionInBook',
  /** No money came. */
  'unpaid',
] as const
export type ImportReason = (typeof IMPORT_REASONS)[number]

/** Why a row is what it is. */
export interface ImportWhy {
  readonly reason: ImportReason
  readonly text: string | null
  readonly line: number | null
}
