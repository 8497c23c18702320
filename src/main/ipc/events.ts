import type { AppEvent, EventName } from '../../shared/contract/events.ts'
import type { Timers } from '../../shared/time/clock.ts'

/** Tells the window what changed, gathered over a short while. */
export interface EventHub {
  /** Notes that these changed; no ids means "any of them". */
  emit(name: EventName, ids: readonly string[]): void
  /** Sends at once what was gathered. */
  flush(): void
  /** Sends what was gathered, then nothing more. */
  close(): void
}

export interface EventHubPorts {
  publish(event: AppEvent): void
  readonly timers: Timers
  /** How long changes are gathered, counted from the first of them, ms; 50 unless told. */
  readonly delayMs?: number
}

/** More ids than this are said as "any": by then refetching everything is cheaper. */
export const IDS_LIMIT = 200

/** Builds the hub; its numbers begin at 1 and rise by one with every event sent. */
export function createEventHub(ports: EventHubPorts): EventHub {
  const { publish, timers, delayMs = 50 } = ports
  const gathered = new Map<EventName, Set<string> | 'any'>()
  let cancel: (() => void) | null = null
  let seq = 0
  let closed = false

  function flush(): void {
    cancel?.()
    cancel = null
    const sending = [...gathered]
    gathered.clear()
    for (const [name, ids] of sending) {
      seq += 1
      publish({ seq, name, ids: ids === 'any' ? [] : [...ids] })
    }
  }

  return {
    flush,
    emit(name, ids) {
      if (closed) return
      gathered.set(name, merge(gathered.get(name), ids))
      cancel ??= timers.after(delayMs, flush)
    },
    close() {
      flush()
      closed = true
    },
  }
}

function merge(known: Set<string> | 'any' | undefined, ids: readonly string[]): Set<string> | 'any' {
  if (known === 'any' || ids.length === 0) return 'any'
  const merged = new Set([...(known ?? []), ...ids])
  return merged.size > IDS_LIMIT ? 'any' : merged
}
