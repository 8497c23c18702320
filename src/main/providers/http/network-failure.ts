import { type Failed, failed } from './failure.ts'

/** Codes of Node's sockets and TLS that are only raised before the first byte of a request is sent. */
const BEFORE_SENDING = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'ECONNREFUSED',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])
/** The same of Chromium's network stack, which names them in the message. */
const CHROMIUM_BEFORE_SENDING =
  /net::ERR_(?:NAME_NOT_RESOLVED|NAME_RESOLUTION_FAILED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|CONNECTION_REFUSED|CONNECTION_TIMED_OUT|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_\w+)\b/
const CONNECT_CALLS = new Set(['connect', 'getaddrinfo'])

interface SocketError {
  readonly code?: unknown
  readonly syscall?: unknown
  readonly cause?: unknown
  readonly errors?: unknown
}

/** Turns what a fetch rejected with into UNREACHABLE; the effect is `none` where the request surely never left. */
export function networkFailure(error: unknown, creates: boolean): Failed {
  return failed('UNREACHABLE', { effect: creates && !neverLeft(error, 0) ? 'possible' : 'none' })
}

function neverLeft(error: unknown, depth: number): boolean {
  if (!(error instanceof Error) || depth > 4) return false
  const { code, syscall, cause, errors }: SocketError = error
  if (Array.isArray(errors) && errors.length > 0) return errors.every((one) => neverLeft(one, depth + 1))
  if (typeof code === 'string' && BEFORE_SENDING.has(code)) return true
  if (typeof syscall === 'string' && CONNECT_CALLS.has(syscall)) return true
  return CHROMIUM_BEFORE_SENDING.test(error.message) || neverLeft(cause, depth + 1)
}
