import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { type Browser, openBrowser } from '../chromium/browser.ts'
import { quietly, type Session } from '../chromium/cdp.ts'
import { KnownEvents, preventable } from '../emitter.ts'
import { runtime } from '../runtime.ts'
import { strict } from '../strict.ts'
import { theApp } from './app.ts'
import { Page } from './page.ts'
import { customSchemes } from './session.ts'
import { WebContentsStandIn } from './web-contents.ts'

const EVENTS = [
  'close',
  'closed',
  'move',
  'moved',
  'page-title-updated',
  'ready-to-show',
  'resize',
  'resized',
  'show',
]
const BOUNDS_EVERY_MS = 1_000

const open = new Set<WindowStandIn>()
/** Each window is a browser of its own, and those after the first listen for a debugger on these ports. */
const MORE_PORTS = (process.env.COUNTERFOIL_STANDIN_MORE_PORTS ?? '').split(',').filter(Boolean).map(Number)
let opened = 0

class WindowStandIn extends KnownEvents {
  readonly handle: BrowserWindow
  readonly id: number
  readonly #contents = new WebContentsStandIn()
  readonly #options: BrowserWindowConstructorOptions
  #browser: Browser | null = null
  #page: Page | null = null
  #bounds: Rectangle
  #state: 'normal' | 'maximized' | 'minimized' | 'fullscreen' = 'normal'
  #closed = false

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', EVENTS)
    this.#options = options
    this.id = this.#contents.id
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    }
    this.handle = strict('BrowserWindow', this satisfies Offered) as unknown as BrowserWindow
    open.add(this)
    theApp().emit('web-contents-created', preventable({}), this.#contents.handle)
    theApp().emit('browser-window-created', preventable({}), this.handle)
  }

  get webContents() {
    return this.#contents.handle
  }

  async loadURL(url: string): Promise<void> {
    const page = this.#page ?? (await this.#open(url))
    await page.load(url)
    this.emit('ready-to-show')
  }

  close(): void {
    void this.closeUnlessPrevented()
  }

  destroy(): void {
    void this.#end()
  }

  /** Closes as if asked by a person; false when the app would not have it. */
  async closeUnlessPrevented(): Promise<boolean> {
    if (this.#closed) return true
    await this.#readBounds()
    const event = preventable({})
    this.emit('close', event)
    if (event.defaultPrevented) return false
    await this.#end()
    return true
  }

  show(): void {
    this.emit('show')
  }

  showInactive(): void {
    this.emit('show')
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    const { x, y, width, height } = this.#bounds
    quietly(this.#setWindowBounds({ left: x, top: y, width, height }))
  }

  focus(): void {
    this.#page?.bringToFront()
  }

  restore(): void {
    this.#setState('normal')
  }

  maximize(): void {
    this.#setState('maximized')
  }

  isMinimized(): boolean {
    return this.#state === 'minimized'
  }

  isMaximized(): boolean {
    return this.#state === 'maximized'
  }

  isFullScreen(): boolean {
    return this.#state === 'fullscreen'
  }

  isDestroyed(): boolean {
    return this.#closed
  }

  getBounds(): Rectangle {
    return this.#bounds
  }

  getNormalBounds(): Rectangle {
    return this.#bounds
  }

  setTitle(): void {}

  setMenuBarVisibility(): void {}

  async #open(url: string): Promise<Page> {
    const { browser: path, headless, debuggingPort, name } = runtime()
    if (path === null) throw new Error('No browser is named for the stand-in (COUNTERFOIL_STANDIN_BROWSER).')
    const { protocol, host } = new URL(url)
    const fromNetwork = !customSchemes().has(protocol.slice(0, -1))
    const browser = openBrowser(path, {
      headless,
      debuggingPort: opened === 0 ? debuggingPort : (MORE_PORTS[opened - 1] ?? null),
      width: this.#bounds.width,
      height: this.#bounds.height,
      position: this.#options.x === undefined ? null : this.#bounds,
      developmentHost: fromNetwork ? host : null,
      windowClass: name,
    })
    this.#browser = browser
    opened += 1
    void browser.ended.then(() => this.#ended())
    this.#page = await this.#attach(browser)
    this.#contents.attach(this.#page)
    return this.#page
  }

  /** Waits for the browser's first page; every later one is a window that must ask the app first. */
  async #attach(browser: Browser): Promise<Page> {
    const { connection } = browser
    const first = new Promise<{ session: Session; targetId: string }>((resolve, reject) => {
      void browser.ended.then(() => reject(new Error('The browser ended before its window opened.')))
      let known: string | null = null
      connection.browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
        const session = connection.session(sessionId)
        if (targetInfo.type !== 'page') return quietly(session.send('Runtime.runIfWaitingForDebugger'))
        if (known === null) {
          known = targetInfo.targetId
          return resolve({ session, targetId: known })
        }
        this.#contents.askToOpen(targetInfo.url)
        quietly(connection.browser.send('Target.closeTarget', { targetId: targetInfo.targetId }))
      })
      connection.browser.on('Target.detachedFromTarget', ({ targetId }) => {
        if (targetId === known) void this.#pageGone()
      })
    })
    quietly(
      connection.browser.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: true,
        flatten: true,
      }),
    )
    quietly(connection.browser.send('Browser.setDownloadBehavior', { behavior: 'deny' }))
    const { session, targetId } = await first
    const page = new Page(session, connection.browser, this.#contents, targetId)
    await page.prepare(this.#options.webPreferences?.preload)
    await session.send('Runtime.runIfWaitingForDebugger')
    this.#watchBounds(session)
    return page
  }

  #watchBounds(session: Session): void {
    session.on('Page.frameResized', () => void this.#readBounds().then(() => this.emit('resize')))
    if (runtime().headless) return
    const timer = setInterval(() => void this.#readBounds(), BOUNDS_EVERY_MS)
    timer.unref()
    this.once('closed', () => clearInterval(timer))
  }

  async #readBounds(): Promise<void> {
    try {
      const found = await this.#browser?.connection.browser.send('Browser.getWindowForTarget', {
        targetId: this.#page?.targetId ?? '',
      })
      if (!found) return
      const { windowState = 'normal', left = 0, top = 0, width = 0, height = 0 } = found.bounds
      this.#state = windowState
      if (windowState === 'normal' && width > 0) this.#bounds = { x: left, y: top, width, height }
    } catch {
      // The window has gone; what was last known stays.
    }
  }

  #setState(windowState: 'normal' | 'maximized'): void {
    quietly(this.#setWindowBounds({ windowState }))
    this.#state = windowState
  }

  async #setWindowBounds(bounds: Readonly<Record<string, string | number>>): Promise<void> {
    const targetId = this.#page?.targetId
    if (!this.#browser || !targetId) return
    const { send } = this.#browser.connection.browser
    const { windowId } = await send('Browser.getWindowForTarget', { targetId })
    await send('Browser.setWindowBounds', { windowId, bounds })
  }

  /** The person closed the window: too late to prevent, so the app is only told. */
  async #pageGone(): Promise<void> {
    if (this.#closed) return
    this.emit('close', preventable({}))
    await this.#end()
  }

  async #end(): Promise<void> {
    if (this.#browser) await this.#browser.close()
    this.#ended()
  }

  #ended(): void {
    if (this.#closed) return
    this.#closed = true
    open.delete(this)
    this.#page?.dispose()
    this.#contents.attach(null)
    this.emit('closed')
    if (open.size === 0) theApp().allClosed()
  }
}

