import { classify } from '../../../src/main/practice/requests/operations.ts'
import type { Practice } from '../../../src/main/practice/world/practice-port.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { VirtualTime } from '../../support/app/virtual-time.ts'

/** A question about links that reached a provider. */
export interface Question {
  readonly at: number
  readonly provider: ProviderId
  /** Whether its answer tells of this link; a list tells of all. */
  isAbout(ref: string): boolean
}

/** The way between the till and the simulated providers. */
export interface Wire {
  fetch(request: Request): Promise<Response>
  /** The instants at which an account was asked, in their order. */
  asked(provider: ProviderId): readonly number[]
  /** From now on every exchange with this provider takes so long, ms. */
  slowDown(provider: ProviderId, ms: number): void
}

/** What an exchange takes, ms. */
const LATENCY_MS = 150
const QUESTIONS: ReadonlySet<string> = new Set(['read', 'receipts', 'list'])

/** Leads requests to the simulated providers, half of the time there and half of it back. */
export function createWire(practice: Practice, time: VirtualTime, heard: (question: Question) => void): Wire {
  const instants = new Map<ProviderId, number[]>()
  const latencies = new Map<ProviderId, number>()

  async function note(request: Request): Promise<void> {
    const url = new URL(request.url)
    const place = classify(request.method, url.pathname)
    if (!place || !QUESTIONS.has(place.operation)) return
    const { provider, operation } = place
    // OxaPay's older wire names the link in the body; it can be read once only, so a copy is.
    const body = operation === 'read' && request.method === 'POST' ? await request.clone().text() : ''
    const at = time.clock.now()
    const known = instants.get(provider)
    if (known) known.push(at)
    else instants.set(provider, [at])
    heard({
      at,
      provider,
      isAbout: (ref) => operation === 'list' || url.pathname.includes(ref) || body.includes(ref),
    })
  }

  return {
    async fetch(request) {
      const { method, url } = request
      const place = classify(method, new URL(url).pathname)
      const latency = (place && latencies.get(place.provider)) ?? LATENCY_MS
      await time.wait(latency / 2)
      const response = await time.busy(async () => {
        await note(request)
        return practice.fetch(request)
      })
      await time.wait(latency / 2)
      return response
    },
    asked: (provider) => instants.get(provider) ?? [],
    slowDown(provider, ms) {
      latencies.set(provider, ms)
    },
  }
}
