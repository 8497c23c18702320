import { compare, moneyFrom, times } from '../../shared/money/money.ts'
import type { Tape } from './tape.ts'

/** Digits typed in one go without a point: more than the amounts of a counter have. */
const MANY_DIGITS = 8
/** A code of an item with fewer digits is an amount as often as not. */
const CODE_DIGITS = 4
/** So many times the largest amount of an account's last sales is far beyond it. */
const FAR_BEYOND = 20

/** Why an amount is asked about once more before it is asked for. */
export type Doubt = 'manyDigits' | 'itemCode' | 'codeLike' | 'farBeyond' | 'cutOff'

/**
 * Says what is unlikely about an amount; null when nothing is.
 *
 * `decimal` is the whole sale in the major unit; `largest` is the largest of the account's last sales in that currency, null where
 * there are too few to tell. `isCode` says whether an item has this code, and a scanner may have typed it at a hand's pace; `isLike`
 * whether one has a code like it, and it came as a scanner types.
 */
export function doubtOf(
  tape: Tape,
  currency: string,
  decimal: string,
  largest: string | null,
  isCode: (text: string) => boolean,
  isLike: (text: string) => boolean = () => false,
): Doubt | null {
  const { length } = /^[0-9]+$/.test(tape.typed) ? tape.typed : ''
  if (length >= MANY_DIGITS) return 'manyDigits'
  if (length >= CODE_DIGITS && isCode(tape.typed)) return 'itemCode'
  if (length >= CODE_DIGITS && isLike(tape.typed)) return 'codeLike'
  if (largest === null) return null
  const limit = times(moneyFrom(currency, largest), FAR_BEYOND)
  return compare(moneyFrom(currency, decimal), limit) > 0 ? 'farBeyond' : null
}

/** A hand that has read what stands there presses again no sooner than this, ms. */
const READ_MS = 600

/** Lets an unlikely amount pass only when it is asked for a second time, later, and unchanged. */
export interface SecondLook {
  /** Says whether this sale may be asked for now; `at` in ms. */
  passes(token: string, doubt: Doubt | null, at: number): boolean
}

/** Begins with nothing asked for yet. */
export function createSecondLook(): SecondLook {
  let first: { readonly token: string; readonly at: number } | null = null
  return {
    passes(token, doubt, at) {
      if (doubt === null || (first?.token === token && at - first.at >= READ_MS)) {
        first = null
        return true
      }
      // A press that came too soon begins the wait anew: it was none of a person who had read.
      first = { token, at }
      return false
    },
  }
}
