/** A list of rows that are all of one height, and the part of the screen in which it is seen. */
export interface Extent {
  readonly count: number
  /** The height of a row, and of what is seen of the rows at once, CSS px. */
  readonly row: number
  readonly seen: number
}

/** Browsers draw nothing exactly that stands further down than this, CSS px: a longer list is scrolled in larger steps. */
const MOST_HEIGHT = 16_000_000
/** So many rows are drawn above and beneath what is seen; the first one drawn changes in steps. */
const SPARE = 12
const STEP = 4

/** Gives the height of what is scrolled through, CSS px. */
export function heightOf({ count, row }: Extent): number {
  return Math.min(count * row, MOST_HEIGHT)
}

/** Where the scroll bar came to stand when the rows were moved: it knows whole pixels only, each of them several rows in a very long list. */
export interface MovedTo {
  readonly scrollTop: number
  readonly offset: number
  readonly count: number
}

/** Gives how far the rows have moved up, CSS px, where the scroll bar stands at `scrollTop`; exactly as far as they were moved, where it still stands there. */
export function offsetAt(scrollTop: number, extent: Extent, moved: MovedTo | null = null): number {
  const whole = extent.count * extent.row
  if (whole <= MOST_HEIGHT) return scrollTop
  if (moved?.scrollTop === scrollTop && moved.count === extent.count) return moved.offset
  return Math.round((scrollTop / (MOST_HEIGHT - extent.seen)) * (whole - extent.seen))
}

/** Gives where the scroll bar stands when the rows have moved up so far, CSS px. */
export function scrollTopAt(offset: number, extent: Extent): number {
  const whole = extent.count * extent.row
  if (whole <= MOST_HEIGHT) return offset
  return (offset / (whole - extent.seen)) * (MOST_HEIGHT - extent.seen)
}

/** Gives the rows that are drawn when they have moved up so far: the first, and the one behind the last. */
export function drawnAt(
  offset: number,
  { count, row, seen }: Extent,
): { readonly first: number; readonly end: number } {
  const top = Math.floor(offset / row) - SPARE
  const first = Math.max(0, Math.floor(top / STEP) * STEP)
  const end = first + Math.ceil(seen / row) + 2 * SPARE + STEP
  return { first: Math.min(first, Math.max(0, count - 1)), end: Math.min(end, count) }
}

/** Says whether all that is seen is among the rows that are drawn. */
export function covers(
  { first, end }: { readonly first: number; readonly end: number },
  offset: number,
  { count, row, seen }: Extent,
): boolean {
  return first * row <= offset && Math.min(end, count) * row >= Math.min(offset + seen, count * row)
}

/** Gives how far the rows are to move up so that the one at `index` is seen whole; as far as they have, where it is. */
export function offsetToSee(index: number, offset: number, { row, seen }: Extent): number {
  if (index * row < offset) return index * row
  return Math.max(offset, (index + 1) * row - seen)
}

/** Gives the row from which those that are drawn are put in their places: near them, where exactness ends further on. */
export function baseOf(first: number, { count, row }: Extent): number {
  return count * row <= MOST_HEIGHT ? 0 : Math.floor(first / 1_000) * 1_000
}
