import { contextBridge, ipcRenderer } from 'electron'
import type { AppEvent } from '../shared/contract/plain/app-events.ts'
import {
  type Bridge,
  CALL_CHANNEL,
  EVENT_CHANNEL,
  ROUTE_NAME_LIMIT,
} from '../shared/contract/plain/bridge.ts'
import type { Envelope } from '../shared/contract/plain/envelope.ts'

const bridge: Bridge = Object.freeze({
  call(route: string, input: unknown): Promise<Envelope<unknown>> {
    const isName = typeof route === 'string' && route.length > 0 && route.length <= ROUTE_NAME_LIMIT
    if (!isName) return Promise.reject(new TypeError('A route is a short, non-empty name.'))
    return ipcRenderer.invoke(CALL_CHANNEL, route, input)
  },
  onEvent(listener: (event: AppEvent) => void): () => void {
    // The listener gets the event's data alone; Electron's own event stays on this side.
    const pass = (_: unknown, event: AppEvent) => listener(event)
    ipcRenderer.on(EVENT_CHANNEL, pass)
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, pass)
    }
  },
})

contextBridge.exposeInMainWorld('counterfoil', bridge)
