import { servePractice } from '../../../src/main/practice/server.ts'
import type { Practice } from '../../../src/main/practice/world/practice-port.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'

/** The simulated providers on loopback, and the base URLs that the real clients take. */
export interface PracticeServer {
  readonly url: string
  readonly practice: Practice
  readonly origins: Readonly<Record<ProviderId, string>>
  /** Posts to the control API; fails loudly when it is refused. */
  control(path: string, body: unknown): Promise<void>
  /** The requests seen so far. */
  requests(): Promise<readonly SeenRequest[]>
  close(): Promise<void>
}

export interface SeenRequest {
  readonly provider: string
  readonly operation: string
  readonly method: string
  readonly path: string
}

/** Starts the simulated providers over real HTTP. */
export async function startPractice(): Promise<PracticeServer> {
  const served = await servePractice({ port: 0 })
  const { url, practice } = served
  return {
    url,
    practice,
    origins: {
      daisy: `${url}/daisy`,
      oneshotpay: `${url}/oneshotpay`,
      ocpay: `${url}/ocpay`,
      oxapay: `${url}/oxapay`,
    },
    async control(path, body) {
      const response = await fetch(`${url}/_control/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!response.ok) throw new Error(`control ${path}: ${response.status} ${await response.text()}`)
    },
    async requests() {
      const response = await fetch(`${url}/_control/log`)
      const log = (await response.json()) as { requests: SeenRequest[] }
      return log.requests
    },
    close: () => served.close(),
  }
}
