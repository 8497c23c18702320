import type { Envelope } from './envelope.ts'
import type { AppEvent } from './events.ts'

/** All that the window gets from the main process: one frozen object with two functions. */
export interface Bridge {
  /** Asks a route; never rejects, an expected failure is an envelope. */
  call(route: string, input: unknown): Promise<Envelope<unknown>>
  /** Listens to what changes; the answer ends the listening. */
  onEvent(listener: (event: AppEvent) => void): () => void
}
