import { isObject, JsonNumber, type JsonValue, parseJson } from '../world/json.ts'
import type { PracticeCredentials, PracticePayment, PracticeProvider } from '../world/state.ts'
import type { PracticeOperation } from './operations.ts'

/** One request a simulated provider saw, without its secrets. */
export interface LoggedRequest {
  /** Epoch milliseconds of the practice clock. */
  readonly at: number
  readonly atIso: string
  readonly provider: PracticeProvider | null
  readonly operation: PracticeOperation | null
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** The JSON body, masked; its text when it is no JSON; null when there was none. */
  readonly body: unknown
  /** The fault that fell upon it, if any. */
  readonly fault: string | null
  /** The HTTP status of the answer; null while there is none, and for ever after a timeout or a cut line. */
  readonly status: number | null
}

/** What `log()` and `GET /_control/log` show. */
export interface PracticeLog {
  readonly requests: readonly LoggedRequest[]
  /** Every payment since the providers' memory began, oldest first. */
  readonly payments: readonly PracticePayment[]
  /** Letters Daisy would have sent: one at each creation with an address. */
  readonly emails: readonly { readonly to: string; readonly ref: string; readonly at: number }[]
}

const MASK = '***'
const SECRET_HEADERS = new Set([
  'x-access-token',
  'merchant_api_key',
  'general_api_key',
  'payout_api_key',
  'cookie',
  'proxy-authorization',
])
const SECRET_FIELDS = new Set([
  'merchant',
  'client_secret',
  'secretkey',
  'access_token',
  'apikey',
  'apitoken',
  'merchantkey',
  'key',
])
const LONGEST_BODY = 32_768

/** Hides the values of secret headers; of an Authorization header its scheme stays. */
export function maskHeader(name: string, value: string): string {
  if (name === 'authorization')
    return value.includes(' ') ? `${value.slice(0, value.indexOf(' '))} ${MASK}` : MASK
  return SECRET_HEADERS.has(name) ? MASK : value
}

function maskBody(value: JsonValue, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value)
  if (value instanceof JsonNumber) return value
  if (Array.isArray(value)) return value.map((held) => maskBody(held, hide))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      hide(key),
      SECRET_FIELDS.has(key.toLowerCase()) ? MASK : maskBody(held, hide),
    ]),
  )
}

/** The last requests seen, at least `keep` of them; older ones fall out. */
export class RequestLog {
  #entries: LoggedRequest[] = []
  readonly #secrets: readonly string[]
  readonly #keep: number

  constructor(credentials: PracticeCredentials, keep: number) {
    this.#keep = keep
    this.#secrets = [
      credentials.daisy.secretKey,
      credentials.oneshotpay.apiToken,
      credentials.ocpay.apiKey,
      credentials.oxapay.merchantKey,
    ]
  }

  /** Writes a request down; the returned function adds the status of its answer. */
  add(
    request: Request,
    body: string,
    facts: Pick<LoggedRequest, 'at' | 'provider' | 'operation' | 'fault'>,
  ): (status: number) => void {
    const hide = (text: string): string =>
      this.#secrets.reduce((shown, secret) => shown.replaceAll(secret, MASK), text)
    const url = new URL(request.url)
    const headers: Record<string, string> = {}
    request.headers.forEach((value, name) => {
      headers[name] = hide(maskHeader(name, value))
    })
    const entry = {
      ...facts,
      atIso: new Date(facts.at).toISOString(),
      method: request.method,
      path: hide(url.pathname + url.search),
      headers,
      body: shownBody(body, hide),
      status: null as number | null,
    }
    this.#entries.push(entry)
    if (this.#entries.length >= 2 * this.#keep) this.#entries = this.#entries.slice(-this.#keep)
    return (status) => {
      entry.status = status
    }
  }

  /** The requests, oldest first. */
  entries(): readonly LoggedRequest[] {
    return this.#entries.map((entry) => ({ ...entry }))
  }
}

// A body that is no JSON may hold a wrong key anywhere, so only its length is told.
function shownBody(text: string, hide: (text: string) => string): unknown {
  if (text === '') return null
  if (text.length > LONGEST_BODY) return `(${text.length} characters)`
  const value = parseJson(text)
  return value === undefined ? `(${text.length} characters, not JSON)` : maskBody(value, hide)
}
