import { toDecimal } from '../../../shared/money/money.ts'
import { checked, unreadable } from '../http/checked.ts'
import { failed, namingClock, statusFailure } from '../http/failure.ts'
import { createHttpClient, type HttpAnswer, type HttpCall } from '../http/http-client.ts'
import { untilAborted } from '../http/limited-body.ts'
import { recordedAnswer, recordedWords } from '../http/mask.ts'
import { encodeWire, exactNumber } from '../http/wire-json.ts'
import { wirePath } from '../http/wire-path.ts'
import { isRecord, wordsOf } from '../http/words.ts'
import { TIME_LIMIT_MS } from '../limits.ts'
import type {
  CreatedLink,
  LinkRequest,
  LinkState,
  ProviderClient,
  ProviderPorts,
  ProviderResult,
} from '../provider.ts'
import { choiceSetting, flagSetting, numberSetting, textSetting } from '../settings.ts'
import { askedOf, linkState } from './mapping.ts'
import { EXPIRY_MINUTES, LOCALES } from './options.ts'
import { createSession } from './session.ts'
import * as wire from './wire.ts'

interface Answered {
  readonly answer: HttpAnswer
  readonly secrets: readonly string[]
}

/** Connects to 1ShotPay with one account's credentials; the bearer token lives as long as the client. */
export function connectOneShotPay(ports: ProviderPorts): ProviderClient {
  const http = createHttpClient({
    baseUrl: ports.baseUrl,
    fetch: ports.fetch,
    acquire: ports.acquire,
    clock: ports.clock,
    timeLimitMs: ports.timeLimitMs ?? TIME_LIMIT_MS,
  })
  const session = createSession(http, ports.clock)

  /** Sends one call with a bearer token; after a 401, which means "not processed", once more with a fresh one (1shotpay §3.5). */
  function call(parts: Omit<HttpCall, 'headers'>, signal: AbortSignal): Promise<ProviderResult<Answered>> {
    return ports.useCredentials(async (credentials) => {
      let token = await ended(session.token(credentials), signal)
      for (let attempt = 1; ; attempt += 1) {
        if (!token.ok) return token
        const bearer = token.value
        const secrets = [credentials.apiToken ?? '', bearer]
        const answer = await http.exchange(
          { ...parts, headers: { Authorization: `Bearer ${bearer}` } },
          signal,
        )
        if (!answer.ok) return answer
        if (answer.value.succeeded) return { ok: true, value: { answer: answer.value, secrets } }
        if (answer.value.status === 401) session.drop(bearer)
        if (answer.value.status !== 401 || attempt === 2) return refusal(parts, answer.value, secrets)
        token = await ended(session.token(credentials), signal)
      }
    })
  }

  async function createLink(request: LinkRequest, signal: AbortSignal): Promise<ProviderResult<CreatedLink>> {
    if (request.asked.currency !== 'USD') return failed('CURRENCY_NOT_OFFERED')
    const { min, max, initial } = EXPIRY_MINUTES
    const minutes = numberSetting(ports.settings, 'expiryMinutes', min, max) ?? initial
    const chosen = { ...ports.settings, ...request.linkOptions }
    const expirationTimestamp = Math.floor(ports.clock.now() / 1000) + Math.round(minutes * 60)
    const body = {
      amount: exactNumber(toDecimal(request.asked)),
      // There is no reference field, so the number stands where people of both sides read it (1shotpay §3.4).
      description: `${request.invoiceNumber} ${request.description}`.trim(),
      mediaUrl: textSetting(chosen, 'mediaUrl'),
      reuseable: request.standing === true,
      // A link that stays has no end.
      expirationTimestamp: request.standing ? undefined : expirationTimestamp,
      requestedPayerUserId: textSetting(chosen, 'requestedPayerUserId'),
    }
    const answered = await call({ method: 'POST', path: wirePath`/links`, body, creates: true }, signal)
    if (!answered.ok) return answered
    const { answer, secrets } = answered.value
    const link = checked(wire.payLink, answer.json, answer, true)
    if (!link.ok) return link
    return {
      ok: true,
      value: {
        ref: link.value.id,
        url: payerUrl(link.value.id),
        expiresAt: link.value.expirationTimestamp ?? (request.standing ? null : expirationTimestamp * 1000),
        rawStatus: link.value.status,
        rawAnswer: recordedAnswer(answer.text, secrets),
        echoed: askedOf(link.value),
      },
    }
  }

  async function readLink(ref: string, signal: AbortSignal): Promise<ProviderResult<LinkState>> {
    const answered = await call({ method: 'GET', path: wirePath`/links/${ref}`, creates: false }, signal)
    if (!answered.ok) return answered
    const { answer, secrets } = answered.value
    const link = checked(wire.payLink, answer.json, answer, false)
    if (!link.ok) return link
    if (link.value.id.toLowerCase() !== ref.toLowerCase()) return unreadable(answer, false)
    const payment = isRecord(answer.json) ? answer.json.mostRecentPayment : null
    const rawPayment = payment ? recordedAnswer(encodeWire(payment), secrets) : ''
    const state = linkState(link.value, recordedAnswer(answer.text, secrets), rawPayment)
    return { ok: true, value: { ...state, ref } }
  }

  /** The address a payer opens, built because the wire gives none (1shotpay §2.4). */
  function payerUrl(id: string): string {
    const locale = choiceSetting(ports.settings, 'locale', LOCALES, 'en')
    const close = flagSetting(ports.settings, 'closeOnComplete') ? '?closeOnComplete=true' : ''
    return `https://1shotpay.com/${locale}/link/${id}${close}`
  }

  return {
    createLink,
    readLink,
    async readReceipts(ref, signal) {
      const state = await readLink(ref, signal)
      return state.ok ? { ok: true, value: state.value.receipts ?? [] } : state
    },
    async checkKey(signal) {
      const token = await ports.useCredentials((credentials) => ended(session.renew(credentials), signal))
      if (!token.ok) return token
      // There is no sandbox and no account data (1shotpay §1, §3.6).
      return { ok: true, value: { environment: 'live', name: null, warnings: [] } }
    },
  }
}

function refusal(parts: Omit<HttpCall, 'headers'>, answer: HttpAnswer, secrets: readonly string[]) {
  // A link that is not ours and a link that does not exist are both "not found" (1shotpay §3.5).
  const status = !parts.creates && answer.status === 403 ? 404 : answer.status
  const refused = statusFailure(status, {
    missing: parts.creates ? 'REQUEST_REFUSED' : 'LINK_NOT_FOUND',
    words: recordedWords(wordsOf(answer), secrets),
    retryAfterMs: answer.retryAfterMs,
    creates: parts.creates,
  })
  return namingClock({ ok: false, error: { ...refused.error, httpStatus: answer.status } }, answer)
}

/** Lets a caller stop waiting for a token exchange that others may share. */
async function ended(
  token: Promise<ProviderResult<string>>,
  signal: AbortSignal,
): Promise<ProviderResult<string>> {
  try {
    return await untilAborted(token, signal)
  } catch (error) {
    if (signal.aborted) return failed('CANCELLED')
    throw error
  }
}
