import { compare, moneyFrom } from '../../../shared/money/money.ts'
import { toBaseUnits } from '../../../shared/money/scale.ts'
import { checked, unreadable } from '../http/checked.ts'
import { failed } from '../http/failure.ts'
import { createHttpClient, type HttpAnswer, type HttpCall } from '../http/http-client.ts'
import { recordedAnswer, recordedWords } from '../http/mask.ts'
import { encodeWire, exactNumber } from '../http/wire-json.ts'
import { wireMoney } from '../http/wire-money.ts'
import { wirePath } from '../http/wire-path.ts'
import { payUrl } from '../pay-url.ts'
import type {
  CreatedLink,
  KnownLink,
  LinkRequest,
  LinkState,
  ProviderClient,
  ProviderPorts,
  ProviderResult,
} from '../provider.ts'
import { choiceSetting, textSetting } from '../settings.ts'
import { refusalOf } from './errors.ts'
import { barrierOf, goneState, keyCheck, LINK_LIFE_MS, linkState } from './mapping.ts'
import { FEE_MODES, MAXIMUM, MINIMUM, PAY_HOSTS } from './options.ts'
import * as wire from './wire.ts'

/** The vendor's own SDKs wait this long (ocpay §1), ms. */
const OCPAY_TIME_LIMIT_MS = 30_000
/** How far the provider's clock may be from ours before ours counts, ms. */
const CLOCK_SLACK_MS = 5 * 60_000
/** A title holds 200 characters (ocpay §2.1). */
const TITLE_LIMIT = 200

interface Exchanged {
  readonly answer: HttpAnswer
  readonly secrets: readonly string[]
}

interface Opened {
  readonly data: unknown
  /** The answer's own time, epoch ms; null when it names none. */
  readonly at: number | null
}

