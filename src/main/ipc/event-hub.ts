import type { AppEvent, EventName } from '../../shared/contract/plain/app-events.ts'
import type { Timers } from '../../shared/time/clock.ts'

/** Tells the window what changed: the first change after a quiet while at once, what follows closely gathered. */
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
  /** How long changes are gathered after something was sent, ms; 50 unless told. */
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

  /** Sends what was gathered, and gathers for a while if that was anything. */
  function turn(): void {
    cancel = null
    if (gathered.size === 0) return
    flush()
    cancel = timers.after(delayMs, turn)
  }

  function flush(): void {
    cancel?.()
    cancel = null
    const sending = [...withoutSaidTwice(gathered)]
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
      // What one commit tells is told in one breath, and belongs together.
      cancel ??= timers.after(0, turn)
    },
    close() {
      flush()
      closed = true
    },
  }
}

type Gathered = ReadonlyMap<EventName, ReadonlySet<string> | 'any'>

/** A change is a reason to read the sale again, and its check is read with it: told as well, it would be read twice. */
function withoutSaidTwice(gathered: Gathered): Gathered {
  const changed = gathered.get('invoices.changed')
  const checked = gathered.get('invoices.checked')
  if (changed === undefined || checked === undefined) return gathered
  if (changed !== 'any' && checked === 'any') return gathered
  const only = new Set(changed === 'any' || checked === 'any' ? [] : checked)
  if (changed !== 'any') for (const id of changed) only.delete(id)
  const rest = new Map(gathered)
  if (only.size > 0) rest.set('invoices.checked', only)
  else rest.delete('invoices.checked')
  return rest
}

function merge(known: Set<string> | 'any' | undefined, ids: readonly string[]): Set<string> | 'any' {
  if (known === 'any' || ids.length === 0) return 'any'
  const merged = new Set([...(known ?? []), ...ids])
  return merged.size > IDS_LIMIT ? 'any' : merged
}
