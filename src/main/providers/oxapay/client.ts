import type { KeyCheck } from '../../../shared/contract/shapes/account.ts'
import { toDecimal } from '../../../shared/money/money.ts'
import { toBaseUnits } from '../../../shared/money/scale.ts'
import { unreadable } from '../http/checked.ts'
import { failed } from '../http/failure.ts'
import { createHttpClient } from '../http/http-client.ts'
import { recordedAnswer } from '../http/mask.ts'
import { encodeWire, exactNumber } from '../http/wire-json.ts'
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
import { choiceSetting, flagSetting, numberSetting, textSetting } from '../settings.ts'
import type { OxapayAnswer, OxapayCall } from './call.ts'
import { createCatalogue } from './catalogue.ts'
import type { Asking, Dialect } from './dialect.ts'
import { legacy } from './legacy.ts'
import { createListing, type ListedLink } from './listing.ts'
import { linkState } from './mapping.ts'
import {
  currencies,
  DIALECTS,
  FEE_PAYERS,
  LIFETIME,
  MOST_DECIMALS,
  PAY_HOSTS,
  UNDERPAID_COVER,
} from './options.ts'
import { v1 } from './v1.ts'

/** The key that makes an account a sandbox; a public word, not a secret (oxapay §1). */
const SANDBOX_KEY = 'sandbox'

/** Connects to OxaPay in the dialect the account chose (oxapay §1). */
export function connectOxapay(ports: ProviderPorts): ProviderClient {
  const http = createHttpClient({
    baseUrl: ports.baseUrl,
    fetch: ports.fetch,
    acquire: ports.acquire,
    clock: ports.clock,
    timeLimitMs: ports.timeLimitMs ?? TIME_LIMIT_MS,
  })
  const chosen = choiceSetting(ports.settings, 'dialect', DIALECTS, 'legacy')
  const dialect: Dialect = chosen === 'v1' ? v1 : legacy
  const sandbox = flagSetting(ports.settings, 'sandbox')
  const terms = {
    feeByPayer: choiceSetting(ports.settings, 'feePaidByPayer', FEE_PAYERS, 'account') === 'payer',
  }
  const catalogue = createCatalogue(http, dialect, ports.clock)

  function call(parts: OxapayCall, signal: AbortSignal): Promise<ProviderResult<OxapayAnswer>> {
    return ports.useCredentials(async (credentials) => {
      const { merchantKey = '' } = credentials
      if (merchantKey === '') return failed('NO_KEY')
      // The legacy dialect knows the sandbox by its key alone, v1 by a flag of the create (oxapay §1).
      const key = sandbox && chosen === 'legacy' ? SANDBOX_KEY : merchantKey
      const sandboxKey = key === SANDBOX_KEY
      const secrets = sandboxKey ? [] : [key]
      const { request, creates, missing } = parts
      const exchanged = await http.exchange({ ...dialect.withKey(request, key), creates }, signal)
      if (!exchanged.ok) return exchanged
      const answer = exchanged.value
      const refused = dialect.refusalOf(answer, { secrets, creates, missing })
      return refused ?? { ok: true, value: { answer, secrets, sandboxKey } }
    })
  }

  async function createLink(request: LinkRequest, signal: AbortSignal): Promise<ProviderResult<CreatedLink>> {
    const { asked } = request
    const offered = currencies.some((one) => one.currency === asked.currency)
    if (!offered || !catalogue.mayHave(asked.currency)) return failed('CURRENCY_NOT_OFFERED')
    if (toBaseUnits(asked, MOST_DECIMALS) === null) return failed('AMOUNT_TOO_MANY_DECIMALS')
    const asking = { ...optionsOf(ports), ...askingFor(request), sandbox }
    const create = dialect.create(asking)
    const sent = await call({ request: create, creates: true, missing: 'REQUEST_REFUSED' }, signal)
    if (!sent.ok) return sent
    const { answer, secrets } = sent.value
    const created = dialect.readCreated(answer.json)
    const url = created && payUrl(created.url, PAY_HOSTS)
    if (!created || !url) return unreadable(answer, true)
    return {
      ok: true,
      value: {
        ref: created.trackId,
        url,
        expiresAt: created.expiredAt ?? ports.clock.now() + asking.lifetime * 60_000,
        // The answer to a create names neither status nor amount (oxapay §2.1, §2.2).
        rawStatus: '',
        rawAnswer: recordedAnswer(answer.text, secrets),
        echoed: null,
      },
    }
  }

  async function readLink(ref: string, signal: AbortSignal): Promise<ProviderResult<LinkState>> {
    const request = dialect.inquire(ref)
    const sent = await call({ request, creates: false, missing: 'LINK_NOT_FOUND' }, signal)
    if (!sent.ok) return sent
    const { answer, secrets } = sent.value
    const payment = dialect.readPayment(answer.json)
    const records = recordsOf(recordedAnswer(answer.text, secrets), secrets)
    const state = payment && linkState(payment, records, terms)
    return state && state.ref === ref ? { ok: true, value: state } : unreadable(answer, false)
  }

  function rowOf(row: unknown, secrets: readonly string[]): ListedLink | null {
    const payment = dialect.readRow(row)
    const records = recordsOf(recordedAnswer(encodeWire(row), secrets), secrets)
    const state = payment && linkState(payment, records, terms)
    return payment && state ? { state, namesOrder: payment.namesOrder } : null
  }

  async function checkKey(signal: AbortSignal): Promise<ProviderResult<KeyCheck>> {
    const request = dialect.acceptedCoins
    const sent = await call({ request, creates: false, missing: 'REQUEST_REFUSED' }, signal)
    if (!sent.ok) return sent
    const { answer, sandboxKey } = sent.value
    if (!dialect.readAcceptedCoins(answer.json)) return unreadable(answer, false)
    await catalogue.refresh(signal)
    const unlisted = currencies.some((one) => !catalogue.mayHave(one.currency))
    return {
      ok: true,
      value: {
        environment: sandbox || sandboxKey ? 'sandbox' : 'live',
        name: null,
        warnings: unlisted ? ['currency_not_listed'] : [],
      },
    }
  }

  const { listLinks, readPage, findByMarker } = createListing({ dialect, call, readLink, rowOf })
  return {
    createLink,
    readLink,
    async readReceipts(ref, signal) {
      const state = await readLink(ref, signal)
      return state.ok ? { ok: true, value: state.value.receipts ?? [] } : state
    },
    checkKey,
    listLinks,
    readPage,
    findByMarker,
  }
}

