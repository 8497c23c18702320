import type { RandomBytes } from './random.ts'
import type {
  DaisyInvoice,
  OcpayLink,
  OneShotLink,
  OxapayInvoice,
  PracticePayment,
  PracticeProvider,
  PracticeSnapshot,
} from './state.ts'

/** A list of rows that are also found by their key. */
export class Shelf<Row> {
  readonly rows: readonly Row[]
  readonly #rows: Row[]
  readonly #byKey = new Map<string, Row>()
  readonly #keyOf: (row: Row) => string

  /** Keeps `rows` itself, so that what is added here is in the snapshot too. */
  constructor(rows: Row[], keyOf: (row: Row) => string) {
    this.rows = rows
    this.#rows = rows
    this.#keyOf = keyOf
    for (const row of rows) this.#byKey.set(keyOf(row), row)
  }

  get(key: string): Row | undefined {
    return this.#byKey.get(key)
  }

  add(row: Row): void {
    this.#rows.push(row)
    this.#byKey.set(this.#keyOf(row), row)
  }
}

/** What every simulated provider works with: the memory, the practice clock, chance, and a word after each change. */
export interface World {
  readonly state: PracticeSnapshot
  readonly random: RandomBytes
  readonly daisyInvoices: Shelf<DaisyInvoice>
  readonly oneshotLinks: Shelf<OneShotLink>
  readonly ocpayLinks: Shelf<OcpayLink>
  readonly oxapayInvoices: Shelf<OxapayInvoice>
  /** Epoch milliseconds of the practice clock. */
  now(): number
  changed(): void
}

/** Joins memory, clock and chance; `now` is the host's clock, to which the practice clock adds its advance. */
export function makeWorld(
  state: PracticeSnapshot,
  now: () => number,
  random: RandomBytes,
  changed: () => void,
): World {
  return {
    state,
    random,
    daisyInvoices: new Shelf(state.daisy.invoices, (row) => row.identifier),
    oneshotLinks: new Shelf(state.oneshotpay.links, (row) => row.id),
    ocpayLinks: new Shelf(state.ocpay.links, (row) => row.ref),
    oxapayInvoices: new Shelf(state.oxapay.invoices, (row) => row.trackId),
    now: () => now() + state.clockOffsetMs,
    changed,
  }
}

/** The bindings the routes of every provider get: the request's body, already read as text. */
export interface WireEnv {
  Bindings: { body: string }
}

/** What a simulated payer does. */
export interface PayOrder {
  readonly provider: PracticeProvider
  readonly ref: string
  /** Decimal text in the asked currency's major unit; absent means exactly what is open. */
  readonly amount?: string | undefined
  readonly txHash?: string | undefined
  readonly payer?: string | undefined
}

/** An act on the simulated world: done, or refused with an HTTP status and a sentence. */
export type ControlResult<Value> =
  | ({ readonly ok: true } & Value)
  | { readonly ok: false; readonly status: 400 | 404 | 409; readonly message: string }

export type PayResult = ControlResult<{ readonly payment: PracticePayment }>
export type PlainResult = ControlResult<{ readonly status: string }>

/** Refuses an act with the HTTP status that the control address answers and a sentence. */
export function refuse(
  status: 400 | 404 | 409,
  message: string,
): { readonly ok: false; readonly status: 400 | 404 | 409; readonly message: string } {
  return { ok: false, status, message }
}

/** Writes a payment into the log and says that the world changed. */
export function recordPayment(
  world: World,
  payment: Omit<PracticePayment, 'at' | 'atIso'>,
): { readonly ok: true; readonly payment: PracticePayment } {
  const at = world.now()
  const entry = { ...payment, at, atIso: new Date(at).toISOString() }
  world.state.payments.push(entry)
  world.changed()
  return { ok: true, payment: entry }
}
