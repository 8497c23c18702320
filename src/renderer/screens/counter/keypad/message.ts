import type { Pasted } from '../../../sale-entry/amount.ts'
import type { Doubt } from '../../../sale-entry/plausible.ts'
import type { NotAdded } from '../../../sale-entry/tape.ts'

/** What is said in the room of the lines of the last thing that was done. */
export type KeypadMessage =
  | { readonly kind: 'scanned' }
  | { readonly kind: 'unknownCode'; readonly code: string; readonly isSlow: boolean }
  | { readonly kind: 'added'; readonly name: string }
  | { readonly kind: 'full' }
  /** A key that would have made another amount was not taken; Enter asks once more. */
  | { readonly kind: 'cutOff' }
  /** Keys of this amount were pressed while another screen stood in the keypad's place; Enter asks once more. */
  | { readonly kind: 'keysMissed' }
  | { readonly kind: 'notAdded'; readonly why: NotAdded; readonly name: string }
  /** Enter asks once more: such an amount is seldom meant. */
  | { readonly kind: 'doubt'; readonly doubt: Doubt }
  /** What was pasted is no amount that could be typed here. */
  | { readonly kind: 'pasted'; readonly text: string; readonly pasted: Exclude<Pasted, { kind: 'typed' }> }
  /** Something came as a scanner types, and a hand may have typed it. */
  | { readonly kind: 'perhapsScanned'; readonly code: string; readonly isSlow: boolean }
  /** Enter did nothing; the words are those of what is in the way now. */
  | { readonly kind: 'why' }
