import { toAppUrl } from '../addresses.ts'
import { quietly, type Session } from '../chromium/cdp.ts'
import { preventable } from '../emitter.ts'
import { customSchemes, isCancelled, schemeHandler } from './session.ts'
import type { WebContentsStandIn } from './web-contents.ts'

/** The browser's word for a request's kind, in Electron's spelling. */
const KINDS: Readonly<Record<string, string>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
  WebSocket: 'webSocket',
}

interface Where {
  readonly mainFrame: string
  readonly url: string
}

interface Paused {
  readonly requestId: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly postData?: string
  }
  readonly frameId: string
  readonly resourceType: string
  readonly redirectedRequestId?: string
}

/** Every request of a page passes here: to the app's navigation events, its request filter and its schemes. */
export class Interception {
  readonly #contents: WebContentsStandIn
  readonly #where: () => Where
  readonly #expected = new Set<string>()
  readonly #seen = new Set<string>()
  #count = 0

  constructor(contents: WebContentsStandIn, where: () => Where) {
    this.#contents = contents
    this.#where = where
  }

  /** Watches one target: the page, or a frame in a process of its own. */
  watch(session: Session): void {
    session.on('Fetch.requestPaused', (paused) => void this.#decide(session, paused).catch(() => undefined))
  }

  /** Announces a navigation that the app itself asked for. */
  expect(browserUrl: string): void {
    this.#expected.add(browserUrl)
  }

  /** Says whether a document of this address was decided upon here. */
  hasSeen(browserUrl: string): boolean {
    return this.#seen.has(withoutFragment(browserUrl))
  }

  /** Asks the app whether its main frame may go to an address. */
  refuses(url: string): boolean {
    return this.#isPrevented('will-navigate', url, true)
  }

  async #decide(session: Session, paused: Paused): Promise<void> {
    const { requestId, request } = paused
    const url = toAppUrl(request.url, customSchemes())
    const fail = (errorReason: 'Aborted' | 'BlockedByClient' | 'Failed') =>
      quietly(session.send('Fetch.failRequest', { requestId, errorReason }))
    if (paused.resourceType === 'Document') {
      if (this.#navigationRefused(paused, url)) return fail('Aborted')
      this.#seen.add(withoutFragment(request.url))
    }
    const details = {
      id: ++this.#count,
      url,
      method: request.method,
      resourceType: this.#kind(paused),
      webContentsId: this.#contents.id,
    }
    if (await isCancelled(details)) return fail('BlockedByClient')
    const serve = schemeHandler(new URL(url).protocol.slice(0, -1))
    if (serve === null) return quietly(session.send('Fetch.continueRequest', { requestId }))
    try {
      const answer = await serve(asRequest(url, paused) as GlobalRequest)
      const body = Buffer.from(await answer.arrayBuffer()).toString('base64')
      const responseHeaders = [...answer.headers].map(([name, value]) => ({ name, value }))
      quietly(
        session.send('Fetch.fulfillRequest', {
          requestId,
          responseCode: answer.status,
          responseHeaders,
          body,
        }),
      )
    } catch (error) {
      process.stderr.write(`[protocol] ${url}: ${String(error)}\n`)
      fail('Failed')
    }
  }

  #navigationRefused(paused: Paused, url: string): boolean {
    const isMainFrame = paused.frameId === this.#where().mainFrame
    if (isMainFrame && this.#expected.delete(paused.request.url)) return false
    if (paused.redirectedRequestId !== undefined) return this.#isPrevented('will-redirect', url, isMainFrame)
    const frame = this.#isPrevented('will-frame-navigate', url, isMainFrame)
    return isMainFrame ? this.#isPrevented('will-navigate', url, true) || frame : frame
  }

  #isPrevented(name: string, url: string, isMainFrame: boolean): boolean {
    const event = preventable({ url, isMainFrame, isSameDocument: false, frame: null, initiator: null })
    this.#contents.emit(name, event, url)
    return event.defaultPrevented
  }

  #kind({ resourceType, frameId }: Paused): string {
    if (resourceType !== 'Document') return KINDS[resourceType] ?? 'other'
    return frameId === this.#where().mainFrame ? 'mainFrame' : 'subFrame'
  }
}

type GlobalRequest = Parameters<NonNullable<ReturnType<typeof schemeHandler>>>[0]

function asRequest(url: string, { request }: Paused): Request {
  const body = request.postData === undefined ? {} : { body: request.postData }
  return new Request(url, { method: request.method, headers: request.headers, ...body })
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? url
}
