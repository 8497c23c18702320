import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { createPractice } from '../../../src/main/practice/practice.ts'
import type { Practice } from '../../../src/main/practice/world/practice-port.ts'

/** Real ones take at least so long to make a link, ms; until then the waiting screen is what there is to see. */
const CREATE_MS = 300

/** The simulated providers over HTTP, telling when each answer was handed to the socket. */
export interface TimedProvider {
  readonly url: string
  readonly practice: Practice
  /** When the last link's address was handed out, epoch ms. */
  createdAt(): number
  /** When the first answer that tells of this link's payment was handed out, epoch ms. */
  paidAt(ref: string): number
  close(): Promise<void>
}

/** Starts it on the loopback address. */
export async function startTimedProvider(): Promise<TimedProvider> {
  const practice = createPractice({ now: () => Date.now() })
  const paid = new Map<string, number>()
  let created = 0
  const server = createAdaptorServer({
    overrideGlobalObjects: false,
    fetch: async (request) => {
      const creates = request.method === 'POST'
      const answer = await practice.fetch(request)
      if (creates) {
        await sleep(CREATE_MS)
        created = Date.now()
        return answer
      }
      const ref = new URL(request.url).pathname.split('/').at(-1) ?? ''
      const tells = (await answer.clone().text()).includes('CONFIRMED')
      if (tells && !paid.has(ref)) paid.set(ref, Date.now())
      return answer
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    practice,
    createdAt: () => created,
    paidAt(ref) {
      const first = paid.get(ref)
      if (first === undefined) throw new Error('nobody has asked after the payment')
      return first
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
