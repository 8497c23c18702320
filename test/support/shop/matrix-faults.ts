import type { FaultOrder } from '../../../src/main/practice/requests/faults.ts'

/** One row of the table: something that goes wrong on the way to a provider or back. */
export interface Fault {
  readonly title: string
  /** What the practice server does to the request; absent for what happens outside of it. */
  readonly order?: Pick<FaultOrder, 'kind'> & Partial<FaultOrder>
  /** Where the provider's address leads meanwhile. */
  readonly origin?: 'unknown name' | 'closed port'
  /** How far the provider's clock is from ours, ms. */
  readonly skewMs?: number
  /** True when only the time limit ends the exchange, so that the limit must be a short one. */
  readonly timesOut?: boolean
  /** True when the redirect's target must be watched. */
  readonly redirects?: boolean
}

const DAY_MS = 24 * 3_600_000

/** What the provider asks for in the rows with Retry-After. */
export const RETRY_AFTER_S = 120

/** Every row of the table, in its order. */
export const FAULTS: readonly Fault[] = [
  { title: 'no answer, nothing done', order: { kind: 'timeout_before' }, timesOut: true },
  { title: 'no answer, but done', order: { kind: 'timeout_after' }, timesOut: true },
  { title: 'one byte a second', order: { kind: 'slow_drip', delayMs: 1_000 }, timesOut: true },
  { title: 'line cut, nothing done', order: { kind: 'connection_reset' } },
  { title: 'line cut, but done', order: { kind: 'connection_reset_after' } },
  { title: 'name not found (DNS)', origin: 'unknown name' },
  { title: 'connection refused', origin: 'closed port' },
  { title: '400', order: { kind: 'http_status', status: 400 } },
  { title: '401', order: { kind: 'http_status', status: 401 } },
  { title: '403', order: { kind: 'http_status', status: 403 } },
  { title: '404', order: { kind: 'http_status', status: 404 } },
  { title: '408', order: { kind: 'http_status', status: 408 } },
  { title: '410', order: { kind: 'http_status', status: 410 } },
  { title: '429', order: { kind: 'http_status', status: 429 } },
  {
    title: `429, Retry-After ${RETRY_AFTER_S} s`,
    order: { kind: 'http_status', status: 429, retryAfter: RETRY_AFTER_S },
  },
  { title: '500', order: { kind: 'http_status', status: 500 } },
  { title: '500, but done', order: { kind: 'http_status', status: 500, effect: true } },
  { title: '503', order: { kind: 'http_status', status: 503 } },
  {
    title: `503, Retry-After ${RETRY_AFTER_S} s`,
    order: { kind: 'http_status', status: 503, retryAfter: RETRY_AFTER_S },
  },
  { title: '200 with HTML', order: { kind: 'html_body' } },
  { title: '200 with HTML, but done', order: { kind: 'html_body', effect: true } },
  { title: '502 with HTML', order: { kind: 'html_body', status: 502 } },
  { title: 'not JSON', order: { kind: 'malformed' } },
  { title: 'JSON cut in half', order: { kind: 'truncated_json' } },
  { title: 'wrong types', order: { kind: 'wrong_types' } },
  { title: 'missing fields', order: { kind: 'missing_fields' } },
  { title: 'unknown status word', order: { kind: 'unknown_status' } },
  { title: 'redirect to another origin', order: { kind: 'redirect' }, redirects: true },
  { title: 'body of 30 MB', order: { kind: 'huge_body' } },
  { title: "provider's clock a day ahead", skewMs: DAY_MS },
  { title: "provider's clock a day behind", skewMs: -DAY_MS },
]
