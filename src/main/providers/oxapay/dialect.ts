import type { ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import type { Failed } from '../http/failure.ts'
import type { HttpAnswer, HttpCall } from '../http/http-client.ts'
import type { PageQuery } from '../provider.ts'
import type { Created, HistoryPage, Payment } from './payment.ts'

/** A request before the key is put where the dialect wants it. */
export type OxapayRequest = Pick<HttpCall, 'method' | 'path'> & {
  readonly body?: Readonly<Record<string, unknown>>
}

/** What a create asks for; absent options are left to the merchant's settings at the provider. */
export interface Asking {
  /** A JSON number with the exact digits. */
  readonly amount: unknown
  readonly currency: string
  readonly orderId: string
  readonly description: string
  readonly email: string | undefined
  /** Minutes. */
  readonly lifetime: number
  readonly feePaidByPayer: 0 | 1 | undefined
  /** Percent, a JSON number. */
  readonly underPaidCover: unknown
  /** Where the provider tells the merchant's own server about the payment. */
  readonly callbackUrl: string | undefined
  readonly returnUrl: string | undefined
  readonly mixedPayment: boolean
  readonly thanksMessage: string | undefined
  readonly sandbox: boolean
}

export interface HistoryQuery {
  /** Used as a filter where the dialect has one. */
  readonly orderId: string | null
  /** What the newest-first order goes by. */
  readonly by: PageQuery['by']
  /** UNIX seconds, of the creation, both ends included; null for no bound. */
  readonly from: number | null
  readonly to: number | null
  /** Counted from 1. */
  readonly page: number
  readonly size: number
}

/** The dates a history can be ordered by (oxapay §2.5); v1 names the field, and its words are taken to be the legacy ones. */
export const SORT_DATES = { created: 'create_date', paid: 'pay_date' } as const

export interface RefusalContext {
  readonly secrets: readonly string[]
  readonly creates: boolean
  /** What an HTTP 404 without an envelope means for this operation. */
  readonly missing: ErrorCode
}

/**
 * One of OxaPay's two wires (oxapay §1): how it is asked and how its answers read.
 *
 * Every reader gives null for an answer that cannot be relied upon.
 */
export interface Dialect {
  /** Adds the merchant key: a field of the body, or a header. */
  withKey(request: OxapayRequest, key: string): Pick<HttpCall, 'method' | 'path' | 'headers' | 'body'>
  create(asking: Asking): OxapayRequest
  inquire(trackId: string): OxapayRequest
  history(query: HistoryQuery): OxapayRequest
  readonly acceptedCoins: OxapayRequest
  /** Public: these two go out without a key. */
  readonly coins: OxapayRequest
  readonly fiats: OxapayRequest
  /** Reads a failure from the envelope, else from the HTTP status; null for a success. */
  refusalOf(answer: HttpAnswer, context: RefusalContext): Failed | null
  readCreated(json: unknown): Created | null
  readPayment(json: unknown): Payment | null
  readRow(row: unknown): Payment | null
  readHistory(json: unknown): HistoryPage | null
  readAcceptedCoins(json: unknown): readonly string[] | null
  /** The symbols of a public list whose coins are not switched off. */
  readSymbols(json: unknown): readonly string[] | null
}
