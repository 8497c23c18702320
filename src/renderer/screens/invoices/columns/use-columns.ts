import { type CSSProperties, type RefObject, useLayoutEffect, useMemo, useState } from 'react'
import { useKeptColumns } from '../../../data/lists/kept-columns.ts'
import type { ListTypes } from '../../../data/lists/sources.ts'
import { useMedia } from '../../../window/use-media.ts'
import type { ListKind } from '../list/list-kind.ts'
import { arranged, type Columns, sized, toKeep } from './arrange.ts'
import { type Layout, layOut, type Placed, widthFor } from './lay-out.ts'
import type { ColumnName } from './names.ts'
import type { ColumnSpec } from './spec.ts'
import { type SumsPlaces, sumsPlaces } from './sums-places.ts'
import { useSpecs } from './use-specs.ts'

/** What stands at both ends of a row, CSS px: the padding of `.list-row`. */
const ENDS = 12
/** A first guess, until the list has been measured: what stands beside it in the window, CSS px. */
const BESIDE = 237

/** The columns of a list as they are shown, and the ways to change them. */
export interface ListColumns {
  readonly specs: readonly ColumnSpec[]
  readonly all: Columns
  readonly layout: Layout
  readonly names: readonly ColumnName[]
  readonly sums: SumsPlaces | null
  /** The grid of the list, for everything that stands in its columns. */
  readonly style: CSSProperties
  /** Rows have two lines, which are as they are. */
  readonly isTwoLines: boolean
  /** Why the last change is not kept; null where it is. */
  readonly error: Error | null
  /** Changes what is there by now: a quick hand is ahead of what is drawn. */
  change(how: (columns: Columns) => Columns): Columns
  /** As at first: order, choice and widths. */
  reset(): void
  /** Gives a column this width while it is drawn, CSS px; `isDone` keeps it, and null is the one it has at first. */
  size(name: ColumnName, width: number | null, isDone: boolean): void
  /** Makes a column so much wider than it is by now, CSS px; below nothing makes it narrower. */
  widen(name: ColumnName, by: number): void
  /** Forgets a width that was drawn and not kept. */
  letGo(): void
}

/** The columns of a list in the room that it has: what is scrolled changes nothing of them. */
export function useColumns<T extends ListTypes>(
  kind: ListKind<T>,
  scroller: RefObject<HTMLElement | null>,
): ListColumns {
  const { narrow, money, source } = kind
  const specs = useSpecs(kind.specs)
  const { kept, error, latest, keep } = useKeptColumns(source.name)
  const room = useRoom(scroller)
  const isTwoLines = useMedia('(width < 900px)')
  const [drawn, setDrawn] = useState<Placed | null>(null)
  const own = useMemo(() => arranged(specs, kept), [specs, kept])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was drawn is kept by now
  useLayoutEffect(() => setDrawn(null), [kept])
  const all = useMemo(() => (drawn ? sized(own, drawn.name, drawn.width) : own), [own, drawn])
  const layout = useMemo(() => layOut(specs, all, room), [specs, all, room])
  const text = isTwoLines ? narrow.join() : layout.columns.map(({ name }) => name).join()
  const names = useMemo(() => text.split(',') as readonly ColumnName[], [text])
  const sums = useMemo(
    () => (isTwoLines ? null : sumsPlaces(layout.columns, money, money.includes('difference'))),
    [isTwoLines, layout, money],
  )
  const template = layout.columns.map(({ width }) => `${width}px`).join(' ')
  const style = useMemo(() => ({ '--columns': template }) as CSSProperties, [template])
  function size(name: ColumnName, width: number | null, isDone: boolean): void {
    const now = arranged(specs, latest())
    const to = width === null ? null : widthFor(specs, now, room, { name, width })
    setDrawn(to === null ? null : { name, width: to })
    if (isDone) keep(toKeep(specs, sized(now, name, to), latest()))
  }
  return {
    ...{ specs, all, layout, names, sums, style, isTwoLines, error },
    change(how) {
      const before = arranged(specs, latest())
      const next = how(before)
      if (next !== before) keep(toKeep(specs, next, latest()))
      return next
    },
    reset: () => keep(null),
    size,
    widen(name, by) {
      const now = layOut(specs, arranged(specs, latest()), room).columns
      size(name, (now.find((one) => one.name === name)?.width ?? 0) + by, true)
    },
    letGo: () => setDrawn(null),
  }
}

/** The room for the columns of a list, CSS px, measured before it is painted and whenever it changes. */
function useRoom(scroller: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(() => Math.max(0, window.innerWidth - BESIDE))
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const measure = () => setRoom(box.clientWidth - ENDS)
    measure()
    const watched = new ResizeObserver(measure)
    watched.observe(box)
    return () => watched.disconnect()
  }, [scroller])
  return room
}
