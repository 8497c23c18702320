import type { AppEvent } from '../../shared/contract/plain/app-events.ts'
import type { Bridge } from '../../shared/contract/plain/bridge.ts'

declare global {
  interface Window {
    readonly counterfoil: Bridge
  }
}

/** Asks a route over the bridge; the main process has checked the answer's shape. */
export function ask(route: string, input: unknown): Promise<unknown> {
  return window.counterfoil.call(route, input)
}

/** Listens to what changes; the answer ends the listening. Only the main process can speak on this channel. */
export function onAppEvent(listener: (event: AppEvent) => void): () => void {
  return window.counterfoil.onEvent((event) => listener(event as AppEvent))
}
