import type { Account } from '../../../../shared/contract/shapes/account.ts'
import type { EntryFault } from '../../../sale-entry/amount.ts'
import { awaitsPieces, isBlank, type Tape } from '../../../sale-entry/tape.ts'

/** What is in the way of asking for a payment; the words stand under `counter.why`. */
export type WhyNot =
  | 'person'
  | 'book'
  | 'locked'
  | 'paused'
  | 'noKey'
  | 'empty'
  | 'pieces'
  | 'amount'
  | 'email'
  | 'description'
  | 'option'

interface Sale {
  /** Whoever is at the till may sell. */
  readonly maySell: boolean
  /** The book may not be written. */
  readonly bookClosed: boolean
  readonly locked: boolean
  readonly account: Pick<Account, 'hasKey' | 'paused'> | undefined
  readonly fault: EntryFault | null
  readonly tape: Tape
  readonly emailFault: boolean
  readonly tooLong: boolean
  readonly optionFault: boolean
}

/** Names the first thing in the way, beginning with what no key of the keypad can help; null when the sale can be asked for. */
export function whyNot({
  maySell,
  bookClosed,
  locked,
  account,
  fault,
  tape,
  emailFault,
  tooLong,
  optionFault,
}: Sale): WhyNot | null {
  if (!maySell) return 'person'
  if (bookClosed) return 'book'
  if (locked) return 'locked'
  if (account?.paused) return 'paused'
  if (account?.hasKey === false) return 'noKey'
  if (isBlank(tape)) return 'empty'
  if (awaitsPieces(tape)) return 'pieces'
  if (fault?.code === 'AMOUNT_ZERO') return 'empty'
  if (fault) return 'amount'
  if (emailFault) return 'email'
  if (tooLong) return 'description'
  return optionFault ? 'option' : null
}
