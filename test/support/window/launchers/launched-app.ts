import type { Page } from 'playwright-core'

/** Whatever the machine speaks; a test may say another language. */
export const IN_ENGLISH = { COUNTERFOIL_LANGUAGES: 'en' }

export type LauncherName = 'standin' | 'electron'

export interface LaunchOptions {
  readonly launcher: LauncherName
  /** The data folder; a fresh one when absent. */
  readonly userDataDir?: string
  readonly env?: Readonly<Record<string, string>>
  readonly theme?: 'light' | 'dark'
  readonly size?: { readonly width: number; readonly height: number }
  /** Further arguments for the app. */
  readonly args?: readonly string[]
  /** The folder whose package.json names the app; the project's own when absent. */
  readonly appDir?: string
}

/** Something the app asked of the desktop: `clipboard`, `open-external`, `show-item`, `save-dialog`, `error-box`, `notification`, `power-save-blocker`. */
export interface DesktopRequest {
  readonly what: string
  readonly [field: string]: unknown
}

/** What the machine can do. */
export type PowerEvent = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'

/** The app, running in a real browser, with its window's page. */
export interface LaunchedApp {
  readonly launcher: LauncherName
  readonly page: Page
  readonly userDataDir: string
  /** The process of the app's main side. */
  readonly pid: number
  /** What it has printed so far, both streams. */
  output(): string
  /** Decides what the save dialog answers from now on; null closes it. */
  answerSaveDialog(path: string | null): Promise<void>
  /** What the app has asked of the desktop so far. */
  desktopRequests(): Promise<readonly DesktopRequest[]>
  /** Presses a desktop notification that was shown with this title. */
  pressNotification(title: string): Promise<void>
  /** Lets the machine do what Electron's power monitor tells of. */
  powerEvent(event: PowerEvent): Promise<void>
  /** The page of the customer display, once it is open. */
  customerPage(): Promise<Page>
  /** Has the machine have these screens, "1280x800,1920x1080", the till's first. Electron has those that are there: null. */
  readonly screens: ((sizes: string) => Promise<void>) | null
  /** Closes the window as a person would, and waits until everything has ended. */
  close(): Promise<void>
  /** Ends the main side as a power cut would. */
  kill(): Promise<void>
}
