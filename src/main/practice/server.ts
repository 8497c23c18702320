import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { createPractice, type PracticeOptions } from './practice.ts'
import { isReset } from './requests/faulty-answers.ts'
import type { Practice } from './world/practice-port.ts'

/** A practice world that listens. */
export interface PracticeServer {
  /** Its origin, such as `http://127.0.0.1:4010`. */
  readonly url: string
  readonly practice: Practice
  /** Stops listening and cuts every open connection, also those a fault keeps waiting. */
  close(): Promise<void>
}

export interface PracticeServerOptions extends Omit<PracticeOptions, 'now' | 'origin'> {
  readonly port: number
  now?(): number
  /** What each answer's Date header tells, epoch ms; the true time unless given. */
  date?(): number
}

/**
 * Serves the four providers over real HTTP on the loopback address only.
 *
 * Port 0 takes any free one. Rejects with the system's error (`EADDRINUSE`, `EACCES`) when it cannot listen.
 */
export async function servePractice(options: PracticeServerOptions): Promise<PracticeServer> {
  const practice = createPractice({
    keepRequests: 100_000,
    ...options,
    now: () => (options.now ?? Date.now)(),
  })
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (request, env) => {
      try {
        return await practice.fetch(request)
      } catch (error) {
        if (isReset(error)) (env.incoming as IncomingMessage).socket.resetAndDestroy()
        else if (!request.signal.aborted) throw error
        return RESPONSE_ALREADY_SENT
      }
    },
  })
  const { date } = options
  if (date) {
    server.prependListener('request', (_: IncomingMessage, answer: ServerResponse) => {
      answer.setHeader('Date', new Date(date()).toUTCString())
    })
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    practice,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
