import type { FaultOrder } from '../requests/faults.ts'
import type { PracticeLog } from '../requests/log.ts'
import type { PracticeCredentials, PracticeProvider, PracticeSnapshot } from './state.ts'
import type { ControlResult, PayOrder, PayResult, PlainResult } from './world.ts'

/** What a client needs to talk to the four simulated providers. */
export interface PracticeIntroduction {
  readonly daisy: { readonly baseUrl: string } & PracticeCredentials['daisy']
  readonly oneshotpay: { readonly baseUrl: string } & PracticeCredentials['oneshotpay']
  readonly ocpay: { readonly baseUrl: string } & PracticeCredentials['ocpay']
  readonly oxapay: { readonly baseUrl: string } & PracticeCredentials['oxapay']
}

/** The four providers, simulated, with the hands that move their world. */
export interface Practice {
  /** Answers as the providers would; faults reject or hang as the platform's own fetch does. */
  fetch(request: Request): Promise<Response>
  readonly credentials: PracticeCredentials
  /** Base addresses and credentials; `origin` overrides the one given at the start. */
  introduction(origin?: string): PracticeIntroduction
  /** Epoch milliseconds of the practice clock. */
  now(): number
  pay(order: PayOrder): PayResult
  expire(target: { readonly provider: PracticeProvider; readonly ref: string }): PlainResult
  /** OCPay: initiated, declined, cancelled. OxaPay: waiting, confirming, failed, manual_accept, refunding, refunded. */
  setStatus(target: {
    readonly provider: PracticeProvider
    readonly ref: string
    readonly status: string
  }): PlainResult
  /** Changes the merchant's account at a provider (a key's scope, a group's defaults, a token's lifetime). */
  configure(provider: PracticeProvider, settings: Readonly<Record<string, unknown>>): PlainResult
  /** Moves the practice clock forward, at most ten years at once. */
  advanceClock(ms: number): ControlResult<{ readonly clockOffsetMs: number }>
  fault(order: FaultOrder): ControlResult<{ readonly waiting: number }>
  log(): PracticeLog
  /** A copy of everything the providers remember; faults and seen requests are not part of it. */
  snapshot(): PracticeSnapshot
}
