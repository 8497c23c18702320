import type { ErrorCode } from './error-codes.ts'

/** Safe values that the words of an error may name: limits, counts, labels; never a provider's free text. */
export type ErrorParams = Readonly<Record<string, string | number>>

export interface Failure {
  readonly code: ErrorCode
  readonly params: ErrorParams
  readonly retryable: boolean
  /** Names the line in the log that belongs to this failure. */
  readonly correlationId: string
}

/** What every call answers with; a call never rejects. */
export type Envelope<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure }

/** An expected failure inside the main process: a code and the values its words need. */
export interface Refusal {
  readonly code: ErrorCode
  readonly params?: ErrorParams
}

/** The result of a use case: a value, or an expected failure. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal }

/** Wraps a value as success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

/** Makes an expected failure. */
export function refuse(
  code: ErrorCode,
  params?: ErrorParams,
): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: params ? { code, params } : { code } }
}