function recordsOf(answer: string, secrets: readonly string[]) {
  return { answer, record: (part: unknown) => recordedAnswer(encodeWire(part), secrets) }
}

function askingFor(request: LinkRequest) {
  return {
    amount: exactNumber(toDecimal(request.asked)),
    currency: request.asked.currency,
    orderId: request.marker,
    description: `${request.invoiceNumber} ${request.description}`.trimEnd(),
    email: request.customerEmail ?? undefined,
  }
}

type Options = Omit<Asking, keyof ReturnType<typeof askingFor> | 'sandbox'>

/** The account's own options of a create; what is not set is left to the merchant's setting at the provider. */
function optionsOf({ settings }: ProviderPorts): Options {
  const feePayer = choiceSetting(settings, 'feePaidByPayer', FEE_PAYERS, 'account')
  const cover = numberSetting(settings, 'underPaidCover', UNDERPAID_COVER.min, UNDERPAID_COVER.max)
  const lifetime = numberSetting(settings, 'lifeTime', LIFETIME.min, LIFETIME.max) ?? LIFETIME.initial
  return {
    lifetime: Math.round(lifetime),
    feePaidByPayer: feePayer === 'account' ? undefined : feePayer === 'payer' ? 1 : 0,
    underPaidCover: cover === undefined ? undefined : exactNumber(cover.toFixed(2)),
    callbackUrl: textSetting(settings, 'callbackUrl'),
    returnUrl: textSetting(settings, 'returnUrl'),
    mixedPayment: flagSetting(settings, 'mixedPayment'),
    thanksMessage: textSetting(settings, 'thanksMessage'),
  }
}
