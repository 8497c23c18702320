import type { WebContents } from 'electron'
import { KnownEvents } from '../emitter.ts'
import { strict } from '../strict.ts'
import type { Page } from './page.ts'

const EVENTS = [
  'console-message',
  'destroyed',
  'did-fail-load',
  'did-finish-load',
  'dom-ready',
  'render-process-gone',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-redirect',
]

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]

let next = 1
const all = new Map<number, WebContentsStandIn>()

/** The contents of one window; it has a page from the first load on until the window closes. */
export class WebContentsStandIn extends KnownEvents {
  readonly id = next++
  /** What is handed to the app: throws on anything that is not offered. */
  readonly handle: WebContents
  #page: Page | null = null
  #openHandler: OpenHandler | null = null
  #gone = false

  constructor() {
    super('webContents', EVENTS)
    all.set(this.id, this)
    this.handle = strict('webContents', this satisfies Offered) as unknown as WebContents
  }

  /** Lends the page to this object; null when it is gone. */
  attach(page: Page | null): void {
    this.#page = page
    if (page !== null || this.#gone) return
    this.#gone = true
    all.delete(this.id)
    this.emit('destroyed')
  }

  /** Asks the app whether a new window may open; none ever does here, and a yes is answered in words. */
  askToOpen(url: string): void {
    const details = {
      url,
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'default' },
    }
    const answer = this.#openHandler?.(details as Parameters<OpenHandler>[0])
    if (answer?.action === 'deny') return
    process.stderr.write('The Electron stand-in does not offer new windows opened by a page\n')
  }

  /** Puts a text on the clipboard by way of the page. */
  async copy(text: string): Promise<void> {
    await this.#page?.copy(text)
  }

  send(channel: string, ...args: unknown[]): void {
    this.#page?.deliver(channel, args)
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  getURL(): string {
    return this.#page?.url ?? ''
  }

  getType(): 'window' {
    return 'window'
  }

  isDestroyed(): boolean {
    return this.#gone
  }

  reload(): void {
    this.#page?.reload()
  }

  focus(): void {
    this.#page?.bringToFront()
  }

  openDevTools(): void {}
}

type Offered = Pick<
  WebContents,
  | 'id'
  | 'send'
  | 'setWindowOpenHandler'
  | 'getURL'
  | 'getType'
  | 'isDestroyed'
  | 'reload'
  | 'focus'
  | 'openDevTools'
>

/** The contents that are alive. */
export const webContents = {
  getAllWebContents: () => [...all.values()].map((each) => each.handle),
  fromId: (id: number) => all.get(id)?.handle,
}

/** Writes to the clipboard of the browser behind any living page. */
export async function writeClipboard(text: string): Promise<void> {
  for (const contents of all.values()) await contents.copy(text)
}
