import type { WindowRole } from '../../../shared/contract/plain/rights.ts'

/** Who called, told plainly, so that a table of attacks can be tried without a window. */
export interface Sender {
  /** The frame was gone when the call arrived. */
  readonly frameMissing: boolean
  readonly isMainFrame: boolean
  readonly webContentsId: number
  /** The address of the frame that called, as the host gives it. */
  readonly url: string
}

export interface SenderRules {
  /** Scheme and host that may call: `app://bundle`, or the development server's. */
  readonly allowedOrigins: readonly string[]
  /** What each window open now is for, by its id. */
  readonly windows: ReadonlyMap<number, WindowRole>
}

/** Characters that address parsers drop or bend: an honest address has none of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const BENT = /[\u0000-\u0020\u007f\\]/
const USER_PART = /^[^/?#]*\/\/[^/?#]*@/

/**
 * Tells what the window is for whose call may be answered: its main frame, showing our own page. Null for any other caller.
 *
 * Scheme and host are compared parsed and whole; prefixes let `app://bundle.evil` through, and the `origin` of a scheme
 * like ours is always "null".
 */
export function windowOf(sender: Sender, rules: SenderRules): WindowRole | null {
  if (sender.frameMissing || !sender.isMainFrame) return null
  const from = place(sender.url)
  if (from === null || !rules.allowedOrigins.some((origin) => place(origin) === from)) return null
  return rules.windows.get(sender.webContentsId) ?? null
}

function place(address: unknown): string | null {
  if (typeof address !== 'string' || BENT.test(address) || USER_PART.test(address)) return null
  const url = URL.parse(address)
  if (url === null || url.host === '' || url.username !== '' || url.password !== '') return null
  return `${url.protocol}//${url.host}`
}
