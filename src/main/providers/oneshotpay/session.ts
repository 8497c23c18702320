import { createHash } from 'node:crypto'
import type { Clock } from '../../../shared/time/clock.ts'
import { checked } from '../http/checked.ts'
import { failed, statusFailure } from '../http/failure.ts'
import type { HttpClient } from '../http/http-client.ts'
import { recordedWords } from '../http/mask.ts'
import { wirePath } from '../http/wire-path.ts'
import { wordsOf } from '../http/words.ts'
import type { Credentials, ProviderResult } from '../provider.ts'
import * as wire from './wire.ts'

/** The shortest time before its end at which a token is no longer used, ms (1shotpay §1). */
const LEAST_MARGIN_MS = 60_000

interface Held {
  readonly token: string
  /** Which credentials it was given for. */
  readonly owner: string
  readonly usableUntil: number
}

/** Exchanges credentials for a bearer token, and keeps it in memory while it is good. */
export interface Session {
  /** Gives a good token, from memory or by one exchange; parallel callers share that exchange. */
  token(credentials: Credentials): Promise<ProviderResult<string>>
  /** Makes one exchange whatever is in memory. */
  renew(credentials: Credentials): Promise<ProviderResult<string>>
  /** Forgets this token, because it was refused. */
  drop(token: string): void
}

/** Builds the session of one account. Tokens never leave the process. */
export function createSession(http: HttpClient, clock: Clock): Session {
  let held: Held | null = null
  let pending: { readonly owner: string; readonly result: Promise<ProviderResult<string>> } | null = null

  async function exchange(credentials: Credentials): Promise<ProviderResult<string>> {
    const { userId = '', apiToken = '' } = credentials
    if (userId === '' || apiToken === '') return failed('NO_KEY')
    const asked = clock.now()
    const body = { client_id: userId, client_secret: apiToken, grant_type: 'client_credentials' }
    const answer = await http.exchange(
      { method: 'POST', path: wirePath`/token`, headers: {}, body, creates: false },
      // Shared by several callers, so no single one of them may end it; the time limit does.
      new AbortController().signal,
    )
    if (!answer.ok) return answer
    const { value } = answer
    if (!value.succeeded) {
      // Credentials of a wrong shape are refused as bad input; for the merchant that is a wrong key too.
      const status = value.status === 400 || value.status === 422 ? 401 : value.status
      const refused = statusFailure(status, {
        missing: 'REQUEST_REFUSED',
        words: recordedWords(wordsOf(value), [apiToken]),
        retryAfterMs: value.retryAfterMs,
        creates: false,
      })
      return { ok: false, error: { ...refused.error, httpStatus: value.status } }
    }
    const given = checked(wire.token, value.json, value, false)
    if (!given.ok) return given
    const lifetime = Math.max(given.value.expires_in, 0) * 1000
    const margin = Math.max(LEAST_MARGIN_MS, lifetime / 10)
    const token = given.value.access_token
    held = { token, owner: ownerOf(credentials), usableUntil: asked + lifetime - margin }
    return { ok: true, value: token }
  }

  function renew(credentials: Credentials): Promise<ProviderResult<string>> {
    const owner = ownerOf(credentials)
    if (pending?.owner === owner) return pending.result
    const mine = {
      owner,
      result: exchange(credentials).finally(() => {
        if (pending === mine) pending = null
      }),
    }
    pending = mine
    return mine.result
  }

  return {
    async token(credentials) {
      const good = held !== null && held.owner === ownerOf(credentials) && clock.now() < held.usableUntil
      return good && held ? { ok: true, value: held.token } : renew(credentials)
    },
    renew,
    drop(token) {
      if (held?.token === token) held = null
    },
  }
}

/** Names credentials without keeping them. */
function ownerOf(credentials: Credentials): string {
  return createHash('sha256')
    .update(JSON.stringify([credentials.userId, credentials.apiToken]))
    .digest('hex')
}
