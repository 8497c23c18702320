import type { PracticeProvider } from '../world/state.ts'
import { type ControlResult, refuse } from '../world/world.ts'
import { OPERATIONS, operationAt, type PracticeOperation } from './operations.ts'

/**
 * What can go wrong with one request.
 *
 * `timeout_*` never answers, `connection_reset` cuts the line, both before or after the work was done; the kinds from
 * `truncated_json` on spoil the true answer, so their work is always done.
 */
export const FAULT_KINDS = [
  'timeout_before',
  'timeout_after',
  'connection_reset',
  'connection_reset_after',
  'http_status',
  'html_body',
  'malformed',
  'redirect',
  'huge_body',
  'truncated_json',
  'wrong_types',
  'missing_fields',
  'unknown_status',
  'slow_drip',
] as const
export type FaultKind = (typeof FAULT_KINDS)[number]

/** A fault that waits for its requests. */
export interface FaultOrder {
  readonly provider: PracticeProvider
  /** `*` means any. */
  readonly operation: PracticeOperation | '*'
  readonly kind: FaultKind
  /** How many requests it spoils; 0 takes back what still waits for this provider and operation. */
  readonly times: number
  /** For `http_status` (400 to 599, default 500) and `redirect` (301, 302, 303, 307 or 308, default 307). */
  readonly status?: number | undefined
  /** A `Retry-After` header: seconds or an HTTP date. */
  readonly retryAfter?: number | string | undefined
  /** Where `redirect` leads; by default to a name that cannot exist. */
  readonly location?: string | undefined
  /** Whether the work is done before `http_status`, `html_body`, `malformed`, `redirect` or `huge_body` answers. */
  readonly effect?: boolean | undefined
  /** Pause between two bytes of `slow_drip`, default one second. */
  readonly delayMs?: number | undefined
}

const ALIASES: Readonly<Record<string, FaultKind>> = {
  timeout: 'timeout_before',
  timeout_before_effect: 'timeout_before',
  timeout_before_the_effect: 'timeout_before',
  timeout_after_effect: 'timeout_after',
  timeout_after_the_effect: 'timeout_after',
  reset: 'connection_reset',
  reset_before: 'connection_reset',
  connection_reset_before: 'connection_reset',
  reset_after: 'connection_reset_after',
  status: 'http_status',
  html: 'html_body',
  redirect_elsewhere: 'redirect',
}

/** Reads the name of a fault kind, also with hyphens or spaces; undefined when there is no such kind. */
export function faultKind(text: string): FaultKind | undefined {
  const name = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  return (
    FAULT_KINDS.find((kind) => kind === name) ?? (Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined)
  )
}

const REDIRECTS = [301, 302, 303, 307, 308]

/** The faults that wait; they live in memory only, so that a restart begins without any. */
export class FaultPlan {
  #waiting: (FaultOrder & { left: number })[] = []

  /** Adds a fault; refuses what the provider or the kind cannot do, with a sentence. */
  add(order: FaultOrder): ControlResult<{ readonly waiting: number }> {
    const operation = order.operation === '*' ? '*' : operationAt(order.provider, order.operation)
    if (operation === null) return refuse(400, `${order.provider} has no operation ${order.operation}.`)
    if (!Number.isSafeInteger(order.times) || order.times < 0 || order.times > 1_000_000) {
      return refuse(400, 'times must be a whole number from 0 to 1000000.')
    }
    if (order.kind === 'redirect') {
      if (order.status !== undefined && !REDIRECTS.includes(order.status)) {
        return refuse(400, `A redirect has one of the statuses ${REDIRECTS.join(', ')}.`)
      }
    } else if (order.status !== undefined && !(order.status >= 400 && order.status <= 599)) {
      return refuse(400, 'status must be from 400 to 599.')
    }
    if (order.location !== undefined && !URL.canParse(order.location)) {
      return refuse(400, 'location must be an absolute URL.')
    }
    if (order.times === 0) {
      this.#waiting = this.#waiting.filter(
        (known) => known.provider !== order.provider || (operation !== '*' && known.operation !== operation),
      )
    } else {
      this.#waiting.push({ ...order, operation, left: order.times })
    }
    return { ok: true, waiting: this.#waiting.reduce((total, known) => total + known.left, 0) }
  }

  /** Takes the first fault that waits for this request, if any; each taking counts down its times. */
  take(provider: PracticeProvider, operation: PracticeOperation): FaultOrder | undefined {
    const found = this.#waiting.find(
      (known) => known.provider === provider && (known.operation === '*' || known.operation === operation),
    )
    if (!found) return undefined
    found.left -= 1
    if (found.left === 0) this.#waiting = this.#waiting.filter((known) => known !== found)
    return found
  }
}

/** Reads the name of an operation or `*`; undefined when there is none such. */
export function faultOperation(text: string): PracticeOperation | '*' | undefined {
  return text === '*' ? '*' : OPERATIONS.find((operation) => operation === text)
}
