import { type Failed, failed, namingClock, statusFailure } from '../http/failure.ts'
import type { HttpAnswer } from '../http/http-client.ts'
import { recordedWords } from '../http/mask.ts'
import { isRecord, wordsOf } from '../http/words.ts'
import type { RefusalContext } from './dialect.ts'
import { envelope } from './v1-wire.ts'

/**
 * Reads a v1 failure: the HTTP status, or under a success the body's own one (oxapay §3.6); null for a success.
 *
 * A body that does not even say its status is no answer of this wire.
 */
export function refusalOf(answer: HttpAnswer, context: RefusalContext): Failed | null {
  const parsed = envelope.safeParse(answer.json)
  const stated = parsed.success ? parsed.data.status : null
  if (answer.succeeded && stated === 200) return null
  const words = recordedWords(withField(answer), context.secrets)
  const { missing, creates } = context
  const status = answer.succeeded ? (stated ?? 0) : answer.status
  if (status < 400 || status > 599) {
    const effect = creates ? 'possible' : 'none'
    return failed('BAD_RESPONSE', { effect, httpStatus: answer.status, providerWords: words })
  }
  const refused = statusFailure(status, { missing, creates, words, retryAfterMs: answer.retryAfterMs })
  return namingClock({ ok: false, error: { ...refused.error, httpStatus: answer.status } }, answer)
}

/** The error names the field it is about, which tells a merchant more than "invalid input" (oxapay §3.6). */
function withField(answer: HttpAnswer): string | null {
  const words = wordsOf(answer)
  const error = isRecord(answer.json) && isRecord(answer.json.error) ? answer.json.error : {}
  const { key } = error
  return words !== null && typeof key === 'string' && key !== '' ? `${words} (${key})` : words
}
