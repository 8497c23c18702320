import type {
  KnownOfBook,
  SalvageOrder,
  SalvageOutcome,
} from '../../../src/main/ledger/port/copies/salvage.ts'
import { salvageBook } from '../../../src/main/ledger/salvage/salvage.ts'
import { START } from './facts.ts'

/** What a caller without a witness knows. */
export const NOTHING_KNOWN: KnownOfBook = {
  ...{ bookId: null, invoices: null, receipts: null, events: null, reservedNumber: null, commit: null },
}

/** What a salvage from one path to another is ordered with. */
export function salvageOrder(from: string, to: string, known: Partial<KnownOfBook> = {}): SalvageOrder {
  return {
    ...{ from, to, known: { ...NOTHING_KNOWN, ...known }, at: START + 90 * 86_400_000, by: null },
    origin: { kind: 'live', tillCode: 'CF', zone: 'Africa/Algiers' },
  }
}

export type Saved = Extract<SalvageOutcome, { readonly state: 'saved' }>

/** Salvages a book; throws where nothing came of it. */
export function salvaged(from: string, to: string, known: Partial<KnownOfBook> = {}): Saved {
  const quiet = { progress: () => undefined, cancelled: () => false }
  const outcome = salvageBook(salvageOrder(from, to, known), quiet)
  if (outcome.state !== 'saved') throw new Error(JSON.stringify(outcome))
  return outcome
}
