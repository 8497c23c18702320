import type {
  EndReason,
  ExceptionKind,
  InvoiceStatus,
  LinkReading,
  LinkStage,
  Money,
  SeenReceipt,
} from '../app.ts'

/** An invoice with all that became of it. */
export interface InvoiceRow {
  readonly id: string
  status: InvoiceStatus
  received: Money
  tolerance: Money | null
  updatedAt: number
  checkedAt: number | null
  abandonedAt: number | null
}

export interface LinkRow {
  /** Its place among all links of the book; known once it is written. */
  seq: number
  readonly id: string
  readonly marker: string
  readonly asked: Money | null
  readonly createdAt: number
  stage: LinkStage
  reading: LinkReading
  ref: string | null
  url: string | null
  rawStatus: string | null
  rawAnswer: string | null
  failureCode: string | null
  failureWords: string | null
  lastError: string | null
  madeAt: number | null
  expiresAt: number | null
  begunAt: number | null
  checkedAt: number | null
  nextCheckAt: number | null
  received: Money | null
  endReason: EndReason | null
  mismatched: boolean
  readonly receipts: ReceiptRow[]
}

export type ReceiptRow = { -readonly [K in keyof SeenReceipt]: SeenReceipt[K] } & {
  readonly id: string
  readonly link: LinkRow
  readonly notBefore: number | null
  readonly recordedAt: number
}

export interface EventRow {
  readonly id: string
  readonly at: number
  readonly kind: string
  readonly data: string
}

export interface ExceptionRow {
  readonly id: string
  readonly kind: ExceptionKind
  readonly raisedAt: number
  resolvedAt: number | null
  how: 'person' | 'completed' | null
  note: string | null
  person: string | null
}

/** The rows that one moment adds; what later moments change in them has already been done. */
export interface Added {
  readonly link: LinkRow | null
  readonly receipts: readonly ReceiptRow[]
  readonly events: readonly EventRow[]
  readonly exceptions: readonly ExceptionRow[]
}

/** All that the book holds of one sale. */
export interface SaleRows {
  readonly invoice: InvoiceRow
  readonly first: Added
  /** One for each step of its history. */
  readonly steps: readonly Added[]
  /** When its account last answered about it; null when never. */
  readonly answeredAt: number | null
}

/** The same while it is being put together. */
export interface Adding extends Added {
  link: LinkRow | null
  readonly receipts: ReceiptRow[]
  readonly events: EventRow[]
  readonly exceptions: ExceptionRow[]
}

/** Nothing added yet. */
export function emptyAdded(): Adding {
  return { link: null, receipts: [], events: [], exceptions: [] }
}

/** A link that has just been requested; `asked` is null where it asks for the whole amount. */
export function newLink(id: string, marker: string, asked: Money | null, createdAt: number): LinkRow {
  return {
    seq: 0,
    id,
    marker,
    asked,
    createdAt,
    stage: 'creating',
    reading: 'unheard',
    ref: null,
    url: null,
    rawStatus: null,
    rawAnswer: null,
    failureCode: null,
    failureWords: null,
    lastError: null,
    madeAt: null,
    expiresAt: null,
    begunAt: null,
    checkedAt: null,
    nextCheckAt: null,
    received: null,
    endReason: null,
    mismatched: false,
    receipts: [],
  }
}
