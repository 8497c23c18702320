import type { Area } from './window-bounds.ts'

/** A screen as Electron tells of it. */
export interface Screen {
  readonly id: number
  readonly bounds: Area
  readonly workArea: Area
}

/** Where the customer's window is to be; null where it has no place now. */
export type CustomerPlace = { readonly where: 'other' | 'beside'; readonly bounds: Area } | null

/** A window beside the till's, to try it: small enough to see both. */
const BESIDE = { width: 960, height: 600 }

/**
 * Finds the place of the customer's window: the whole of a screen that the till's window is not on, the largest where there are several, or
 * a window on the till's own screen, at the end where the till's window leaves the most room.
 */
export function customerPlace(
  where: 'other' | 'beside',
  screens: readonly Screen[],
  tillScreenId: number,
): CustomerPlace {
  const own = screens.find(({ id }) => id === tillScreenId) ?? screens[0]
  if (where === 'other') {
    const others = screens.filter((screen) => screen !== own)
    const [largest] = others.toSorted((a, b) => areaOf(b.bounds) - areaOf(a.bounds) || a.id - b.id)
    return largest ? { where, bounds: largest.bounds } : null
  }
  if (!own) return null
  const { x, y, width, height } = own.workArea
  const size = { width: Math.min(BESIDE.width, width), height: Math.min(BESIDE.height, height) }
  return { where, bounds: { x: x + width - size.width, y: y + height - size.height, ...size } }
}

function areaOf({ width, height }: Area): number {
  return width * height
}
