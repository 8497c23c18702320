/** What a whole check of a book found. */
export type CheckOutcome =
  /** Nothing is wrong; `file` is the stamp of the file that was read and of its journal, as text. */
  | { readonly state: 'sound'; readonly file: string }
  | { readonly state: 'unsound'; readonly found: string }
  /** The check could not be made, or was given up; nothing is known. `silent` where it hung, or its disk did not answer. */
  | { readonly state: 'unknown'; readonly reason: string; readonly silent?: boolean }

/** A check under way. */
export interface RunningCheck {
  /** Never rejects. */
  readonly finished: Promise<CheckOutcome>
  /** Gives it up at its next step. */
  cancel(): void
}
