import type { Result } from '../../../shared/contract/plain/envelope.ts'
import type { Person, WindowRole } from '../../../shared/contract/plain/rights.ts'
import type { RouteName, RouteOutput, RouteParsed } from '../../../shared/contract/routes/index.ts'

/** What a handler learns beside its input; nothing of it comes from the window. */
export interface CallContext {
  /** What the window is for that asks. */
  readonly windowRole: WindowRole
  /** Who is at that window. */
  readonly person: Person
  /** Names this call in the log, and in the answer when it fails. */
  readonly correlationId: string
}

export type Handler<R extends RouteName> = (
  input: RouteParsed<R>,
  context: CallContext,
) => Promise<Result<RouteOutput<R>>>

/** One handler for each route of the contract: a missing one does not compile. */
export type Handlers = { readonly [R in RouteName]: Handler<R> }
