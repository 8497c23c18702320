import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach } from 'vitest'
import type {
  Credentials,
  LinkRequest,
  ProviderError,
  ProviderPorts,
} from '../../../src/main/providers/provider.ts'
import type { AccountSettings } from '../../../src/shared/contract/shapes/account.ts'
import { moneyFrom } from '../../../src/shared/money/money.ts'

export interface Seen {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  readonly text?: string
}

export interface Loopback {
  readonly url: string
  readonly seen: Seen[]
}

type Answer = (seen: Seen, response: ServerResponse, count: number) => Reply | undefined

const cleanups: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanup) => cleanup()))
})

/** Serves one test over real HTTP; an answer of undefined means that `response` is handled by the test itself. */
export async function serve(answer: Answer): Promise<Loopback> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      }
      seen.push(one)
      const reply = answer(one, response, seen.length)
      if (reply) send(response, reply)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

function send(response: ServerResponse, reply: Reply): void {
  // The clock of these tests stands still, so that the real time would be another: a test that wants a Date names it.
  response.sendDate = false
  const text = reply.text ?? JSON.stringify(reply.json ?? {})
  const type = reply.text === undefined ? 'application/json' : 'text/plain'
  response.writeHead(reply.status ?? 200, { 'content-type': type, ...reply.headers })
  response.end(text)
}

/** A free port nobody listens on. */
export async function deadUrl(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

export const NOW = Date.parse('2026-11-20T10:00:00Z')

/** A clock that stands still until it is set. */
export function stillClock(start = NOW) {
  let now = start
  return {
    now: () => now,
    monotonic: () => now,
    set: (to: number) => {
      now = to
    },
  }
}

export function portsFor(
  baseUrl: string,
  credentials: Credentials,
  settings: AccountSettings = {},
  clock: ProviderPorts['clock'] = stillClock(),
): ProviderPorts {
  return {
    baseUrl,
    fetch,
    clock,
    settings,
    timeLimitMs: 5_000,
    useCredentials: (use) => use(credentials),
  }
}

export function ask(currency: string, amount: string, more: Partial<LinkRequest> = {}): LinkRequest {
  return {
    asked: moneyFrom(currency, amount),
    description: 'Two lamps',
    invoiceNumber: 'CF-000123',
    marker: 'INV-7F3K',
    customerName: null,
    customerEmail: null,
    ...more,
  }
}

export const never = new AbortController().signal

/** The value of a success; a failure fails the test with its code. */
export function got<T>(result: { ok: true; value: T } | { ok: false; error: ProviderError }): T {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.error)}`)
  return result.value
}

/** The error of a failure; a success fails the test. */
export function refused(result: { ok: boolean } & ({ error?: ProviderError } | object)): ProviderError {
  if (result.ok || !('error' in result) || !result.error) throw new Error('it succeeded')
  return result.error
}
