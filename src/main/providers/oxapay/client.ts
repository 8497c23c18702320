import { toDecimal } from '../../../shared/money/money.ts'
import { toBaseUnits } from '../../../shared/money/scale.ts'
import { checked, unreadable } from '../http/checked.ts'
import { failed } from '../http/failure.ts'
import { createHttpClient, type HttpAnswer } from '../http/http-client.ts'
import { recordedAnswer } from '../http/mask.ts'
import { encodeWire, exactNumber } from '../http/wire-json.ts'
import { type WirePath, wirePath } from '../http/wire-path.ts'
import { isRecord } from '../http/words.ts'
import { TIME_LIMIT_MS } from '../limits.ts'
import { payUrl } from '../pay-url.ts'
import type {
  CreatedLink,
  LinkRequest,
  LinkState,
  ProviderClient,
  ProviderPorts,
  ProviderResult,
} from '../provider.ts'
import { choiceSetting, numberSetting, textSetting } from '../settings.ts'
import { refusalOf } from './errors.ts'
import { createListing } from './listing.ts'
import { linkState } from './mapping.ts'
import { currencies, FEE_PAYERS, LIFETIME, MOST_DECIMALS, UNDERPAID_COVER } from './options.ts'
import * as wire from './wire.ts'

/** The key that makes an account a sandbox; a public word, not a secret (oxapay §1). */
const SANDBOX_KEY = 'sandbox'

export interface OxapayCall {
  readonly path: WirePath
  readonly body: Readonly<Record<string, unknown>>
  readonly creates: boolean
  readonly missing: 'LINK_NOT_FOUND' | 'REQUEST_REFUSED'
}

export interface OxapayAnswer {
  readonly answer: HttpAnswer
  readonly secrets: readonly string[]
  readonly sandbox: boolean
}

