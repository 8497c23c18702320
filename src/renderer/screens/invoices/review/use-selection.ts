import { useRef, useState } from 'react'
import { MOST_SELECTED } from '../../../../shared/contract/plain/limits.ts'
import type { ListIds } from '../../../../shared/contract/shapes/lists/list.ts'
import { type Listed, type ListRows, placeOf, rowAt } from '../../../data/lists/stretches.ts'

/** The invoices that an act is upon, where they are more than the one that the keys stand on. */
export interface Selection {
  /** Null while nothing was extended. */
  readonly ids: ReadonlySet<string> | null
  /** Which invoices they are is being read. */
  readonly isReading: boolean
  /** Selects from where the selection began, or from `from`, to a place; both included. */
  extend(from: number, to: number): void
  /** Puts one invoice in, or takes it out; `active` is the place that the keys stand on. */
  toggle(id: string, active: number): void
  all(): void
  clear(): void
  /** Lets go of what was selected within these last few ms. */
  clearFresh(ms: number): void
  /** Gives the ids once they are known; null where nothing is selected. */
  settled(): Promise<readonly string[] | null>
}

interface Anchor {
  readonly id: string | null
  readonly place: number
}

/**
 * Selects invoices of a list by range. They are known by their ids from the moment that they are selected: what comes or goes above them
 * later changes nothing of what an act is upon. Another filter or order lets go of them.
 *
 * `readIds` reads the ids of a stretch; null where nothing can be selected. `tell` is told of what was selected, where more were meant than
 * can be, and of what reading them threw.
 */
export function useSelection(
  rows: ListRows<Listed> | undefined,
  view: object,
  readIds: ((from: number, limit: number) => Promise<ListIds>) | null,
  tell: { selected(count: number): void; tooMany(): void; failed(error: unknown): void },
): Selection {
  const [ids, setIds] = useState<ReadonlySet<string> | null>(null)
  const [isReading, setReading] = useState(false)
  const [of, setOf] = useState(view)
  const anchor = useRef<Anchor | null>(null)
  const latest = useRef<Promise<readonly string[] | null>>(Promise.resolve(null))
  const freshAt = useRef(0)
  if (of !== view) {
    setOf(view)
    setIds(null)
    setReading(false)
    anchor.current = null
    latest.current = Promise.resolve(null)
  }

  function take(next: readonly string[]): void {
    latest.current = Promise.resolve(next)
    freshAt.current = performance.now()
    setReading(false)
    setIds(new Set(next))
    tell.selected(next.length)
  }

  function read(from: number, limit: number): void {
    if (readIds === null) return
    const before = latest.current
    setReading(true)
    const asked: Promise<readonly string[] | null> = readIds(from, limit).then(
      (answer) => {
        if (latest.current !== asked) return latest.current
        if (answer.count - from > limit && limit === MOST_SELECTED) {
          latest.current = before
          setReading(false)
          tell.tooMany()
          return before
        }
        take(answer.ids)
        return answer.ids
      },
      (error: unknown) => {
        if (latest.current !== asked) return latest.current
        latest.current = before
        setReading(false)
        tell.failed(error)
        return null
      },
    )
    latest.current = asked
  }

  function clear(): void {
    anchor.current = null
    latest.current = Promise.resolve(null)
    setReading(false)
    setIds(null)
  }

  return {
    ids,
    isReading,
    extend(from, to) {
      if (readIds === null) return
      anchor.current ??= { id: rowAt(rows, from)?.id ?? null, place: from }
      const began = anchor.current
      const place = (began.id === null ? null : placeOf(rows, began.id)) ?? began.place
      const [first, last] = [Math.min(place, to), Math.max(place, to)]
      const count = last - first + 1
      if (count > MOST_SELECTED) {
        tell.tooMany()
        return
      }
      const known = idsBetween(rows, first, last)
      if (known) take(known)
      else read(first, count)
    },
    toggle(id, active) {
      if (readIds === null) return
      const own = ids ?? new Set([rowAt(rows, active)?.id].filter((one) => one !== undefined))
      const next = own.has(id) ? [...own].filter((one) => one !== id) : [...own, id]
      if (next.length === 0) return clear()
      anchor.current = { id, place: placeOf(rows, id) ?? active }
      take(next)
    },
    all: () => read(0, MOST_SELECTED),
    clear,
    clearFresh(within) {
      if (performance.now() - freshAt.current <= within) clear()
    },
    settled: () => latest.current,
  }
}

/** The ids of the rows between two places, where all of them were read; null where not. */
function idsBetween(
  rows: ListRows<Listed> | undefined,
  first: number,
  last: number,
): readonly string[] | null {
  const ids: string[] = []
  for (let place = first; place <= last; place += 1) {
    const row = rowAt(rows, place)
    if (!row) return null
    ids.push(row.id)
  }
  return new Set(ids).size === ids.length ? ids : null
}
