import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** How the tiles stand. */
export interface TileLook {
  readonly columns: number
  readonly rows: number
  /** Many stand closer together, without their pictures. */
  readonly isDense: boolean
}

/** So many are few: each has its picture. */
const FEW = 8
/** The lowest tile with a name and a price, and what lies between two, CSS px. */
const LOWEST = 64
const GAP = 8
/** A room of this width has four columns, CSS px. */
const WIDE = 620

/**
 * Says in how many columns and whole rows `count` tiles stand in the room they have, which is measured.
 *
 * Few take two columns, or four in a wide and low room; many take three, and only as many rows as are whole.
 */
export function useTileRoom(count: number): {
  readonly room: RefObject<HTMLDivElement | null>
  readonly look: TileLook
} {
  const room = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = room.current
    if (!element) return
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { room, look: tileLook(count, size) }
}

/** The same for a room of that size, CSS px; a room that is not drawn yet holds every tile. */
export function tileLook(count: number, { width, height }: { width: number; height: number }): TileLook {
  const fit = Math.max(1, Math.floor((height + GAP) / (LOWEST + GAP)))
  if (height === 0) return { columns: 2, rows: Math.max(4, Math.ceil(count / 2)), isDense: count > FEW }
  const isLow = width >= WIDE && fit < 4
  const columns = isLow ? 4 : count > FEW ? 3 : 2
  const rows = isLow ? 2 : 4
  if (count <= FEW && fit >= rows) return { columns, rows, isDense: isLow }
  // No higher than four that fill the room.
  return { columns, rows: Math.min(fit, Math.max(4, Math.ceil(count / columns))), isDense: true }
}
