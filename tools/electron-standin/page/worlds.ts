/**
 * The code that runs inside the page, as text: the preload in a world of its own, and the bridge between that world
 * and the page's. Both halves talk by events on the document whose name only they know.
 */

interface Wire {
  readonly kind: 'expose' | 'call' | 'reply' | 'settle' | 'open'
  readonly id?: number
  readonly name?: string
  readonly args?: readonly unknown[]
  readonly value?: unknown
  readonly error?: string | undefined
}

interface Scope {
  readonly top: unknown
  readonly window: unknown
  readonly location: { readonly protocol: string }
  readonly document: {
    addEventListener(name: string, listener: (event: { readonly detail: string }) => void): void
    dispatchEvent(event: unknown): boolean
    readonly baseURI: string
  }
  readonly URL: new (url: string, base: string) => { readonly href: string }
  readonly CustomEvent: new (name: string, init: { readonly detail: string }) => unknown
  readonly [name: string]: unknown
}

/** Installs one half of the bridge; the isolated half hands back `expose`, the page's half makes what is exposed. */
function bridgeHalf(scope: Scope, key: string, role: 'page' | 'isolated', onOpen: (url: string) => void) {
  const { document, CustomEvent } = scope
  const { parse, stringify } = JSON
  const dispatch = document.dispatchEvent.bind(document)
  const functions = new Map<number, (...args: unknown[]) => unknown>()
  const replies = new Map<number, Wire>()
  const promises = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let next = role === 'page' ? 1 : 2
  const fresh = () => {
    next += 2
    return next
  }
  const post = (message: Wire) =>
    dispatch(
      new CustomEvent(`${key}-${role === 'page' ? 'isolated' : 'page'}`, { detail: stringify(message) }),
    )

  function settle(id: number, promise: Promise<unknown>): void {
    promise.then(
      (value) => post({ kind: 'settle', id, value: encode(value) }),
      (error: unknown) =>
        post({ kind: 'settle', id, error: error instanceof Error ? error.message : String(error) }),
    )
  }

  function encode(value: unknown): unknown {
    if (value === undefined) return { u: true }
    if (
      value === null ||
      typeof value === 'boolean' ||
      typeof value === 'number' ||
      typeof value === 'string'
    ) {
      return { v: value }
    }
    if (typeof value === 'function') {
      const id = fresh()
      functions.set(id, value as (...args: unknown[]) => unknown)
      return { f: id }
    }
    if (value instanceof Promise) {
      const id = fresh()
      settle(id, value)
      return { p: id }
    }
    if (Array.isArray(value)) return { a: value.map(encode) }
    if (typeof value === 'object') {
      const proto: unknown = Object.getPrototypeOf(value)
      if (proto === null || Object.getPrototypeOf(proto) === null) {
        return { o: Object.entries(value).map(([name, inner]) => [name, encode(inner)]) }
      }
    }
    throw new TypeError('An object could not be cloned.')
  }

  function decode(coded: unknown): unknown {
    const { u, v, f, p, a, o } = coded as Record<string, unknown>
    if (u) return undefined
    if (typeof f === 'number') return Object.freeze((...args: unknown[]) => call(f, args))
    if (typeof p === 'number') {
      return new Promise((resolve, reject) => promises.set(p, { resolve, reject }))
    }
    if (Array.isArray(a)) return Object.freeze(a.map(decode))
    if (Array.isArray(o)) {
      const made: Record<string, unknown> = {}
      for (const [name, inner] of o as [string, unknown][]) {
        Object.defineProperty(made, name, { value: decode(inner), enumerable: true, configurable: true })
      }
      return Object.freeze(made)
    }
    return v
  }

  function call(target: number, args: readonly unknown[]): unknown {
    const id = fresh()
    post({ kind: 'call', id, value: target, args: args.map(encode) })
    const reply = replies.get(id)
    replies.delete(id)
    if (reply === undefined) throw new Error('The other side of the bridge has gone.')
    if (reply.error !== undefined) throw new Error(reply.error)
    return decode(reply.value)
  }

  function answer(message: Wire): void {
    const id = message.id ?? 0
    try {
      const target = functions.get(message.value as number)
      if (target === undefined) throw new Error('This function has gone.')
      const value = encode(target(...(message.args ?? []).map(decode)))
      post({ kind: 'reply', id, value })
    } catch (error) {
      post({ kind: 'reply', id, error: error instanceof Error ? error.message : String(error) })
    }
  }

  document.addEventListener(`${key}-${role}`, (event) => {
    const message = parse(event.detail) as Wire
    const id = message.id ?? 0
    if (message.kind === 'call') answer(message)
    if (message.kind === 'reply') replies.set(id, message)
    if (message.kind === 'settle') {
      const waiting = promises.get(id)
      promises.delete(id)
      if (message.error === undefined) waiting?.resolve(decode(message.value))
      else waiting?.reject(new Error(message.error))
    }
    if (message.kind === 'open') onOpen(message.name ?? '')
    if (message.kind === 'expose' && role === 'page') {
      const value = decode(message.value)
      Object.defineProperty(scope, message.name ?? '', { value, enumerable: true })
    }
  })
  if (role === 'page') {
    // The answer must be there at once, and it is always no: the app is told, and no window comes.
    const open = (url: unknown = 'about:blank') => {
      post({ kind: 'open', name: new scope.URL(String(url), scope.document.baseURI).href })
      return null
    }
    Object.defineProperty(scope, 'open', { value: open })
  }
  return (name: string, value: unknown) => post({ kind: 'expose', name, value: encode(value) })
}

