/** How far an older state of this book was. */
export interface OlderState {
  readonly invoices: number
  readonly events: number
  readonly lastEventId: string | null
}

/** What a book holds beyond an older state of it. */
export interface NewerSales {
  readonly sales: number
  /** The sales whose links can be asked about again, by account. */
  readonly askable: readonly { readonly account: string; readonly sales: number }[]
  /** How many cannot, and the numbers of the first of them. */
  readonly lost: number
  readonly lostNumbers: readonly string[]
  /** Refunds and notes, which no provider knows. */
  readonly refunds: number
  readonly notes: number
  /** What else a person did: links of older sales, links that stay, accounts and items. */
  readonly acts: number
}

/** What was taken over from the book that lay in the place of a restored one. */
export interface TakenOver {
  /** The sales that are asked about again. */
  readonly taken: number
  /** How many newer sales have nothing to ask about, and the numbers of the first of them. */
  readonly lost: number
  readonly lostNumbers: readonly string[]
  /** False where the other book could not be read, or not to its end. */
  readonly read: boolean
  /** What lay in its place: this book in another state, another book, or none. Only of this book is it known whether there were newer sales. */
  readonly replaced: 'this' | 'another' | 'none'
}
