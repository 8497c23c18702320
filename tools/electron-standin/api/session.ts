import type { Protocol, Session } from 'electron'
import { KnownEvents } from '../emitter.ts'

type RequestHandler = Parameters<Protocol['handle']>[1]
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0]
type RequestPermissionHandler = Parameters<Session['setPermissionRequestHandler']>[0]
type DeviceHandler = Parameters<Session['setDevicePermissionHandler']>[0]

/** What the interception asks about a request, in Electron's own words. */
export interface RequestDetails {
  readonly id: number
  readonly url: string
  readonly method: string
  readonly resourceType: string
  readonly webContentsId: number
}
type BeforeRequest = (details: RequestDetails, callback: (response: { cancel?: boolean }) => void) => void

const privileged = new Set<string>()
const handlers = new Map<string, RequestHandler>()
let beforeRequest: BeforeRequest | null = null
let permissionCheck: CheckHandler = null

/** The custom schemes that pages may be loaded from. */
export function customSchemes(): ReadonlySet<string> {
  return privileged
}

/** What serves a scheme; null when nothing does. */
export function schemeHandler(scheme: string): RequestHandler | null {
  return handlers.get(scheme) ?? null
}

/** Asks the app's request filter; true means that the request must not be made. */
export function isCancelled(details: RequestDetails): Promise<boolean> {
  const filter = beforeRequest
  if (filter === null) return Promise.resolve(false)
  return new Promise((resolve) => filter(details, ({ cancel }) => resolve(cancel === true)))
}

/** Asks the app's permission check; like Electron, everything is granted when there is none. */
export function isPermitted(permission: string, origin: string): boolean {
  if (permissionCheck === null) return true
  return permissionCheck(null, permission as 'unknown', origin, { isMainFrame: true })
}

export const protocol = {
  registerSchemesAsPrivileged(schemes) {
    for (const { scheme } of schemes) privileged.add(scheme)
  },
  handle(scheme, handler) {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  unhandle(scheme) {
    handlers.delete(scheme)
  },
  isProtocolHandled: (scheme) => handlers.has(scheme),
} satisfies Partial<Protocol>

class StandInSession extends KnownEvents {
  readonly protocol = protocol
  readonly webRequest = {
    onBeforeRequest(first: unknown, second?: unknown) {
      beforeRequest = (typeof first === 'function' ? first : second) as BeforeRequest
    },
  }

  constructor() {
    super('session', ['will-download'])
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    permissionCheck = handler
  }

  setPermissionRequestHandler(_: RequestPermissionHandler): void {}

  setDevicePermissionHandler(_: DeviceHandler): void {}

  setSpellCheckerEnabled(): void {}
}

type Offered = Pick<
  Session,
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
>

/** The one session; windows of other partitions are not offered. */
export const defaultSession = new StandInSession() satisfies Offered