/** Connects to OxaPay's legacy dialect: always POST, the key in the body (oxapay §1). */
export function connectOxapay(ports: ProviderPorts): ProviderClient {
  const http = createHttpClient({
    baseUrl: ports.baseUrl,
    fetch: ports.fetch,
    clock: ports.clock,
    timeLimitMs: ports.timeLimitMs ?? TIME_LIMIT_MS,
  })

  function call(parts: OxapayCall, signal: AbortSignal): Promise<ProviderResult<OxapayAnswer>> {
    return ports.useCredentials(async (credentials) => {
      const { merchantKey = '' } = credentials
      if (merchantKey === '') return failed('NO_KEY')
      const sandbox = merchantKey === SANDBOX_KEY
      const secrets = sandbox ? [] : [merchantKey]
      const body = { merchant: merchantKey, ...parts.body }
      const { path, creates, missing } = parts
      const exchanged = await http.exchange({ method: 'POST', path, headers: {}, body, creates }, signal)
      if (!exchanged.ok) return exchanged
      const answer = exchanged.value
      const refused = refusalOf(answer, { secrets, creates, missing })
      return refused ?? { ok: true, value: { answer, secrets, sandbox } }
    })
  }

  async function createLink(request: LinkRequest, signal: AbortSignal): Promise<ProviderResult<CreatedLink>> {
    const { asked } = request
    if (!currencies.some((one) => one.currency === asked.currency)) return failed('CURRENCY_NOT_OFFERED')
    if (toBaseUnits(asked, MOST_DECIMALS) === null) return failed('AMOUNT_TOO_MANY_DECIMALS')
    const sent = await call(
      {
        path: wirePath`/merchants/request`,
        body: {
          amount: exactNumber(toDecimal(asked)),
          currency: asked.currency,
          ...optionsOf(ports),
          email: request.customerEmail ?? undefined,
          // The provider's list can be searched by it after a lost answer (oxapay §3.4).
          orderId: request.marker,
          description: `${request.invoiceNumber} ${request.description}`.trimEnd(),
        },
        creates: true,
        missing: 'REQUEST_REFUSED',
      },
      signal,
    )
    if (!sent.ok) return sent
    const { answer, secrets } = sent.value
    const created = checked(wire.created, answer.json, answer, true)
    if (!created.ok) return created
    const url = payUrl(created.value.payLink, ports.baseUrl)
    if (!url) return unreadable(answer, true)
    return {
      ok: true,
      value: {
        ref: created.value.trackId,
        url,
        expiresAt: created.value.expiredAt ?? ports.clock.now() + lifetimeOf(ports) * 60_000,
        // The answer to a create names neither status nor amount (oxapay §2.1).
        rawStatus: '',
        rawAnswer: recordedAnswer(answer.text, secrets),
        echoed: null,
      },
    }
  }

  async function readLink(ref: string, signal: AbortSignal): Promise<ProviderResult<LinkState>> {
    const sent = await call(
      {
        path: wirePath`/merchants/inquiry`,
        body: { trackId: wireTrackId(ref) },
        creates: false,
        missing: 'LINK_NOT_FOUND',
      },
      signal,
    )
    if (!sent.ok) return sent
    const { answer, secrets } = sent.value
    const payment = checked(wire.payment, answer.json, answer, false)
    if (!payment.ok) return payment
    const receipt = recordedAnswer(encodeWire(withoutEnvelope(answer.json)), secrets)
    const raws = { answer: recordedAnswer(answer.text, secrets), receipt }
    const state = linkState(payment.value, raws, ports.baseUrl)
    return state && state.ref === ref ? { ok: true, value: state } : unreadable(answer, false)
  }

  const listing = createListing({
    call,
    readLink,
    stateOf: (row, secrets) => {
      const parsed = wire.payment.safeParse(row)
      if (!parsed.success) return null
      const raw = recordedAnswer(encodeWire(row), secrets)
      return linkState(parsed.data, { answer: raw, receipt: raw }, ports.baseUrl)
    },
  })

  return {
    createLink,
    readLink,
    async readReceipts(ref, signal) {
      const state = await readLink(ref, signal)
      return state.ok ? { ok: true, value: state.value.receipts ?? [] } : state
    },
    async checkKey(signal) {
      const path = wirePath`/merchants/allowedCoins`
      const sent = await call({ path, body: {}, creates: false, missing: 'REQUEST_REFUSED' }, signal)
      if (!sent.ok) return sent
      const { answer, sandbox } = sent.value
      const coins = checked(wire.coins, answer.json, answer, false)
      if (!coins.ok) return coins
      return { ok: true, value: { environment: sandbox ? 'sandbox' : 'live', name: null, warnings: [] } }
    },
    listLinks: listing.listLinks,
    findByMarker: listing.findByMarker,
  }
}

/** The legacy answer is flat: the payment stands beside the envelope's two fields (oxapay §1). */
function withoutEnvelope(json: unknown): unknown {
  if (!isRecord(json)) return json
  const { result: _result, message: _message, ...payment } = json
  return payment
}

function lifetimeOf({ settings }: ProviderPorts): number {
  return Math.round(numberSetting(settings, 'lifeTime', LIFETIME.min, LIFETIME.max) ?? LIFETIME.initial)
}

/** The account's own options of a create; what is not set is left to the merchant's setting at the provider. */
function optionsOf(ports: ProviderPorts) {
  const { settings } = ports
  const feePayer = choiceSetting(settings, 'feePaidByPayer', FEE_PAYERS, 'account')
  const cover = numberSetting(settings, 'underPaidCover', UNDERPAID_COVER.min, UNDERPAID_COVER.max)
  return {
    lifeTime: lifetimeOf(ports),
    feePaidByPayer: feePayer === 'account' ? undefined : feePayer === 'payer' ? 1 : 0,
    underPaidCover: cover === undefined ? undefined : exactNumber(cover.toFixed(2)),
    returnUrl: textSetting(settings, 'returnUrl'),
  }
}

/** A JSON number where the reference is all digits and exact as one, else the text (oxapay §2.3). */
function wireTrackId(ref: string): unknown {
  return /^[1-9]\d{0,15}$/.test(ref) && BigInt(ref) <= 2n ** 53n ? exactNumber(ref) : ref
}
