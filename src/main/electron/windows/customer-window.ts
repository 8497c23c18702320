import { app, BrowserWindow, type Rectangle, screen } from 'electron'
import type { CustomerWindow } from '../../customer/customer-display.ts'
import { APP_URL } from '../origin.ts'
import { customerPlace } from './customer-place.ts'
import { noteRole } from './open-windows.ts'
import { customerWindowOptions } from './window-options.ts'

const PAGE = 'customer.html'
/** How long after a page was lost another one is opened, ms. */
const REOPENED_AFTER_MS = 2_000

interface CustomerWindowPlan {
  /** The built preload script. */
  readonly preload: string
  readonly isPackaged: boolean
  readonly developmentOrigin: string | null
  /** Told when the page could not be shown. */
  failed(error: unknown): void
}

/** The customer's window, which opens once the till's is there, and goes with it. */
interface HostedCustomerWindow extends CustomerWindow {
  /** Tells it which window the till's is. */
  openBeside(till: BrowserWindow): void
}

/**
 * Opens the customer's window on the screen that the till's is not on, or beside it, and keeps it there while screens come, go and turn. It
 * never takes the focus: whoever types at the till goes on typing.
 */
export function createCustomerWindow(plan: CustomerWindowPlan): HostedCustomerWindow {
  let till: BrowserWindow | null = null
  let wanted: 'other' | 'beside' | null = null
  let open: { readonly window: BrowserWindow; readonly where: 'other' | 'beside' } | null = null
  let told: (closedBy: 'person' | null) => void = () => undefined

  function placed(): ReturnType<typeof customerPlace> {
    if (wanted === null || till === null || till.isDestroyed()) return null
    return customerPlace(wanted, screen.getAllDisplays(), tillScreen(till))
  }

  /** Has the window stand where it is to stand now. */
  function settle(): void {
    const place = placed()
    if (open && place?.where !== open.where) leave()
    if (place === null) return
    if (open === null) begin(place)
    // One that a person has moved stays there.
    else if (place.where === 'other' && !isAt(open.window, place.bounds)) open.window.setBounds(place.bounds)
  }

  function begin(place: NonNullable<ReturnType<typeof customerPlace>>): void {
    const window = new BrowserWindow(customerWindowOptions(place, plan.preload, plan.isPackaged))
    open = { window, where: place.where }
    noteRole(window, 'display')
    window.once('ready-to-show', () => window.showInactive())
    window.once('closed', () => {
      if (open?.window !== window) return
      open = null
      told(till === null || till.isDestroyed() ? null : 'person')
    })
    // A page that is gone shows nothing: another one takes its place, but one that is lost again and again must not take the till's time.
    window.webContents.once('render-process-gone', (_, { reason }) => {
      plan.failed(new Error(`the page is gone: ${reason}`))
      if (open?.window !== window || reason === 'clean-exit') return
      leave()
      setTimeout(settle, REOPENED_AFTER_MS).unref()
    })
    const origin = plan.developmentOrigin === null ? APP_URL : `${plan.developmentOrigin}/`
    window.loadURL(`${origin}${PAGE}`).catch((error: unknown) => {
      if (open?.window === window) plan.failed(error)
    })
    told(null)
  }

  function leave(): void {
    const window = open?.window
    if (!window) return
    open = null
    window.destroy()
    told(null)
  }

  function end(): void {
    wanted = null
    leave()
  }

  function changed(): void {
    settle()
    told(null)
  }

  return {
    openBeside(window) {
      till = window
      // Every system tells of `move`, also where a key moves the window from screen to screen.
      window.on('move', settle)
      // The app lives as long as the till's window does.
      window.once('closed', leave)
      // A window that nobody can close would hold up the end, and one that is closed by it was closed by no person.
      app.on('before-quit', end)
      for (const event of ['display-added', 'display-removed', 'display-metrics-changed'] as const)
        screen.on(event as 'display-added', changed)
      settle()
    },
    show(where) {
      wanted = where
      settle()
    },
    hide: end,
    isOpen: () => open !== null,
    otherScreens() {
      const screens = screen.getAllDisplays()
      return till === null
        ? Math.max(0, screens.length - 1)
        : screens.filter(({ id }) => id !== tillScreen(till)).length
    },
    onChange(changed) {
      told = changed
    },
  }
}

function isAt(window: BrowserWindow, { x, y, width, height }: Rectangle): boolean {
  const now = window.getBounds()
  return now.x === x && now.y === y && now.width === width && now.height === height
}

function tillScreen(till: BrowserWindow | null): number {
  if (!till || till.isDestroyed()) return -1
  // Windows keeps a window that is minimized far outside of every screen.
  return screen.getDisplayMatching(till.isMinimized() ? till.getNormalBounds() : till.getBounds()).id
}
