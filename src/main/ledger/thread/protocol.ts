import type { ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import type { Actor } from '../../acting.ts'
import type { Ledger } from '../port/ledger.ts'
import type { BookClosed, BookStanding } from '../port/standing.ts'
import type { Traffic } from './make-way.ts'
import type { LedgerOptions } from './open-ledger.ts'
import type { Pulse } from './pulse.ts'
import type { Signals } from './signals.ts'

/** What the worker is started with. */
export interface LedgerWorkerData extends LedgerOptions {
  readonly pulse: Pulse
  /** Of the opening alone. */
  readonly signals: Signals
  readonly traffic: Traffic
}

/** What the thread does besides the ledger's own methods; `close` is the last call it answers. */
export type ThreadMethod = 'close' | 'stop' | 'changedOutside' | 'keepCopy' | 'noteChecked'

/** Asks for nothing but a turn, and has no answer; its id is 0. */
export const PING = 'ping'

/** A call to the worker. */
export interface LedgerRequest {
  readonly id: number
  readonly method: keyof Ledger | ThreadMethod | typeof PING
  readonly args: readonly unknown[]
  /** Whose doing it is; absent for nobody's. */
  readonly actor?: Actor
}

export type LedgerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: ErrorCode; readonly message: string }

/** The worker's first word: the book is open and answers these methods, cannot be opened, or the worker has a defect. */
export type LedgerOpening =
  | {
      readonly opened: true
      readonly methods: readonly (keyof Ledger)[]
      readonly standing: BookStanding
    }
  | {
      readonly opened: false
      /** Null for a defect. */
      readonly closed: BookClosed | null
      readonly message: string
    }
