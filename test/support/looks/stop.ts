import type { Page } from 'playwright-core'

/** A screen or a dialog, and the way to it from a window that was just opened; in no language, by keys and places alone. */
export interface Stop {
  readonly name: string
  /** The made-up data that it is seen with; `live` is found in the app as well. */
  readonly scene: string
  readonly go: (seen: SeenWindow) => Promise<void>
}

/** A window that is looked at. */
export interface SeenWindow {
  readonly page: Page
  /** The row of the list in which a sale with this status stands, from 0; null where there is none. */
  row(status: string): number | null
}
