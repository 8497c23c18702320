import type { Envelope, ErrorParams } from '../../../shared/contract/plain/envelope.ts'
import { ERROR_CODES, type ErrorCode, isRetryable } from '../../../shared/contract/plain/error-codes.ts'

type FailureEnvelope = Extract<Envelope<never>, { readonly ok: false }>

const PARAMS_LIMIT = 12
const PARAM_LENGTH = 200

/** Wraps a checked answer. */
export function successEnvelope<T>(value: T): Envelope<T> {
  return { ok: true, value }
}

/** Wraps an expected failure: its code, and of its params only short texts and finite numbers. */
export function failureEnvelope(code: ErrorCode, params: unknown, correlationId: string): FailureEnvelope {
  return {
    ok: false,
    error: { code, params: safeParams(params), retryable: isRetryable(code), correlationId },
  }
}

/** Wraps a bug: the window learns only where to look in the log. */
export function bugEnvelope(correlationId: string): FailureEnvelope {
  return failureEnvelope('INTERNAL', undefined, correlationId)
}

/** Reads the code of a refusal; null when it is none of the contract's, which is a bug. */
export function knownCode(refusal: unknown): ErrorCode | null {
  if (typeof refusal !== 'object' || refusal === null || !('code' in refusal)) return null
  const { code } = refusal
  return ERROR_CODES.find((one) => one === code) ?? null
}

function safeParams(params: unknown): ErrorParams {
  if (typeof params !== 'object' || params === null) return {}
  const kept = new Map<string, string | number>()
  for (const name of Object.keys(params).slice(0, PARAMS_LIMIT)) {
    const value: unknown = Reflect.get(params, name)
    if (typeof value === 'string') kept.set(name, value.slice(0, PARAM_LENGTH))
    else if (typeof value === 'number' && Number.isFinite(value)) kept.set(name, value)
  }
  return Object.fromEntries(kept)
}
