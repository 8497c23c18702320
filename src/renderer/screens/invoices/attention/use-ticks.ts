import { useRef, useState } from 'react'
import { MOST_SELECTED } from '../../../../shared/contract/plain/limits.ts'
import type { ExceptionKeys, PaymentException } from '../../../../shared/contract/shapes/exception.ts'
import { type ExceptionFilter, type ListedException, readExceptionKeys } from '../../../data/exceptions.ts'
import { type ListRows, rowAt } from '../../../data/lists/stretches.ts'
import { stillIn, type Tick, withoutThese } from './ticked.ts'

/** The rows that an act is upon; they are known by their ids, whatever comes or goes around them. */
export interface Ticks {
  readonly byId: ReadonlyMap<string, Tick>
  readonly isReading: boolean
  toggle(row: ListedException, place: number): void
  /** Ticks from where the last tick was, or from `from`, to a place; both included. */
  extend(from: number, to: number): void
  /** Ticks all of a kind; of every kind for null. */
  all(kind: PaymentException['kind'] | null): void
  clear(): void
  /** Lets go of these alone: what was ticked while an act was under way is none of it. */
  letGo(done: ReadonlyMap<string, Tick>): void
  /** Lets go of what was ticked within these last few ms. */
  clearFresh(ms: number): void
}

interface Tell {
  ticked(count: number): void
  /** So many of those that were ticked have left the list. */
  left(count: number): void
  failed(error: unknown): void
}

const NONE: ReadonlyMap<string, Tick> = new Map()

/**
 * Ticks rows of what is open. Another filter lets go of them; of a list that was read whole, what has left it is let go of too, but not while an
 * act is under way, which has its rows leave the list.
 */
export function useTicks(
  rows: ListRows<ListedException> | undefined,
  filter: ExceptionFilter,
  isActing: boolean,
  tell: Tell,
): Ticks {
  const [byId, setById] = useState(NONE)
  const [isReading, setReading] = useState(false)
  const [of, setOf] = useState(filter)
  const [seen, setSeen] = useState(rows)
  const anchor = useRef<number | null>(null)
  const before = useRef(NONE)
  const freshAt = useRef(0)
  const asked = useRef(0)
  const latest = useRef(byId)
  latest.current = byId
  if (of !== filter) {
    setOf(filter)
    setById(NONE)
    setReading(false)
    anchor.current = null
    // What is still being read is of the filter before.
    asked.current += 1
  }
  // Of another filter's rows none was ticked, and none of them has left.
  else if (seen !== rows && !isActing) {
    setSeen(rows)
    const whole = wholeOf(rows)
    const still = whole === null ? byId : stillIn(whole, byId)
    const gone = byId.size - still.size
    if (gone > 0) {
      setById(still)
      queueMicrotask(() => tell.left(gone))
    }
  }

  function take(next: ReadonlyMap<string, Tick>): void {
    before.current = byId
    freshAt.current = performance.now()
    asked.current += 1
    setReading(false)
    setById(next)
    tell.ticked(next.size)
  }

  async function read(asking: () => Promise<ExceptionKeys>): Promise<void> {
    asked.current += 1
    const turn = asked.current
    setReading(true)
    try {
      const { keys, news } = await asking()
      if (turn === asked.current)
        take(new Map([...latest.current, ...keys.map(({ id, ...key }) => [id, { ...key, news }] as const)]))
    } catch (error) {
      if (turn !== asked.current) return
      setReading(false)
      tell.failed(error)
    }
  }

  function clear(): void {
    asked.current += 1
    anchor.current = null
    setReading(false)
    setById(NONE)
  }

  return {
    byId,
    isReading,
    toggle({ id, kind, difference, news }, place) {
      anchor.current = place
      const next = new Map(byId)
      if (!next.delete(id)) next.set(id, { kind, difference, news })
      take(next)
    },
    extend(from, to) {
      anchor.current ??= from
      const [first, last] = [Math.min(anchor.current, to), Math.max(anchor.current, to)]
      const known = between(rows, first, last)
      if (known) take(new Map([...byId, ...known]))
      else void read(() => readExceptionKeys(filter.kind, first, Math.min(last - first + 1, MOST_SELECTED)))
    },
    all: (kind) => void read(() => readExceptionKeys(kind, 0, MOST_SELECTED)),
    clear,
    letGo: (done) => setById((now) => withoutThese(done, now)),
    clearFresh(within) {
      if (performance.now() - freshAt.current > within) return
      asked.current += 1
      setReading(false)
      setById(before.current)
    },
  }
}

/** The ids of a list of which every row was read as the book has it; null for any other. */
function wholeOf(rows: ListRows<ListedException> | undefined): ReadonlySet<string> | null {
  if (!rows || rows.old.size > 0) return null
  const ids = new Set([...rows.stretches.values()].flat().map(({ id }) => id))
  return ids.size === rows.count ? ids : null
}

/** The rows between two places, where all of them were read; null where not. */
function between(
  rows: ListRows<ListedException> | undefined,
  first: number,
  last: number,
): readonly (readonly [string, Tick])[] | null {
  const found: (readonly [string, Tick])[] = []
  for (let place = first; place <= last; place += 1) {
    const row = rowAt(rows, place)
    if (!row) return null
    const { id, kind, difference, news } = row
    found.push([id, { kind, difference, news }])
  }
  return found
}