type Send = (text: string) => void

/** Makes the `electron` of a sandboxed preload: the bridge, and the renderer's end of the IPC. */
function preloadModule(scope: Scope, send: Send, expose: (name: string, value: unknown) => void) {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>()
  let next = 0
  function cloneable(value: unknown): unknown {
    const plain = value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)
    if (plain) return value
    const proto: unknown = typeof value === 'object' ? Object.getPrototypeOf(value) : undefined
    const isRecord = proto === null || (proto !== undefined && Object.getPrototypeOf(proto) === null)
    if (!Array.isArray(value) && !isRecord) throw new Error('An object could not be cloned.')
    for (const inner of Object.values(value as object)) cloneable(inner)
    return value
  }
  const refuse = (name: string, offered: object) =>
    new Proxy(offered, {
      get(target, property) {
        if (typeof property === 'string' && !(property in target)) {
          throw new Error(`The Electron stand-in does not offer ${name}${property}`)
        }
        return Reflect.get(target, property)
      },
    })
  Object.defineProperty(scope, '__standInDeliver', {
    value: (message: {
      id?: number
      channel?: string
      args?: unknown[]
      value?: unknown
      error?: string
    }) => {
      if (message.channel !== undefined) {
        for (const listener of listeners.get(message.channel) ?? []) listener({}, ...(message.args ?? []))
        return
      }
      const call = waiting.get(message.id ?? 0)
      waiting.delete(message.id ?? 0)
      if (message.error === undefined) call?.resolve(message.value)
      else call?.reject(new Error(message.error))
    },
  })
  const ipcRenderer = refuse('ipcRenderer.', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        next += 1
        waiting.set(next, { resolve, reject })
        send(JSON.stringify({ id: next, channel, args: args.map(cloneable) }))
      }),
    on(channel: string, listener: (event: object, ...args: unknown[]) => void) {
      const known = listeners.get(channel) ?? new Set()
      listeners.set(channel, known.add(listener))
      return ipcRenderer
    },
    removeListener(channel: string, listener: (event: object, ...args: unknown[]) => void) {
      listeners.get(channel)?.delete(listener)
      return ipcRenderer
    },
  })
  const contextBridge = refuse('contextBridge.', { exposeInMainWorld: expose })
  return refuse('', { ipcRenderer, contextBridge })
}

/** The script for the page's own world. */
export function pageWorldScript(key: string): string {
  return `(() => { if (window !== window.top || location.protocol === 'data:') return;
(${bridgeHalf.toString()})(globalThis, ${JSON.stringify(key)}, 'page', () => undefined) })()`
}

/** The script for the preload's world; the preload sees `require('electron')` and nothing else of Node. */
export function isolatedWorldScript(key: string, binding: string, preload: string): string {
  return `(() => { if (window !== window.top || location.protocol === 'data:') return;
const send = globalThis[${JSON.stringify(binding)}];
const expose = (${bridgeHalf.toString()})(globalThis, ${JSON.stringify(key)}, 'isolated', (url) => send(JSON.stringify({ open: url })));
const electron = (${preloadModule.toString()})(globalThis, (text) => send(text), expose);
const require = (name) => {
  if (name === 'electron') return electron;
  throw new Error('module not found: ' + name);
};
const module = { exports: {} };
(function (require, module, exports) {
${preload}
})(require, module, module.exports);
})()`
}
