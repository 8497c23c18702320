import { isObject, JsonNumber, type JsonValue, jsonAnswer, parseJson } from '../world/json.ts'
import type { PracticeProvider } from '../world/state.ts'
import type { FaultOrder } from './faults.ts'

/** The size of the body that `huge_body` sends. */
export const HUGE_BYTES = 30 * 1024 * 1024

/** The request a fault falls upon. */
export interface FaultyRequest {
  readonly provider: PracticeProvider
  readonly path: string
  readonly signal: AbortSignal
}

/**
 * Answers a request the way `fault` says; `work` does the true work and gives the true answer.
 *
 * Timeouts settle only when the request's signal aborts; a reset rejects as the platform's own fetch does.
 */
export async function answerFaulty(
  fault: FaultOrder,
  request: FaultyRequest,
  work: () => Promise<Response>,
): Promise<Response> {
  switch (fault.kind) {
    case 'timeout_before':
      return untilAborted(request.signal)
    case 'timeout_after':
      await work()
      return untilAborted(request.signal)
    case 'connection_reset':
      throw resetError()
    case 'connection_reset_after':
      await work()
      throw resetError()
    case 'truncated_json':
      return respoken(await work(), (text) => text.slice(0, Math.ceil(text.length / 2)))
    case 'wrong_types':
      return respoken(await work(), (text) => rewritten(text, mistyped))
    case 'missing_fields':
      return respoken(await work(), (text) => rewritten(text, emptied))
    case 'unknown_status':
      return respoken(await work(), (text) => rewritten(text, (body) => renamed(body, request)))
    case 'slow_drip':
      return dripping(await work(), fault.delayMs ?? 1000, request.signal)
    default:
      if (fault.effect) await work()
      return instead(fault, request)
  }
}

function instead(fault: FaultOrder, request: FaultyRequest): Response {
  switch (fault.kind) {
    case 'html_body':
      return new Response('<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>', {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html; charset=utf-8', ...retryHeader(fault) },
      })
    case 'malformed':
      return new Response('{"data": oops}', { headers: { 'content-type': 'application/json' } })
    case 'redirect':
      return new Response(null, {
        status: fault.status ?? 307,
        headers: { location: fault.location ?? 'https://elsewhere.invalid/collect' },
      })
    case 'huge_body':
      return hugeBody()
    default: {
      const status = fault.status ?? 500
      return jsonAnswer(failureBody(request, status), status, retryHeader(fault))
    }
  }
}

function retryHeader(fault: FaultOrder): Record<string, string> {
  return fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
}

// Each provider's own shape of a failure, so that only the HTTP status tells what happened.
function failureBody({ provider, path }: FaultyRequest, status: number): unknown {
  const message = `Practice fault ${status}`
  if (provider === 'ocpay') {
    const code =
      { 400: 'ERR_VALIDATION', 401: 'INVALID_ACCESS_TOKEN', 403: 'FORBIDDEN', 404: 'NOT_FOUND' }[status] ??
      (status >= 500 ? 'ERR_SERVER' : 'ERR_REQUEST')
    return { success: false, error: { code, message }, requestId: 'req_fault' }
  }
  if (provider === 'oxapay' && path.startsWith('/oxapay/v1/')) {
    return { data: {}, message, error: { type: 'fault', key: '', message }, status, version: '1.0.0' }
  }
  if (provider === 'oxapay') {
    const result = { 400: 101, 401: 102, 403: 104, 404: 116, 429: 124 }[status] ?? (status >= 500 ? 500 : 131)
    return { result, message }
  }
  return { message }
}

function untilAborted(signal: AbortSignal): Promise<Response> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function resetError(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' })
  return new TypeError('fetch failed', { cause })
}

/** Says whether an error is the cut line that {@link answerFaulty} throws. */
export function isReset(error: unknown): boolean {
  return error instanceof TypeError && (error.cause as { code?: string } | undefined)?.code === 'ECONNRESET'
}

async function respoken(answer: Response, change: (text: string) => string): Promise<Response> {
  const { status, headers } = answer
  return new Response(change(await answer.text()), { status, headers })
}

function rewritten(text: string, change: (body: JsonValue) => JsonValue): string {
  const body = parseJson(text)
  return body === undefined ? text : JSON.stringify(change(body))
}

function mistyped(value: JsonValue): JsonValue {
  if (typeof value === 'string') return { value }
  if (value instanceof JsonNumber) return [value]
  if (typeof value === 'boolean') return 'maybe'
  if (value === null) return []
  if (Array.isArray(value)) return value.map(mistyped)
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, mistyped(held)]))
}

// Only the envelope stays: its own keys, without what they carried.
function emptied(body: JsonValue): JsonValue {
  if (!isObject(body)) return {}
  const envelope = Object.entries(body).filter(([key]) =>
    ['success', 'result', 'message', 'version', 'meta', 'error'].includes(key),
  )
  const status: [string, JsonValue][] = body.version === undefined ? [] : [['status', body.status ?? null]]
  return Object.fromEntries([...envelope, ...status, ...(body.data === undefined ? [] : [['data', {}]])])
}

function renamed(body: JsonValue, { provider, path }: FaultyRequest): JsonValue {
  if (!isObject(body)) return body
  const key = provider === 'daisy' ? 'state' : 'status'
  const word: JsonValue = provider === 'oneshotpay' ? new JsonNumber('9') : 'SOMETHING_NEW'
  const deep = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map(deep)
    if (!isObject(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, held]) => [
        name,
        name === key ? word : name === 'txs' ? held : deep(held),
      ]),
    )
  }
  const keepsOwnStatus = provider === 'oxapay' && path.startsWith('/oxapay/v1/')
  return keepsOwnStatus ? { ...body, data: deep(body.data ?? null) } : deep(body)
}

async function dripping(answer: Response, delayMs: number, signal: AbortSignal): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  let at = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // Without a socket between them, nothing else would tell the reader that its request was given up.
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        controller.error(signal.reason)
      })
    },
    pull(controller) {
      return new Promise((resolve) => {
        timer = setTimeout(() => {
          controller.enqueue(bytes.subarray(at, at + 1))
          at += 1
          if (at >= bytes.length) controller.close()
          resolve()
        }, delayMs)
      })
    },
    cancel() {
      clearTimeout(timer)
    },
  })
  return new Response(body, { status: answer.status, headers: answer.headers })
}

function hugeBody(): Response {
  const head = new TextEncoder().encode('{"data":"')
  const chunk = new Uint8Array(64 * 1024).fill(97)
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent === 0) controller.enqueue(head)
      controller.enqueue(chunk)
      sent += chunk.length
      if (sent < HUGE_BYTES) return
      controller.enqueue(new TextEncoder().encode('"}'))
      controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}
