import type { Envelope, Failure } from '../../shared/contract/plain/envelope.ts'
import type { RouteInput, RouteName, RouteOutput } from '../../shared/contract/routes/index.ts'
import { ask } from './bridge.ts'

/** An expected failure of a call, thrown so that queries and mutations carry it; its words come from the catalogue. */
export class CallError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.code)
    this.name = 'CallError'
    this.failure = failure
  }
}

/** Asks the main process; throws a CallError when the envelope says no. The answer's shape was checked over there. */
export async function call<R extends RouteName>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>> {
  const envelope = (await ask(route, input)) as Envelope<RouteOutput<R>>
  if (envelope.ok) return envelope.value
  throw new CallError(envelope.error)
}

/** Gives the failure inside whatever was thrown; a defect of the window itself counts as INTERNAL. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CallError) return error.failure
  return { code: 'INTERNAL', params: {}, retryable: false, correlationId: '' }
}
