import type { ProviderId } from '../../app.ts'
import type { Tale } from '../tale.ts'
import type { Words } from '../words.ts'

/** One thing that happens on a sale's way. */
export type Move = (tale: Tale, words: Words) => unknown

/** One way a sale can go. */
export interface Course {
  readonly name: string
  /** How many of four hundred sales go so. */
  readonly cards: number
  /** Whose sales can go so; `oxapay v1` is the newer of its two wires. Absent for all. */
  readonly at?: readonly (ProviderId | 'oxapay v1')[]
  /** The price is in a coin, so that what comes can be counted toward it. */
  readonly inCoins?: boolean
  /** What happens, in its order. */
  readonly tell: readonly Move[]
}
