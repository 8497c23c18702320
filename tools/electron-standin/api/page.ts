import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IpcMainInvokeEvent, WebFrameMain } from 'electron'
import { toAppUrl, toBrowserUrl } from '../addresses.ts'
import { quietly, type Session } from '../chromium/cdp.ts'
import { isolatedWorldScript, pageWorldScript } from '../page/worlds.ts'
import { strict } from '../strict.ts'
import { Interception } from './interception.ts'
import { answerInvoke } from './ipc-main.ts'
import { customSchemes, isPermitted } from './session.ts'
import { nativeTheme, themeChanges } from './system.ts'
import type { WebContentsStandIn } from './web-contents.ts'

const WORLD = 'electron-preload'
const BINDING = '__standInSend'
const ASKED_PERMISSIONS: readonly (readonly [browser: string, electron: string])[] = [
  ['notifications', 'notifications'],
  ['geolocation', 'geolocation'],
  ['camera', 'media'],
  ['microphone', 'media'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['idle-detection', 'idle-detection'],
  ['persistent-storage', 'persistent-storage'],
]

interface Frame {
  url: string
  readonly parent: string | null
  readonly handle: WebFrameMain
}

/** One page of the browser, playing the renderer of one `webContents`. */
export class Page {
  url = ''
  readonly targetId: string
  readonly #session: Session
  readonly #browser: Session
  readonly #contents: WebContentsStandIn
  readonly #interception: Interception
  readonly #frames = new Map<string, Frame>()
  readonly #worlds = new Map<number, string>()
  #mainFrame = ''
  #loaded: { resolve(): void; reject(error: Error): void } | null = null

  constructor(session: Session, browser: Session, contents: WebContentsStandIn, targetId: string) {
    this.#session = session
    this.targetId = targetId
    this.#browser = browser
    this.#contents = contents
    this.#interception = new Interception(contents, () => ({ mainFrame: this.#mainFrame, url: this.url }))
  }

  /** Prepares everything that must be there before the page's first script. */
  async prepare(preload: string | undefined): Promise<void> {
    const { send } = this.#session
    this.#listen()
    this.#interception.watch(this.#session)
    const key = randomBytes(16).toString('hex')
    await Promise.all([
      send('Page.enable'),
      send('Inspector.enable'),
      send('Runtime.enable'),
      send('Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldScript(key) }),
      send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      this.#addPreload(key, preload),
      this.#applyTheme(),
    ])
    const { frameTree } = await send('Page.getFrameTree')
    this.#mainFrame = frameTree.frame.id
    this.#noteFrame(frameTree.frame.id, null, frameTree.frame.url)
    themeChanges.on('changed', this.#applyTheme)
  }

  /** Loads an address; rejects like Electron when it cannot be loaded. */
  async load(url: string): Promise<void> {
    const target = toBrowserUrl(url, customSchemes())
    await this.#denyPermissions(target)
    this.#interception.expect(target)
    const loaded = new Promise<void>((resolve, reject) => {
      this.#loaded = { resolve, reject }
    })
    const { errorText } = await this.#session.send('Page.navigate', { url: target })
    if (errorText) {
      this.#loaded = null
      throw new Error(`${errorText} loading '${url}'`)
    }
    await loaded
    quietly(this.#session.send('Page.resetNavigationHistory'))
  }

  reload(): void {
    this.#interception.expect(toBrowserUrl(this.url, customSchemes()))
    quietly(this.#session.send('Page.reload'))
  }

  bringToFront(): void {
    quietly(this.#session.send('Page.bringToFront'))
  }

  /** Hands a message to the preload of the main frame. */
  deliver(channel: string, args: readonly unknown[]): void {
    const context = [...this.#worlds].findLast(([, frame]) => frame === this.#mainFrame)?.[0]
    if (context !== undefined) this.#tell(context, { channel, args: structuredClone(args) })
  }

  async copy(text: string): Promise<void> {
    await this.#session
      .send('Runtime.evaluate', {
        expression: `navigator.clipboard.writeText(${JSON.stringify(text)})`,
        userGesture: true,
        awaitPromise: true,
      })
      .catch(() => undefined)
  }

  /** Forgets what outlives the page; called when it is gone. */
  dispose(): void {
    themeChanges.off('changed', this.#applyTheme)
    this.#loaded?.reject(new Error(`ERR_ABORTED (-3) loading '${this.url}'`))
  }

  #listen(): void {
    const { on } = this.#session
    on('Inspector.targetCrashed', () =>
      this.#contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }),
    )
    on('Page.frameAttached', ({ frameId, parentFrameId }) => this.#noteFrame(frameId, parentFrameId, ''))
    on('Page.frameDetached', ({ frameId }) => void this.#frames.delete(frameId))
    on('Page.frameNavigated', ({ frame }) => {
      this.#noteFrame(frame.id, frame.parentId ?? null, frame.url)
      if (frame.id === this.#mainFrame) this.#arrived(frame.url)
    })
    on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.#frames.get(frameId)
      if (frame) frame.url = url
      if (frameId === this.#mainFrame) this.url = toAppUrl(url, customSchemes())
    })
    on('Page.domContentEventFired', () => void this.#contents.emit('dom-ready'))
    on('Page.loadEventFired', () => {
      if (this.url === '' || this.url.startsWith('data:')) return
      this.#loaded?.resolve()
      this.#loaded = null
      this.#contents.emit('did-finish-load')
    })
    on('Runtime.executionContextCreated', ({ context }) => {
      const frame: unknown = context.auxData?.frameId
      if (context.name === WORLD && typeof frame === 'string') this.#worlds.set(context.id, frame)
    })
    on(
      'Runtime.executionContextDestroyed',
      ({ executionContextId }) => void this.#worlds.delete(executionContextId),
    )
    on('Runtime.executionContextsCleared', () => this.#worlds.clear())
    on('Runtime.bindingCalled', ({ executionContextId, name, payload }) => {
      if (name === BINDING) void this.#answer(executionContextId, payload)
    })
    on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
      const words = exceptionDetails.exception?.description ?? exceptionDetails.text
      process.stderr.write(`[page] ${words}\n`)
    })
  }

  /** The main frame has gone somewhere; back to the app if it was not asked for and the app would not have it. */
  #arrived(browserUrl: string): void {
    const url = toAppUrl(browserUrl, customSchemes())
    const before = this.url
    this.url = url
    const strayed = before !== '' && !before.startsWith('data:') && !this.#interception.hasSeen(browserUrl)
    if (strayed && this.#interception.refuses(url)) void this.load(before).catch(() => undefined)
  }

  #noteFrame(id: string, parent: string | null, url: string): void {
    const known = this.#frames.get(id)
    if (known) known.url = url
    else this.#frames.set(id, { url, parent, handle: this.#frameHandle(id, parent) })
  }

  #frameHandle(id: string, parent: string | null): WebFrameMain {
    const frames = this.#frames
    const handle = {
      get url() {
        return toAppUrl(frames.get(id)?.url ?? '', customSchemes())
      },
      get parent() {
        return parent === null ? null : (frames.get(parent)?.handle ?? null)
      },
      get detached() {
        return !frames.has(id)
      },
      isDestroyed: () => !frames.has(id),
    } satisfies Pick<WebFrameMain, 'url' | 'parent' | 'detached' | 'isDestroyed'>
    return strict('webFrameMain', handle) as unknown as WebFrameMain
  }

  async #answer(context: number, payload: string): Promise<void> {
    const message = JSON.parse(payload) as { id: number; channel: string; args: unknown[]; open?: string }
    if (message.open !== undefined) return this.#contents.askToOpen(message.open)
    const { id, channel, args } = message
    const frame = this.#frames.get(this.#worlds.get(context) ?? '')
    const event = {
      type: 'frame',
      sender: this.#contents.handle,
      senderFrame: frame?.handle ?? null,
      frameId: 1,
      processId: 1,
    } satisfies Partial<IpcMainInvokeEvent>
    try {
      const value = await answerInvoke(strict('event', event) as unknown as IpcMainInvokeEvent, channel, args)
      this.#tell(context, { id, value })
    } catch (error) {
      this.#tell(context, { id, error: error instanceof Error ? error.message : String(error) })
    }
  }

  #tell(context: number, message: object): void {
    const expression = `__standInDeliver(${JSON.stringify(message)})`
    quietly(this.#session.send('Runtime.evaluate', { contextId: context, expression }))
  }

  async #addPreload(key: string, preload: string | undefined): Promise<void> {
    if (preload === undefined) return
    const source = isolatedWorldScript(key, BINDING, readFileSync(preload, 'utf8'))
    await this.#session.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: WORLD })
  }

  async #denyPermissions(target: string): Promise<void> {
    const { origin } = new URL(target)
    const denied = ASKED_PERMISSIONS.filter(
      ([, name]) => !isPermitted(name, toAppUrl(origin, customSchemes())),
    )
    await Promise.all(
      denied.map(([name]) =>
        this.#browser
          .send('Browser.setPermission', { permission: { name }, setting: 'denied', origin })
          .catch(() => undefined),
      ),
    )
  }

  readonly #applyTheme = async (): Promise<void> => {
    const source = nativeTheme.themeSource
    const value = source === 'system' ? '' : source
    const features = [{ name: 'prefers-color-scheme', value }]
    await this.#session.send('Emulation.setEmulatedMedia', { features }).catch(() => undefined)
  }
}
