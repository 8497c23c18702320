import type { Envelope, ErrorParams, Result } from '../../../shared/contract/plain/envelope.ts'
import {
  mayCall,
  NOBODY,
  type Person,
  type Right,
  type WindowRole,
} from '../../../shared/contract/plain/rights.ts'
import { type RouteName, routes } from '../../../shared/contract/routes/index.ts'
import { actAs, NoLongerAtTill, whileAtTill } from '../../acting.ts'
import type { Log, LogFields } from '../../log/log.ts'
import { bugEnvelope, failureEnvelope, knownCode, successEnvelope } from './envelope.ts'
import { type Gate, heldBack } from './gate.ts'
import type { CallContext, Handlers } from './handlers-type.ts'
import { checkOutput } from './output.ts'
import { findRoute } from './route.ts'
import { type Sender, windowOf } from './sender.ts'
import { checkInput } from './shape.ts'

export interface RouterPorts {
  readonly handlers: Handlers
  readonly gate: Gate
  readonly sender: {
    readonly allowedOrigins: readonly string[]
    /** What each window open now is for, by its id. */
    readonly windows: () => ReadonlyMap<number, WindowRole>
  }
  /** Who is at the till just now. */
  readonly person: () => Person
  readonly log: Log
  readonly newId: () => string
}

export interface Router {
  /** Answers one call from a window. Never rejects: a rejection would lose its code on the way. */
  call(sender: Sender, route: unknown, input: unknown): Promise<Envelope<unknown>>
}

type AnyHandler = (input: unknown, context: CallContext) => Promise<Result<unknown>>

/** Builds the router: sender, route, right, shape, gate, handler, output, envelope, in this order. */
export function createRouter(ports: RouterPorts): Router {
  const { handlers, gate, log } = ports

  async function answer(
    sender: Sender,
    name: unknown,
    input: unknown,
    id: string,
    at: { route?: RouteName },
  ) {
    const { allowedOrigins, windows } = ports.sender
    const windowRole = windowOf(sender, { allowedOrigins, windows: windows() })
    if (windowRole === null) return failureEnvelope('SENDER_REFUSED', undefined, id)
    const route = findRoute(name)
    if (route === null) return failureEnvelope('ROUTE_NOT_FOUND', undefined, id)
    at.route = route
    const person = ports.person()
    if (!mayCall({ windowRole, person }, routes[route]))
      return failureEnvelope('NOT_ALLOWED', missingFor(person, routes[route].right), id)
    const shape = checkInput(route, input)
    if (!shape.ok) return failureEnvelope('INVALID_INPUT', shape.field && { field: shape.field }, id)
    const reason = heldBack(gate.state(), routes[route].write)
    if (reason !== null) return failureEnvelope('BUSY_MAINTENANCE', { reason }, id)
    const handler = handlers[route] as AnyHandler
    const mayStill = () => {
      const now = ports.person()
      return now.signedIn?.id === person.signedIn?.id && mayCall({ windowRole, person: now }, routes[route])
    }
    const doing = () => handler(shape.value, { correlationId: id, windowRole, person })
    const result = await stillHere(() => whileAtTill(mayStill, () => actAs(person.signedIn, doing)))
    if (result === null)
      return failureEnvelope('NOT_ALLOWED', missingFor(ports.person(), routes[route].right), id)
    if (result.ok) return successEnvelope(checkOutput(route, result.value))
    const code = knownCode(result.error)
    if (code === null) throw new TypeError(`${route} failed with a code that is not in the contract`)
    return failureEnvelope(code, result.error.params, id)
  }

  return {
    async call(sender, name, input) {
      const id = safely(ports.newId) ?? crypto.randomUUID()
      const at: { route?: RouteName } = {}
      try {
        const envelope = await answer(sender, name, input, id, at)
        if (!envelope.ok) safely(() => log.warn('call refused', fieldsOf(envelope.error.code, id, at.route)))
        return envelope
      } catch (error) {
        safely(() => log.error('call failed', error, fieldsOf('INTERNAL', id, at.route)))
        return bugEnvelope(id)
      }
    },
  }
}

/** Gives null where a dialog was answered after its person had left the till. */
async function stillHere<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NoLongerAtTill) return null
    throw error
  }
}

/** What is missing of a person; "locked" where nobody is signed in. Nothing where it is the window that may not. */
function missingFor({ rights }: Person, right: Right): ErrorParams {
  if (rights.includes(right)) return {}
  return { right: rights === NOBODY.rights ? 'locked' : right }
}

function fieldsOf(code: string, correlationId: string, route: RouteName | undefined): LogFields {
  return { code, correlationId, ...(route !== undefined && { route }) }
}

/** Runs what must not disturb the answer: an id or a log line that cannot be had is given up. */
function safely<T>(run: () => T): T | null {
  try {
    return run()
  } catch {
    return null
  }
}
