import type { AppEvent } from './app-events.ts'
import type { Envelope } from './envelope.ts'

/** All that the window gets from the main process: `window.counterfoil`, one frozen object with two functions. */
export interface Bridge {
  /** Asks a route; an expected failure is an envelope. Rejects only for a route that is no sane name. */
  call(route: string, input: unknown): Promise<Envelope<unknown>>
  /** Listens to what changes; the answer ends the listening. */
  onEvent(listener: (event: AppEvent) => void): () => void
}

/** The channel of requests. */
export const CALL_CHANNEL = 'counterfoil:call'
/** The channel of events. */
export const EVENT_CHANNEL = 'counterfoil:event'
/** Longer than any route's name; longer ones are not even sent. */
export const ROUTE_NAME_LIMIT = 100
