import type { EventName } from '../../../shared/contract/plain/app-events.ts'
import type { Timers } from '../../../shared/time/clock.ts'
import { createEventHub } from '../../ipc/event-hub.ts'
import type { HostPorts } from '../host-ports.ts'

/** How long what the customer sees is gathered, ms: as long as a screen takes to draw. */
const CUSTOMER_DELAY_MS = 16

interface WindowEventPorts extends Pick<HostPorts, 'publish'> {
  readonly timers: Timers
}

/** Tells the till's window what changed, and the customer's that it has something else to show, and nothing else: each counts its own events. */
export function createWindowEvents({ publish, timers }: WindowEventPorts) {
  let heard: (name: EventName, ids: readonly string[]) => void = () => undefined
  const till = createEventHub({ publish: (event) => publish(event, 'till'), timers })
  const customer = createEventHub({
    publish: (event) => publish(event, 'display'),
    timers,
    delayMs: CUSTOMER_DELAY_MS,
  })
  return {
    emit(name: EventName, ids: readonly string[], commit: number | null = null): void {
      till.emit(name, ids, commit)
      heard(name, ids)
    },
    /** Has somebody within the app hear of each change as well. */
    hear(listener: typeof heard): void {
      heard = listener
    },
    tellCustomer: () => customer.emit('customer.changed', []),
    close(): void {
      till.close()
      customer.close()
    },
  }
}
