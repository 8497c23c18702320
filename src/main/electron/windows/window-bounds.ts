/** Where a window is; without a position the system chooses one. */
export interface Bounds {
  readonly x?: number | undefined
  readonly y?: number | undefined
  readonly width: number
  readonly height: number
}

/** A remembered window. */
export interface WindowState extends Bounds {
  readonly maximized: boolean
}

/** The part of a display that windows may cover. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const USUAL: WindowState = { width: 1280, height: 860, maximized: false }

/** As much of the window's upper edge as must be on a display for a hand to reach it. */
const REACHABLE = 80

/** Reads a remembered window; anything unusable gives the usual one. */
export function readWindowState(stored: unknown): WindowState {
  if (stored === null || typeof stored !== 'object') return USUAL
  const { x, y, width, height, maximized } = stored as Record<string, unknown>
  if (!isSize(width) || !isSize(height)) return USUAL
  const size = { width, height, maximized: maximized === true }
  return isPlace(x) && isPlace(y) ? { ...size, x, y } : size
}

/** Keeps a window on a display that is still there: its size fits, and its upper edge can be reached. */
export function placeWindow(
  state: WindowState,
  areas: readonly Area[],
  smallest: Pick<Area, 'width' | 'height'>,
) {
  const home = areas.find((area) => isReachable(state, area)) ?? areas[0]
  if (home === undefined) return state
  const width = Math.max(smallest.width, Math.min(state.width, home.width))
  const height = Math.max(smallest.height, Math.min(state.height, home.height))
  const size = { width, height, maximized: state.maximized }
  if (state.x === undefined || state.y === undefined || !isReachable(state, home)) return size
  return {
    ...size,
    x: Math.max(home.x, Math.min(state.x, home.x + home.width - REACHABLE)),
    y: Math.max(home.y, Math.min(state.y, home.y + home.height - REACHABLE)),
  }
}

function isReachable(state: WindowState, area: Area): boolean {
  if (state.x === undefined || state.y === undefined) return false
  const overlap = Math.min(state.x + state.width, area.x + area.width) - Math.max(state.x, area.x)
  return overlap >= REACHABLE && state.y >= area.y && state.y <= area.y + area.height - REACHABLE
}

function isSize(value: unknown): value is number {
  return isPlace(value) && value >= 200 && value <= 20_000
}

function isPlace(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value)
}
