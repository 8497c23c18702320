import type { ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import { type Failed, failed, namingClock, statusFailure } from '../http/failure.ts'
import type { HttpAnswer } from '../http/http-client.ts'
import { recordedWords } from '../http/mask.ts'
import { plainDecimal } from '../http/wire-json.ts'
import { isRecord, wordsOf } from '../http/words.ts'

/** Codes that mean the key or the caller is refused, whatever the HTTP status (ocpay §3.3). */
const KEY_CODES: Readonly<Record<string, ErrorCode>> = {
  MISSING_ACCESS_TOKEN: 'AUTH_REJECTED',
  INVALID_ACCESS_TOKEN: 'AUTH_REJECTED',
  ERR_AUTH: 'AUTH_REJECTED',
  IP_BLOCKED: 'FORBIDDEN',
}

export interface RefusalContext {
  readonly secrets: readonly string[]
  readonly creates: boolean
  /** What 404 means for this operation. */
  readonly missing: ErrorCode
}

/** Reads a failure of either envelope form, also one that hides in a 200 (ocpay §1, §3.3); null for a success. */
export function refusalOf(answer: HttpAnswer, context: RefusalContext): Failed | null {
  const body = isRecord(answer.json) ? answer.json : {}
  if (answer.succeeded && body.success !== false) return null
  const words = recordedWords(withAttempts(wordsOf(answer), body.error), context.secrets)
  const details = { httpStatus: answer.status, retryAfterMs: answer.retryAfterMs, providerWords: words }
  const keyCode = keyCodeOf(body.error)
  if (keyCode) return failed(keyCode, { ...details, keyRefused: true })
  if (answer.succeeded) return namingClock(failed('REQUEST_REFUSED', details), answer)
  const { missing, creates } = context
  const refused = statusFailure(answer.status, {
    missing,
    creates,
    words,
    retryAfterMs: answer.retryAfterMs,
    // Every 403 of OCPay is about the caller: its address, its approval, its scope (ocpay §3.3).
    forbidsAccount: true,
  })
  return namingClock(refused, answer)
}

function keyCodeOf(error: unknown): ErrorCode | null {
  const code = isRecord(error) ? error.code : error
  return typeof code === 'string' && Object.hasOwn(KEY_CODES, code) ? (KEY_CODES[code] ?? null) : null
}

/** A wrong key counts down to a blocked address: the merchant must see how far it is (ocpay §3.3, §6.1). */
function withAttempts(words: string | null, error: unknown): string | null {
  const details = isRecord(error) && isRecord(error.details) ? error.details : {}
  const left = plainDecimal(details.attemptsLeft)
  return left === null ? words : `${words ?? ''} (attemptsLeft: ${left})`
}
