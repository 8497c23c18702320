import type { ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import { type Failed, failed, namingClock, statusFailure } from '../http/failure.ts'
import type { HttpAnswer } from '../http/http-client.ts'
import { recordedWords } from '../http/mask.ts'
import { wordsOf } from '../http/words.ts'
import type { RefusalContext } from './dialect.ts'
import { envelope } from './legacy-wire.ts'

/** What a result code means (oxapay §3.5); null for one that is in no table. */
function codeOfResult(result: number): ErrorCode | null {
  if (result === 102 || result === 103) return 'AUTH_REJECTED'
  if (result === 104) return 'FORBIDDEN'
  if (result === 116) return 'LINK_NOT_FOUND'
  if (result === 124) return 'RATE_LIMITED'
  if (result === 131 || result === 500) return 'UNAVAILABLE'
  const input = result === 101 || (result >= 105 && result <= 123)
  const payout = result >= 125 && result <= 130
  return input || payout || result === 135 ? 'REQUEST_REFUSED' : null
}

/**
 * Reads a failure from the result code, whatever the HTTP status, else from the status (oxapay §3.5); null for a success.
 *
 * An unknown code, an internal error or a 5xx may hide an effect; every other code refused the request.
 */
export function refusalOf(answer: HttpAnswer, context: RefusalContext): Failed | null {
  const words = recordedWords(wordsOf(answer), context.secrets)
  const parsed = envelope.safeParse(answer.json)
  const result = parsed.success ? parsed.data.result : null
  if (result === 100 && answer.succeeded) return null
  const known = result === null ? null : codeOfResult(result)
  const unclear = known === null || known === 'UNAVAILABLE' || answer.status >= 500
  const details = {
    effect: unclear && context.creates ? 'possible' : 'none',
    httpStatus: answer.status,
    retryAfterMs: answer.retryAfterMs,
    providerWords: words,
  } as const
  // 104 refuses the caller's address, which is no matter of one invoice.
  if (known) {
    const keyRefused = result === 102 || result === 103 || result === 104
    return namingClock(failed(known, { ...details, keyRefused }), answer)
  }
  if (answer.succeeded) return failed('BAD_RESPONSE', details)
  const { missing, creates } = context
  const refused = statusFailure(answer.status, { missing, creates, words, retryAfterMs: answer.retryAfterMs })
  return namingClock(refused, answer)
}
