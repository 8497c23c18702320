import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import type { LedgerProcess } from '../../../support/rounds/ledger-process.ts'
import type { Model, ModelSale } from './model.ts'

/** The ids of a sale, as the book made them. */
export interface SaleIds {
  readonly id: string
  readonly links: readonly string[]
}

/** What an operation can ask while it is done. */
export interface Hands {
  readonly book: LedgerProcess
  idsOf(sale: ModelSale): Promise<SaleIds>
  /** The id of the open exception of a kind. */
  exceptionOf(sale: ModelSale, kind: string): Promise<string>
  itemId(name: string): Promise<string>
}

/** One call of the ledger. */
export type Call = {
  readonly [M in keyof Ledger]: { readonly method: M; readonly args: Parameters<Ledger[M]> }
}[keyof Ledger]

/** One thing that is done to a book and to its model. */
export interface Operation {
  readonly what: string
  /** The sales it changes; they are read back. */
  readonly sales: readonly ModelSale[]
  /** Makes the call, for the book as it is now. */
  call(hands: Hands): Promise<Call>
  /** Does the same to the model; gives what the call must answer: `ok`, `null`, a refusal's reason or a failure's code. */
  apply(model: Model): string
}