/** Connects to OCPay with one key; the key alone chooses between sandbox and production (ocpay §1). */
export function connectOcpay(ports: ProviderPorts): ProviderClient {
  const http = createHttpClient({
    baseUrl: ports.baseUrl,
    fetch: ports.fetch,
    acquire: ports.acquire,
    clock: ports.clock,
    timeLimitMs: ports.timeLimitMs ?? OCPAY_TIME_LIMIT_MS,
  })
  /** What the last check said the key may not do; null when it may, or was never asked. */
  let barrier: string | null = null
  const feeMode = choiceSetting(ports.settings, 'feeMode', FEE_MODES, 'NO_FEE')

  function send(parts: Omit<HttpCall, 'headers'>, signal: AbortSignal): Promise<ProviderResult<Exchanged>> {
    return ports.useCredentials(async (credentials) => {
      const { apiKey = '' } = credentials
      if (apiKey === '') return failed('NO_KEY')
      const answer = await http.exchange({ ...parts, headers: { 'X-Access-Token': apiKey } }, signal)
      return answer.ok ? { ok: true, value: { answer: answer.value, secrets: [apiKey] } } : answer
    })
  }

  async function createLink(request: LinkRequest, signal: AbortSignal): Promise<ProviderResult<CreatedLink>> {
    const dinars = wholeDinars(request)
    if (!dinars.ok) return dinars
    // Such a key can still read, so the account is not paused; the next check may lift it (ocpay §2.3).
    if (barrier !== null) return failed('FORBIDDEN', { providerWords: barrier })
    const body = {
      productInfo: {
        // The only place where the merchant's dashboard shows our number (ocpay §3.4).
        title: request.invoiceNumber.slice(0, TITLE_LIMIT),
        description: request.description === '' ? undefined : request.description,
        amount: exactNumber(dinars.value),
      },
      feeMode,
      successMessage: textSetting(ports.settings, 'successMessage'),
      redirectUrl: textSetting(ports.settings, 'redirectUrl'),
    }
    const sent = await send(
      { method: 'POST', path: wirePath`/v3/ocpay/createLink`, body, creates: true },
      signal,
    )
    if (!sent.ok) return sent
    const opened = open(sent.value, true, 'REQUEST_REFUSED')
    if (!opened.ok) return opened
    const { answer, secrets } = sent.value
    const created = checked(wire.created, opened.value.data, answer, true)
    if (!created.ok) return created
    const { paymentRef, paymentUrl, paymentLink } = created.value
    const url = payUrl(paymentUrl, PAY_HOSTS)
    const echo = paymentLink?.productInfo?.amount
    const echoed = echo ? wireMoney('DZD', echo) : null
    if (!url || (echo && !echoed)) return unreadable(answer, true)
    const told = paymentLink?.time ?? paymentLink?.createdAt ?? opened.value.at
    const now = ports.clock.now()
    // A clock far from ours would end the link before it began, and call every payment late.
    const createdAt = told !== null && Math.abs(told - now) <= CLOCK_SLACK_MS ? told : now
    return {
      ok: true,
      value: {
        ref: paymentRef,
        url,
        expiresAt: createdAt + LINK_LIFE_MS,
        // The answer to a create names no status.
        rawStatus: '',
        rawAnswer: recordedAnswer(answer.text, secrets),
        echoed,
      },
    }
  }

  async function readLink(
    ref: string,
    signal: AbortSignal,
    known?: KnownLink,
  ): Promise<ProviderResult<LinkState>> {
    const path = wirePath`/v3/ocpay/checkPayment/${ref}`
    const sent = await send({ method: 'GET', path, creates: false }, signal)
    if (!sent.ok) return sent
    const { answer, secrets } = sent.value
    const context = {
      ref,
      now: ports.clock.now(),
      known,
      feeShared: feeMode !== 'NO_FEE',
      rawAnswer: recordedAnswer(answer.text, secrets),
      rawReceipt: '',
    }
    if (answer.status === 410) return { ok: true, value: goneState(context) }
    const opened = open(sent.value, false, 'LINK_NOT_FOUND')
    if (!opened.ok) return opened
    const check = checked(wire.check, opened.value.data, answer, false)
    if (!check.ok) return check
    if (check.value.paymentRef && check.value.paymentRef !== ref) return unreadable(answer, false)
    const rawReceipt = recordedAnswer(encodeWire(opened.value.data), secrets)
    const message = recordedWords(check.value.message, secrets)
    const state = linkState({ ...check.value, message }, { ...context, rawReceipt })
    return state ? { ok: true, value: state } : unreadable(answer, false)
  }

  return {
    createLink,
    readLink,
    async readReceipts(ref, signal, known) {
      const state = await readLink(ref, signal, known)
      return state.ok ? { ok: true, value: state.value.receipts ?? [] } : state
    },
    async checkKey(signal) {
      const sent = await send({ method: 'GET', path: wirePath`/v3/validate`, creates: false }, signal)
      if (!sent.ok) return sent
      const opened = open(sent.value, false, 'REQUEST_REFUSED')
      if (!opened.ok) return opened
      const validation = checked(wire.validation, opened.value.data, sent.value.answer, false)
      if (!validation.ok) return validation
      barrier = barrierOf(validation.value)
      const name = recordedWords(validation.value.username, sent.value.secrets)
      return { ok: true, value: keyCheck(validation.value, name) }
    },
  }
}

/** Opens the envelope; an answer that says failure in any of its forms is one. */
function open(
  { answer, secrets }: Exchanged,
  creates: boolean,
  missing: 'LINK_NOT_FOUND' | 'REQUEST_REFUSED',
): ProviderResult<Opened> {
  const refused = refusalOf(answer, { secrets, creates, missing })
  if (refused) return refused
  const body = checked(wire.envelope, answer.json, answer, creates)
  if (!body.ok) return body
  return { ok: true, value: { data: body.value.data, at: body.value.meta?.timestamp ?? null } }
}

/** The asked amount as a text of whole dinars within the limits; nothing is rounded (ocpay §4). */
function wholeDinars({ asked }: LinkRequest): ProviderResult<string> {
  if (asked.currency !== 'DZD') return failed('CURRENCY_NOT_OFFERED')
  const dinars = toBaseUnits(asked, 0)
  if (dinars === null) return failed('AMOUNT_TOO_MANY_DECIMALS')
  if (compare(asked, moneyFrom('DZD', MINIMUM)) < 0) return failed('AMOUNT_TOO_SMALL')
  if (compare(asked, moneyFrom('DZD', MAXIMUM)) > 0) return failed('AMOUNT_TOO_LARGE')
  return { ok: true, value: dinars }
}
