import type { Clock } from '../../../shared/time/clock.ts'
import { type Failed, failed } from './failure.ts'
import { readLimited, untilAborted } from './limited-body.ts'
import { networkFailure } from './network-failure.ts'
import { type ProviderClock, providerClock } from './provider-clock.ts'
import { retryAfterMs } from './retry-after.ts'
import { encodeWire, parseWire } from './wire-json.ts'
import type { WirePath } from './wire-path.ts'

export interface HttpPorts {
  /** The fixed base URL; no request goes anywhere but below it. */
  readonly baseUrl: string
  readonly fetch: (request: Request) => Promise<Response>
  readonly clock: Clock
  /** Waits until a request may be sent, and gives what to call when its exchange is over; absent where none has to wait. */
  readonly acquire?: ((caller: AbortSignal) => Promise<() => void>) | undefined
  /** The limit of a whole exchange, connecting and body included but not the wait for its turn, ms. */
  readonly timeLimitMs: number
  /** The largest body taken, bytes. */
  readonly sizeLimit?: number
}

export interface HttpCall {
  readonly method: 'GET' | 'POST'
  readonly path: WirePath
  readonly headers: Readonly<Record<string, string>>
  /** Sent as JSON; absent for none. */
  readonly body?: unknown
  /** True when the request makes something: then a lost answer has a possible effect. */
  readonly creates: boolean
  /** Overrides the client's limit for one call, bytes. */
  readonly sizeLimit?: number
}

/** An answer of any status but a redirect. */
export interface HttpAnswer {
  readonly status: number
  readonly succeeded: boolean
  readonly text: string
  readonly contentType: string
  /** The body parsed when it is first looked at, numbers kept exact; undefined when it is not JSON. */
  readonly json: unknown
  readonly retryAfterMs: number | null
  /** From the Date header; null when it names none. */
  readonly clock: ProviderClock | null
}

export interface HttpClient {
  /** Makes one exchange; never repeats it. Fails with UNREACHABLE, TIMED_OUT, REDIRECTED, TOO_LARGE or CANCELLED. */
  exchange(
    call: HttpCall,
    signal: AbortSignal,
  ): Promise<{ readonly ok: true; readonly value: HttpAnswer } | Failed>
}

/** The largest body taken where a call names no other limit, bytes. */
export const SIZE_LIMIT = 2 * 1024 * 1024

/** Builds a client that speaks JSON with one base URL and follows no redirect. */
export function createHttpClient(ports: HttpPorts): HttpClient {
  const base = new URL(ports.baseUrl)
  const prefix = base.pathname.replace(/\/+$/, '')

  async function exchange(call: HttpCall, caller: AbortSignal) {
    const url = call.path === null ? null : below(base, prefix, call.path)
    if (!url) return failed('INVALID_INPUT')
    if (caller.aborted) return failed('CANCELLED')
    let over: () => void
    try {
      over = (await ports.acquire?.(caller)) ?? (() => undefined)
    } catch (error) {
      if (caller.aborted) return failed('CANCELLED')
      throw error
    }
    try {
      return await send(call, url, caller)
    } finally {
      over()
    }
  }

  /** The time limit begins here: what waited for its turn was not slow. */
  async function send(call: HttpCall, url: URL, caller: AbortSignal) {
    const lost = call.creates ? 'possible' : 'none'
    const signal = AbortSignal.any([caller, AbortSignal.timeout(ports.timeLimitMs)])
    const request = buildRequest(url, call, signal)
    // A key that cannot stand in a header cannot be the right one.
    if (!request) return failed('AUTH_REJECTED')
    const interrupted = () =>
      caller.aborted ? failed('CANCELLED', { effect: lost }) : failed('TIMED_OUT', { effect: lost })
    let response: Response
    try {
      response = await untilAborted(ports.fetch(request), signal)
    } catch (error) {
      return signal.aborted ? interrupted() : networkFailure(error, call.creates)
    }
    if (wentElsewhere(response, url)) {
      response.body?.cancel().catch(() => undefined)
      // A server may do the work and then redirect to its result, so a redirected create has a possible effect.
      return failed('REDIRECTED', { effect: lost, httpStatus: response.status || null })
    }
    const read = await readLimited(response, call.sizeLimit ?? ports.sizeLimit ?? SIZE_LIMIT, signal)
    const httpStatus = response.status
    // The body of a refusal only explains it: the status stands even when the body cannot be read.
    if (!read.ok && httpStatus < 400) {
      if (read.reason === 'too_large') return failed('TOO_LARGE', { effect: lost, httpStatus })
      return signal.aborted ? interrupted() : failed('BAD_RESPONSE', { effect: lost, httpStatus })
    }
    return { ok: true, value: answerOf(response, read.ok ? read.text : '', ports.clock) } as const
  }

  return { exchange }
}

function below(base: URL, prefix: string, path: string): URL | null {
  const url = new URL(`${base.origin}${prefix}${path}`)
  return url.origin === base.origin && url.pathname.startsWith(`${prefix}/`) ? url : null
}

function buildRequest(url: URL, call: HttpCall, signal: AbortSignal): Request | null {
  const body = call.body === undefined ? null : encodeWire(call.body)
  try {
    return new Request(url, {
      method: call.method,
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...call.headers },
      body,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
    })
  } catch {
    return null
  }
}

/** A fetch may hide a refused redirect (opaque, status 0) or have followed it all the same. */
function wentElsewhere(response: Response, asked: URL): boolean {
  if (response.redirected || response.type === 'opaqueredirect' || response.status === 0) return true
  if (response.status >= 300 && response.status < 400) return true
  return response.url !== '' && new URL(response.url).origin !== asked.origin
}

function answerOf(response: Response, text: string, clock: Clock): HttpAnswer {
  let json: { readonly value: unknown } | null = null
  return {
    status: response.status,
    succeeded: response.ok,
    text,
    contentType: (response.headers.get('content-type') ?? '').toLowerCase(),
    get json() {
      json ??= { value: parsed(text) }
      return json.value
    },
    retryAfterMs: retryAfterMs(response.headers.get('retry-after'), clock.now()),
    clock: providerClock(response.headers.get('date'), clock.now()),
  }
}

function parsed(text: string): unknown {
  try {
    return parseWire(text)
  } catch {
    return undefined
  }
}