type Offered = Pick<
  BrowserWindow,
  | 'id'
  | 'webContents'
  | 'loadURL'
  | 'close'
  | 'destroy'
  | 'show'
  | 'showInactive'
  | 'setBounds'
  | 'focus'
  | 'restore'
  | 'maximize'
  | 'isMinimized'
  | 'isMaximized'
  | 'isFullScreen'
  | 'isDestroyed'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setTitle'
  | 'setMenuBarVisibility'
>

theApp().attach({
  /** Electron says nothing of the order: an app that needs one gets the other. */
  async closeAll() {
    for (const window of [...open].reverse()) if (!(await window.closeUnlessPrevented())) return false
    return true
  },
})

const statics = {
  getAllWindows: () => [...open].map((each) => each.handle),
  fromWebContents: (contents: { readonly id: number }) =>
    [...open].find((each) => each.id === contents.id)?.handle ?? null,
  getFocusedWindow: () => [...open].at(-1)?.handle ?? null,
}

/** The window class as the app sees it: each instance, and the class itself, throw on what is not offered. */
export const BrowserWindowStandIn = new Proxy(WindowStandIn, {
  construct: (_, [options]: [BrowserWindowConstructorOptions?]) => new WindowStandIn(options).handle,
  get: (_, property) => Reflect.get(strict('BrowserWindow', statics), property),
})
