import type { Readable, Writable } from 'node:stream'
import type { CDPSession } from 'playwright-core'

/** A session's commands and events, typed by the protocol's own description. */
export interface Session {
  readonly id: string | undefined
  readonly send: CDPSession['send']
  readonly on: CDPSession['on']
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
  readonly method: string
}

/** The DevTools protocol over the browser's two pipes: JSON, each message closed by a zero byte. */
export class Connection {
  readonly browser: Session
  readonly #output: Writable
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Map<string, ((params: unknown) => void)[]>()
  #next = 1
  #closed = false
  #rest: Buffer[] = []

  constructor(input: Readable, output: Writable) {
    this.#output = output
    this.browser = this.session(undefined)
    input.on('data', (chunk: Buffer) => this.#read(chunk))
    input.on('close', () => this.close())
    input.on('error', () => this.close())
    output.on('error', () => this.close())
  }

  /** Gives the commands and events of one attached target. */
  session(id: string | undefined): Session {
    const send = (method: string, params: object = {}) => this.#send(id, method, params)
    const on = (event: string, listener: (params: unknown) => void) => {
      const key = `${id ?? ''} ${event}`
      this.#listeners.set(key, [...(this.#listeners.get(key) ?? []), listener])
    }
    return { id, send: send as CDPSession['send'], on: on as CDPSession['on'] }
  }

  /** Ends all waiting; every later command is refused. */
  close(): void {
    this.#closed = true
    for (const { reject, method } of this.#waiting.values()) reject(new BrowserGone(method))
    this.#waiting.clear()
  }

  #send(sessionId: string | undefined, method: string, params: object): Promise<unknown> {
    if (this.#closed) return Promise.reject(new BrowserGone(method))
    const id = this.#next++
    const message = JSON.stringify(sessionId ? { id, method, params, sessionId } : { id, method, params })
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, method })
      this.#output.write(`${message}\0`)
    })
  }

  #read(chunk: Buffer): void {
    let from = 0
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      const text = Buffer.concat([...this.#rest, chunk.subarray(from, end)]).toString('utf8')
      this.#rest = []
      from = end + 1
      this.#take(JSON.parse(text) as Message)
    }
    if (from < chunk.length) this.#rest.push(chunk.subarray(from))
  }

  #take(message: Message): void {
    if (message.id === undefined) {
      const key = `${message.sessionId ?? ''} ${message.method}`
      for (const listener of this.#listeners.get(key) ?? []) listener(message.params)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`))
    else waiting?.resolve(message.result)
  }
}

/** The browser ended while, or before, a command was sent to it. */
export class BrowserGone extends Error {
  constructor(method: string) {
    super(`${method}: the browser has ended`)
  }
}

/** Waits for a command whose failure means nothing more than that the page or browser has gone. */
export function quietly(sent: Promise<unknown>): void {
  sent.catch(() => undefined)
}
