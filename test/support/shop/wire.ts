import { afterEach } from 'vitest'
import { type PracticeServer, servePractice } from '../../../src/main/practice/server.ts'
import type { PracticeIntroduction } from '../../../src/main/practice/world/practice-port.ts'

/** The instant at which every practice world of the tests begins: 2026-11-20T09:00:00Z. */
export const START = Date.UTC(2026, 10, 20, 9)

/** An answer read to its end. */
export interface Answer {
  readonly status: number
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  readonly json: ReturnType<typeof JSON.parse>
  readonly headers: Headers
}

/** A practice server on loopback whose clock stands still until it is advanced, and hands to speak with it. */
export interface Wire {
  readonly server: PracticeServer
  readonly at: PracticeIntroduction
  send(url: string, init?: RequestInit): Promise<Answer>
  post(url: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  control(path: string, body: unknown): Promise<Answer>
  log(): Promise<ReturnType<typeof JSON.parse>>
}

const open: PracticeServer[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

/** Starts a practice server that ends with the test. */
export async function startWire(): Promise<Wire> {
  const server = await servePractice({ port: 0, now: () => START })
  open.push(server)
  const send = async (url: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(url, { redirect: 'manual', ...init })
    const text = await response.text()
    return { status: response.status, text, json: parsed(text), headers: response.headers }
  }
  const post: Wire['post'] = (url, body, headers = {}) =>
    send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    server,
    at: server.practice.introduction(server.url),
    send,
    post,
    control: (path, body) => post(`${server.url}/_control/${path}`, body),
    log: async () => (await send(`${server.url}/_control/log`)).json,
  }
}

function parsed(text: string): ReturnType<typeof JSON.parse> {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
