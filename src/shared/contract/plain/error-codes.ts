/** Why a book takes nothing, or cannot be opened; nothing of it was changed. */
export const BOOK_CODES = [
  'DISK_FULL',
  'DISK_IO',
  'CORRUPT',
  'NOT_A_DATABASE',
  'READ_ONLY',
  'LOCKED',
  'FROM_FUTURE',
  'DATA_MISSING',
  /** The disk did not answer, or the thread that does the work hangs. */
  'NO_ANSWER',
  /** Its thread has ended. */
  'BOOK_STOPPED',
  /** The file was changed, replaced or removed while it was open. */
  'BOOK_REPLACED',
  /** Something that was acknowledged is not in the book. */
  'BOOK_BEHIND',
  /** The file was changed since it was closed, and is being checked. */
  'BOOK_CHECKING',
] as const
export type BookCode = (typeof BOOK_CODES)[number]

/** Names the code of a book that an error carries; null when it carries none. */
export function bookCodeOf(error: unknown): BookCode | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return BOOK_CODES.find((one) => one === error.code) ?? null
}

/** Every code an answer can fail with. The words for each live in the message catalogues under `errors.<CODE>`. */
export const ERROR_CODES = [
  // the border
  'ROUTE_NOT_FOUND',
  'INVALID_INPUT',
  'SENDER_REFUSED',
  'NOT_ALLOWED',
  'BUSY_MAINTENANCE',
  'CANCELLED',
  'INTERNAL',
  // the domain
  'NOT_FOUND',
  'CONFLICT',
  'ALREADY_DONE',
  'NO_KEY',
  'ACCOUNT_PAUSED',
  'ACCOUNT_FORGOTTEN',
  'AMOUNT_NOT_A_NUMBER',
  'AMOUNT_ZERO',
  'AMOUNT_TOO_SMALL',
  'AMOUNT_TOO_LARGE',
  'AMOUNT_TOO_MANY_DECIMALS',
  'CURRENCY_NOT_OFFERED',
  'DESCRIPTION_TOO_LONG',
  'NOT_PRACTICE',
  'PRACTICE_KEYS',
  'NOTHING_TO_CHECK',
  'NOT_SHORT',
  'RECEIVED_UNKNOWN',
  'REMAINDER_WAITING',
  'REMAINDER_LOST',
  'RECEIVED_CHANGED',
  'REFUND_TOO_LARGE',
  'PARTLY_REFUNDED',
  /** All that an edit has left was changed since: it cannot be undone. */
  'EDIT_OVERTAKEN',
  'TOO_MANY_TAGS',
  // a period of the books
  'PERIOD_CLOSED',
  'PERIOD_NOT_OVER',
  'PERIOD_CHANGED',
  'PERIOD_COUNTED',
  'CLOCK_BEFORE_CLOSE',
  'REASON_NEEDED',
  // an import of past sales
  'IMPORT_CHANGED',
  'IMPORT_RUNNING',
  'IMPORT_CLOSED',
  'IMPORT_REFUNDED',
  'VIEWS_TOO_LONG',
  'LIST_NOT_OFFERED',
  'SETTING_FIXED',
  'LINES_MISMATCH',
  'ITEM_CHANGED',
  'CODE_TAKEN',
  'PICTURE_UNFIT',
  // a backup
  'OTHER_BOOK',
  'NOTHING_TO_SALVAGE',
  // a move to another computer
  'MOVED',
  'FILE_BEHIND',
  // a file for others
  'OWN_FILE',
  'NOT_A_FILE',
  'NAME_REFUSED',
  'FOLDER_GONE',
  'EXPORT_TOO_LARGE',
  'EXPORT_ONE_ACCOUNT',
  // a file of before, that one is compared with
  'EARLIER_UNKNOWN',
  'EARLIER_CHANGED',
  'EARLIER_UNFIT',
  // a provider
  'AUTH_REJECTED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'UNREACHABLE',
  'TIMED_OUT',
  'UNAVAILABLE',
  'BAD_RESPONSE',
  'REQUEST_REFUSED',
  'CLOCK_BEHIND',
  'CLOCK_AHEAD',
  'LINK_NOT_FOUND',
  'REDIRECTED',
  'TOO_LARGE',
  'OUTCOME_UNKNOWN',
  'AMOUNT_MISMATCH',
  // the book
  ...BOOK_CODES,
  // the app's own files
  'NOT_KEPT',
  'FILE_BLOCKED',
  // people
  /** The PIN does not fit, or its person may not sign in; `left` tries before a wait. */
  'PIN_WRONG',
  /** Too many wrong PINs; `seconds` until one is looked at again. */
  'PIN_WAIT',
  'PIN_UNFIT',
  'NAME_TAKEN',
  'NAME_UNFIT',
  'LAST_OWNER',
  'TOO_MANY_PEOPLE',
  /** The people's file does not fit to what the app remembers. */
  'PEOPLE_BROKEN',
  // the vault
  'VAULT_UNAVAILABLE',
  'VAULT_WEAK',
  'VAULT_LOCKED',
  'VAULT_CHANGED',
  'VAULT_TEMPORARY',
  'WRONG_PASSPHRASE',
  /** Too many wrong passphrases; `seconds` until one is looked at again. */
  'PASSPHRASE_WAIT',
  'PASSPHRASE_TOO_SHORT',
  /** `most` characters are one at most. */
  'PASSPHRASE_TOO_LONG',
  'DECRYPT_FAILED',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** Why an account's key cannot be had: nothing was sent, and nothing is said of the key itself. */
export const KEYLESS_CODES: ReadonlySet<ErrorCode> = new Set([
  'NO_KEY',
  'VAULT_LOCKED',
  'VAULT_UNAVAILABLE',
  'VAULT_CHANGED',
  'VAULT_TEMPORARY',
  'DECRYPT_FAILED',
])

/** The codes after which the same call may simply be made again. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'BUSY_MAINTENANCE',
  'RATE_LIMITED',
  'UNREACHABLE',
  'TIMED_OUT',
  'UNAVAILABLE',
  'VAULT_TEMPORARY',
  'LOCKED',
])

/** Says whether repeating a *reading* call may succeed; a create is never repeated by itself, whatever this says. */
export function isRetryable(code: ErrorCode): boolean {
  return RETRYABLE.has(code)
}
