import type { Pasted } from '../../../sale-entry/amount.ts'
import type { Doubt } from '../../../sale-entry/plausible.ts'
import type { NotAdded } from '../../../sale-entry/tape.ts'

/** What was scanned before it and is not in the sale, the newest last: who scans one after the other does not look in between. */
interface Missed {
  readonly missed: readonly string[]
}

/** So many are named. */
const MOST_MISSED = 3

/** Gives what is not in the sale once this was said. */
export function missedAfter(notice: KeypadMessage | null): readonly string[] {
  if (notice?.kind === 'added') return notice.missed
  if (notice?.kind !== 'unknownCode' && notice?.kind !== 'notAdded') return []
  const own = notice.kind === 'unknownCode' ? notice.code : notice.name
  return [...notice.missed.filter((one) => one !== own), own].slice(-MOST_MISSED)
}

/** What is said in the room of the lines of the last thing that was done. */
export type KeypadMessage =
  | { readonly kind: 'scanned' }
  | ({ readonly kind: 'unknownCode'; readonly code: string; readonly isSlow: boolean } & Missed)
  | ({ readonly kind: 'added'; readonly name: string } & Missed)
  | { readonly kind: 'full' }
  /** A key that would have made another amount was not taken; Enter asks once more. */
  | { readonly kind: 'cutOff' }
  /** Keys of this amount were pressed while another screen stood in the keypad's place; Enter asks once more. */
  | { readonly kind: 'keysMissed' }
  | ({ readonly kind: 'notAdded'; readonly why: NotAdded; readonly name: string } & Missed)
  /** Enter asks once more: such an amount is seldom meant. */
  | { readonly kind: 'doubt'; readonly doubt: Doubt }
  /** What was pasted is no amount that could be typed here. */
  | { readonly kind: 'pasted'; readonly text: string; readonly pasted: Exclude<Pasted, { kind: 'typed' }> }
  /** Something came as a scanner types, and a hand may have typed it. */
  | { readonly kind: 'perhapsScanned'; readonly code: string; readonly isSlow: boolean }
  /** Enter did nothing; the words are those of what is in the way now. */
  | { readonly kind: 'why' }
