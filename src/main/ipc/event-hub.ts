import type { AppEvent, EventName } from '../../shared/contract/plain/app-events.ts'
import type { Timers } from '../../shared/time/clock.ts'

/** Tells the window what changed: the first change after a quiet while at once, what follows closely gathered. */
export interface EventHub {
  /** Notes that these changed; no ids means "any of them". `commit` is the book's last one among them; null where unknown. */
  emit(name: EventName, ids: readonly string[], commit?: number | null): void
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
  const gathered = new Map<EventName, Gathered>()
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
    for (const [name, { ids, commit }] of sending) {
      seq += 1
      publish({ seq, name, ids: ids === 'any' ? [] : [...ids], commit })
    }
  }

  return {
    flush,
    emit(name, ids, commit = null) {
      if (closed) return
      gathered.set(name, merge(gathered.get(name), ids, commit))
      // What one commit tells is told in one breath, and belongs together.
      cancel ??= timers.after(0, turn)
    },
    close() {
      flush()
      closed = true
    },
  }
}

interface Gathered {
  readonly ids: ReadonlySet<string> | 'any'
  readonly commit: number | null
}

/** A change is a reason to read the sale again, and its check is read with it: told as well, it would be read twice. */
function withoutSaidTwice(gathered: ReadonlyMap<EventName, Gathered>): ReadonlyMap<EventName, Gathered> {
  const changed = gathered.get('invoices.changed')?.ids
  const checked = gathered.get('invoices.checked')?.ids
  if (changed === undefined || checked === undefined) return gathered
  if (changed !== 'any' && checked === 'any') return gathered
  const only = new Set(changed === 'any' || checked === 'any' ? [] : checked)
  if (changed !== 'any') for (const id of changed) only.delete(id)
  const others = new Map(gathered)
  if (only.size > 0) others.set('invoices.checked', { ids: only, commit: null })
  else others.delete('invoices.checked')
  // What was checked as well has more that is new than its commit tells.
  others.set('invoices.changed', { ids: changed, commit: null })
  return others
}

function merge(known: Gathered | undefined, ids: readonly string[], commit: number | null): Gathered {
  const latest = known === undefined ? commit : latestOf(known.commit, commit)
  if (known?.ids === 'any' || ids.length === 0) return { ids: 'any', commit: latest }
  const merged = new Set([...(known?.ids ?? []), ...ids])
  return { ids: merged.size > IDS_LIMIT ? 'any' : merged, commit: latest }
}

function latestOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : Math.max(a, b)
}
